@NullMarked
package io.keepwell.ui.metric;

import org.jspecify.annotations.NullMarked;
