/// The records or customers behind a figure.
@NullMarked
package io.keepwell.core.metric.drill;

import org.jspecify.annotations.NullMarked;
