package io.keepwell.core.fact;

import io.keepwell.core.money.Money;
import java.util.Optional;

/// The amount that decides whether a fact can be counted: one in a currency without a rate can't.
///
/// @param field its path within the kind, as in the contract: `price`
public record FactMoney(String field, Money money) {
    /// Empty for a fact without an amount.
    public static Optional<FactMoney> of(Fact fact) {
        return switch (fact) {
            case SubscriptionChange change -> of("price", change.terms().map(SubscriptionChange.Terms::price));
            case RenewalOutcome renewal ->
                renewal.renewedValue().isPresent()
                        ? of("renewed_value", renewal.renewedValue())
                        : of("value", renewal.value());
            case Order order -> of("value", Optional.of(order.value()));
            case Payment payment -> of("amount", Optional.of(payment.amount()));
            case Offer offer -> of("value", offer.value());
            case Opportunity opportunity -> of("value", opportunity.value());
            case Cost cost -> of("amount", Optional.of(cost.amount()));
            case CustomerOutcome outcome -> of("gain", outcome.gain());
            case AccountProfile _,
                    CheckIn _,
                    ExchangeRate _,
                    Feedback _,
                    FeedbackStep _,
                    Lead _,
                    Measurement _,
                    Milestone _,
                    Referral _,
                    Retraction _,
                    StayReason _,
                    SurveyAnswer _,
                    TicketUpdate _,
                    Usage _ -> Optional.empty();
        };
    }

    private static Optional<FactMoney> of(String field, Optional<Money> money) {
        return money.map(found -> new FactMoney(field, found));
    }
}
