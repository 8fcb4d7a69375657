package io.keepwell.core.metric.cohort;

import java.time.LocalDate;

/// How long customers won in a period stay, as far as they were followed.
///
/// @param curve in days
/// @param followedTo the first day after follow-up: who hadn't left by then was no longer watched
public record Survival(SurvivalCurve curve, LocalDate followedTo) {}
