package io.keepwell.core.fact;

import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An amount without which a fact can't be counted: where there is no rate for its currency, the fact is pending.
///
/// @param field its path within the kind, as in the contract: `price`
public record FactMoney(String field, Money money) {
    /// All of a fact's.
    public static List<FactMoney> of(Fact fact) {
        return switch (fact) {
            case SubscriptionChange change -> of("price", change.terms().map(SubscriptionChange.Terms::price));
            case RenewalOutcome renewal ->
                Stream.concat(
                                of("value", renewal.value()).stream(),
                                of("renewed_value", renewal.renewedValue()).stream())
                        .toList();
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
                    Usage _ -> List.of();
        };
    }

    private static List<FactMoney> of(String field, Optional<Money> money) {
        return money.map(found -> new FactMoney(field, found)).stream().toList();
    }
}
