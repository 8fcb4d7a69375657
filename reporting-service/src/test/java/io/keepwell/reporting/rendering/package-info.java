/// Tests of rendering.
@NullMarked
package io.keepwell.reporting.rendering;

import org.jspecify.annotations.NullMarked;
