@NullMarked
package io.keepwell.core.target;

import org.jspecify.annotations.NullMarked;
