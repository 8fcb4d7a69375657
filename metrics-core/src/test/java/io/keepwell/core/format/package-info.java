/// Tests of rendering.
@NullMarked
package io.keepwell.core.format;

import org.jspecify.annotations.NullMarked;
