package io.keepwell.core.rollup.read;

import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.StoredFact;
import java.time.LocalDate;

/// A survey answer with the slice in which it counts.
///
/// @param slice the slice key's number in which the account stood on that day
public record Answer(StoredFact<SurveyAnswer> stored, int slice) {
    public int account() {
        return stored.account();
    }

    public LocalDate day() {
        return stored.day();
    }

    public SurveyAnswer fact() {
        return stored.fact();
    }
}
