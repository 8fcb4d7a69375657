package io.keepwell.core.fact;

/// What one event says about one account. One record, one table and one kind each; whoever switches over facts is
/// told
/// by
/// the compiler when a kind is added.
public sealed interface Fact permits AccountProfile, SubscriptionChange, SurveyAnswer {}
