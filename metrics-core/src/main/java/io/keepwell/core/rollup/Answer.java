package io.keepwell.core.rollup;

import io.keepwell.core.fact.SurveyAnswer;
import java.time.LocalDate;

/// A survey answer with the slice in which it counts.
///
/// @param slice the leaf's number in which the account stood on that day
public record Answer(int account, LocalDate day, int slice, SurveyAnswer fact) {}
