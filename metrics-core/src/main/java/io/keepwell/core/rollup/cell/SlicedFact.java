package io.keepwell.core.rollup.cell;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.store.StoredFact;

/// A fact with the slice in which it counts.
///
/// @param slice the slice key's number in which the account stood on the fact's day
public record SlicedFact<F extends Fact>(StoredFact<F> stored, int slice) {}
