/// Ledgers and cells of all accounts made from their facts, in bounded memory.
@NullMarked
package io.keepwell.core.rollup.rebuild;

import org.jspecify.annotations.NullMarked;
