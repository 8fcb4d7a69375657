package io.keepwell.core.fact;

/// What one event says about one account, or about the firm as a whole. One record with its table for each kind;
/// whoever switches over facts is reported by the compiler when a kind is added.
public sealed interface Fact
        permits AccountProfile,
                CheckIn,
                Cost,
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
                TicketUpdate,
                Usage {
    /// The most characters of a short name: a product, a theme, a feature.
    int LONGEST_LABEL = 64;

    /// The most characters of a reason or remark.
    int LONGEST_REMARK = 200;

    /// The most bytes, in UTF-8, of a text in the customer's own words.
    int LONGEST_TEXT_BYTES = 65_535;
}
