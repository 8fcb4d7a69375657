/// Ledgers and cells of what has changed, made from the facts again.
@NullMarked
package io.keepwell.core.rollup.refresh;

import org.jspecify.annotations.NullMarked;
