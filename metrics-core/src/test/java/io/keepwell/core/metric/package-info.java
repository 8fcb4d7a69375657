@NullMarked
package io.keepwell.core.metric;

import org.jspecify.annotations.NullMarked;
