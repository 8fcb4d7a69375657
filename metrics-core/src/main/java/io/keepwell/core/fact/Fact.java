package io.keepwell.core.fact;

/// What one event says about one account, or about the firm as a whole. A record for each kind describes it: its
/// `TABLE` says how it is kept, added up and counted, `sentence` what it says to people. Its message in the contract
/// has fields of the same names, whose rules and samples stand there.
public sealed interface Fact
        permits AccountProfile,
                CheckIn,
                Cost,
                CsmSentiment,
                CustomerOutcome,
                ExchangeRate,
                Feedback,
                FeedbackStep,
                Lead,
                Measurement,
                Milestone,
                Offer,
                Opportunity,
                Order,
                Payment,
                Referral,
                RenewalOutcome,
                Retraction,
                StayReason,
                SubscriptionChange,
                SurveyAnswer,
                SurveyDismissal,
                TicketUpdate,
                Usage {
    /// The most characters of a short name: a product, a theme, a feature.
    int LONGEST_LABEL = 64;

    /// The most characters of a reason or remark.
    int LONGEST_REMARK = 200;

    /// The most bytes, in UTF-8, of a text in the customer's own words.
    int LONGEST_TEXT_BYTES = 65_535;

    /// Where facts of this kind are kept; the public `TABLE` of the record.
    FactTable<?> table();

    /// What it says, for people.
    Sentence sentence();
}
