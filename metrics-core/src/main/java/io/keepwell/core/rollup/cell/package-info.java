/// A measure of one day or month in one slice: what it holds, how facts and ledger rows add up to it, and its tables.
@NullMarked
package io.keepwell.core.rollup.cell;

import org.jspecify.annotations.NullMarked;
