package io.keepwell.core.fact;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
    public static final List<FactTable<?>> ALL = all();

    private FactTables() {}

    /// The table that keeps a fact.
    public static FactTable<?> of(Fact fact) {
        return fact.table();
    }

    /// Of the records that a fact may be.
    private static List<FactTable<?>> all() {
        List<FactTable<?>> tables = Stream.of(Objects.requireNonNull(Fact.class.getPermittedSubclasses()))
                .<FactTable<?>>map(FactTables::table)
                .sorted(Comparator.comparingInt(FactTable::code))
                .toList();
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).code() != i + 1) {
                throw new IllegalStateException("codes of kinds go from 1 on, each of them once: " + tables);
            }
        }
        return tables;
    }

    private static FactTable<?> table(Class<?> kind) {
        try {
            return (FactTable<?>) kind.getField("TABLE").get(null);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(kind + " has no public table", missing);
        }
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
