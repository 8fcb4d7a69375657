package io.keepwell.core.fact;

import java.util.List;
import java.util.Optional;

/// The tables of all kinds of facts.
public final class FactTables {
    public static final FactTable<AccountProfile> ACCOUNT_PROFILE = AccountProfile.TABLE;
    public static final FactTable<SubscriptionChange> SUBSCRIPTION_CHANGE = SubscriptionChange.TABLE;
    public static final FactTable<SurveyAnswer> SURVEY_ANSWER = SurveyAnswer.TABLE;
    public static final FactTable<RenewalOutcome> RENEWAL_OUTCOME = RenewalOutcome.TABLE;
    public static final FactTable<Order> ORDER = Order.TABLE;
    public static final FactTable<Payment> PAYMENT = Payment.TABLE;
    public static final FactTable<TicketUpdate> TICKET_UPDATE = TicketUpdate.TABLE;
    public static final FactTable<Usage> USAGE = Usage.TABLE;
    public static final FactTable<Milestone> MILESTONE = Milestone.TABLE;
    public static final FactTable<Offer> OFFER = Offer.TABLE;
    public static final FactTable<Referral> REFERRAL = Referral.TABLE;
    public static final FactTable<Feedback> FEEDBACK = Feedback.TABLE;
    public static final FactTable<FeedbackStep> FEEDBACK_STEP = FeedbackStep.TABLE;
    public static final FactTable<Opportunity> OPPORTUNITY = Opportunity.TABLE;
    public static final FactTable<Lead> LEAD = Lead.TABLE;
    public static final FactTable<Cost> COST = Cost.TABLE;
    public static final FactTable<CheckIn> CHECK_IN = CheckIn.TABLE;
    public static final FactTable<CustomerOutcome> OUTCOME = CustomerOutcome.TABLE;
    public static final FactTable<ExchangeRate> EXCHANGE_RATE = ExchangeRate.TABLE;
    public static final FactTable<Measurement> MEASUREMENT = Measurement.TABLE;
    public static final FactTable<StayReason> STAY_REASON = StayReason.TABLE;
    public static final FactTable<Retraction> RETRACTION = Retraction.TABLE;

    /// Every kind there is, by code.
    public static final List<FactTable<?>> ALL = List.of(
            ACCOUNT_PROFILE,
            SUBSCRIPTION_CHANGE,
            SURVEY_ANSWER,
            RENEWAL_OUTCOME,
            ORDER,
            PAYMENT,
            TICKET_UPDATE,
            USAGE,
            MILESTONE,
            OFFER,
            REFERRAL,
            FEEDBACK,
            FEEDBACK_STEP,
            OPPORTUNITY,
            LEAD,
            COST,
            CHECK_IN,
            OUTCOME,
            EXCHANGE_RATE,
            MEASUREMENT,
            STAY_REASON,
            RETRACTION);

    private FactTables() {}

    /// The table that keeps a fact.
    public static FactTable<?> of(Fact fact) {
        return switch (fact) {
            case AccountProfile _ -> ACCOUNT_PROFILE;
            case SubscriptionChange _ -> SUBSCRIPTION_CHANGE;
            case SurveyAnswer _ -> SURVEY_ANSWER;
            case RenewalOutcome _ -> RENEWAL_OUTCOME;
            case Order _ -> ORDER;
            case Payment _ -> PAYMENT;
            case TicketUpdate _ -> TICKET_UPDATE;
            case Usage _ -> USAGE;
            case Milestone _ -> MILESTONE;
            case Offer _ -> OFFER;
            case Referral _ -> REFERRAL;
            case Feedback _ -> FEEDBACK;
            case FeedbackStep _ -> FEEDBACK_STEP;
            case Opportunity _ -> OPPORTUNITY;
            case Lead _ -> LEAD;
            case Cost _ -> COST;
            case CheckIn _ -> CHECK_IN;
            case CustomerOutcome _ -> OUTCOME;
            case ExchangeRate _ -> EXCHANGE_RATE;
            case Measurement _ -> MEASUREMENT;
            case StayReason _ -> STAY_REASON;
            case Retraction _ -> RETRACTION;
        };
    }

    /// The table with a code.
    public static Optional<FactTable<?>> ofCode(int code) {
        return code >= 1 && code <= ALL.size() ? Optional.of(ALL.get(code - 1)) : Optional.empty();
    }

    /// The table of a kind, by its name in the contract.
    public static Optional<FactTable<?>> ofKind(String kind) {
        return ALL.stream()
                .filter(table -> table.kind().equals(kind))
                .<FactTable<?>>map(table -> table)
                .findFirst();
    }
}
