package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.IntervalUnit;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.SubscriptionDiscount;
import io.keepwell.ingestion.v1.SubscriptionStep;
import java.time.LocalDate;
import java.util.Optional;

/// Steps in the life of subscriptions, some of which have terms.
final class SubscriptionMapping {
    private static final Choices<SubscriptionChange.Step> STEPS =
            Choices.of(SubscriptionStep.getDescriptor(), SubscriptionChange.Step.class);
    private static final Choices<BillingInterval.Unit> UNITS =
            Choices.of(IntervalUnit.getDescriptor(), BillingInterval.Unit.class);

    private SubscriptionMapping() {}

    static Optional<Fact> change(Fields fields, io.keepwell.ingestion.v1.SubscriptionChange message) {
        String subscription = fields.id("subscription_id", message.getSubscriptionId());
        SubscriptionChange.Step step = fields.choice("step", message.getStepValue(), STEPS);
        Optional<SubscriptionChange.Terms> terms = Optional.empty();
        if (step.hasTerms()) {
            terms = terms(fields, message);
        } else {
            boolean hasTerms =
                    message.hasPrice() || message.hasInterval() || message.hasQuantity() || message.hasDiscount();
            fields.refuseIf(
                    hasTerms, "price", "Only the steps START and CHANGE have price, quantity, interval and discount.");
        }
        fields.refuseIf(message.hasEndsOn() && !step.mayEndOn(), "ends_on", "Only the steps CANCEL and TRIAL have it.");
        Optional<LocalDate> endsOn = fields.optionalDate("ends_on", message.hasEndsOn(), message.getEndsOn());
        String reason = fields.remark("reason", message.getReason());
        Optional<SubscriptionChange.Terms> read = terms;
        return fields.whole(() -> new SubscriptionChange(subscription, step, read, endsOn, reason));
    }

    private static Optional<SubscriptionChange.Terms> terms(
            Fields fields, io.keepwell.ingestion.v1.SubscriptionChange message) {
        Money price = fields.money("price", message.getPrice());
        long quantity = fields.count(
                "quantity", message.hasQuantity(), message.getQuantity(), 0, SubscriptionChange.Terms.MOST_QUANTITY);
        Fields inside = fields.inside("interval");
        int count = inside.inRange("count", message.getInterval().getCount(), 1, BillingInterval.MOST);
        BillingInterval.Unit unit = inside.choice("unit", message.getInterval().getUnitValue(), UNITS);
        SubscriptionChange.Discount discount = message.hasDiscount()
                ? discount(fields.inside("discount"), message.getDiscount())
                : SubscriptionChange.Discount.NONE;
        if (fields.problem().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SubscriptionChange.Terms.of(price, quantity, new BillingInterval(count, unit), discount));
        } catch (ArithmeticException tooMuch) {
            fields.refuse(
                    "price.amount",
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "Price times quantity comes to more than 10000000000 a month.");
            return Optional.empty();
        }
    }

    private static SubscriptionChange.Discount discount(Fields fields, SubscriptionDiscount message) {
        return new SubscriptionChange.Discount(fields.micros("amount", message.getAmount()), message.getLasting());
    }
}
