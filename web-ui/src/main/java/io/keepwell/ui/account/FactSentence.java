package io.keepwell.ui.account;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says a fact in a sentence.
public final class FactSentence {
    private FactSentence() {}

    public static String of(Fact fact) {
        return switch (fact) {
            case AccountProfile profile -> profile(profile);
            case SubscriptionChange change -> subscription(change);
            case SurveyAnswer answer -> answer(answer);
            case RenewalOutcome renewal ->
                "Contract " + renewal.contractId() + ", due on " + ValueFormat.day(renewal.dueOn()) + ": "
                        + word(renewal.result()) + worth(renewal.renewedValue().or(renewal::value))
                        + also(renewal.reason());
            case Order order -> "Order " + order.orderId() + also(order.product()) + " · " + money(order.value());
            case Payment payment ->
                "Payment " + payment.paymentId() + " " + word(payment.result()) + " · " + money(payment.amount());
            case TicketUpdate ticket ->
                "Ticket " + ticket.ticketId() + " " + word(ticket.step())
                        + (ticket.topic() == TicketUpdate.Topic.UNKNOWN ? "" : " · " + word(ticket.topic()))
                        + (ticket.priority() == TicketUpdate.Priority.UNKNOWN ? "" : " · " + word(ticket.priority()))
                        + also(ticket.agent());
            case Usage usage ->
                usage.userId() + " used " + (usage.feature().isEmpty() ? "the product" : usage.feature()) + " "
                        + ValueFormat.count(usage.times()) + " ×";
            case Milestone milestone ->
                "Milestone: " + word(milestone.point()) + also(milestone.name())
                        + on(milestone.estimatedOn(), ", expected by ");
            case Offer offer ->
                "Offer " + offer.offerId() + " (" + word(offer.kind()) + ") " + word(offer.step())
                        + also(offer.product()) + worth(offer.value());
            case Referral referral ->
                "Referred " + (referral.referredId().isEmpty() ? "somebody" : referral.referredId());
            case Feedback feedback ->
                "Feedback" + (feedback.tone() == Feedback.Tone.UNKNOWN ? "" : ", " + word(feedback.tone()))
                        + also(feedback.theme()) + also(feedback.text());
            case FeedbackStep step -> "Feedback " + step.feedbackId() + " " + word(step.step());
            case Opportunity opportunity ->
                "Opportunity " + opportunity.opportunityId() + " (" + word(opportunity.kind()) + ") "
                        + word(opportunity.state()) + worth(opportunity.value());
            case Lead lead -> "Lead " + lead.leadId() + " " + word(lead.state()) + also(lead.channel());
            case Cost cost -> "Cost of " + word(cost.purpose()) + " · " + money(cost.amount());
            case CheckIn checkIn ->
                "Check-in " + checkIn.checkInId() + " " + word(checkIn.step()) + on(checkIn.plannedOn(), " for ");
            case CustomerOutcome outcome ->
                "Gain in " + word(outcome.kind()) + worth(outcome.gain())
                        + (outcome.testimonial() ? " · said so in public" : "");
            case ExchangeRate rate ->
                "1 " + rate.sourceCurrency() + " is "
                        + BigDecimal.valueOf(rate.rateBillionths(), 9)
                                .stripTrailingZeros()
                                .toPlainString() + " "
                        + rate.targetCurrency();
            case Measurement measurement ->
                measurement.name() + ": "
                        + Money.units(measurement.valueMicros())
                                .stripTrailingZeros()
                                .toPlainString()
                        + (measurement.unit().isEmpty() ? "" : " " + measurement.unit());
            case StayReason reason -> "Stays with a free plan for " + word(reason.reason()) + also(reason.remark());
            case Retraction retraction -> "An earlier event was taken back" + also(retraction.reason());
        };
    }

    private static String profile(AccountProfile profile) {
        String values = Dimension.TOLD.stream()
                .filter(dimension -> !profile.reported().value(dimension).isEmpty())
                .map(dimension -> dimension.id() + " " + profile.reported().value(dimension))
                .collect(Collectors.joining(", "));
        String name = profile.name().isEmpty() ? "Profile" : "Profile: " + profile.name();
        return values.isEmpty() ? name : name + " · " + values;
    }

    private static String subscription(SubscriptionChange change) {
        String what = switch (change.step()) {
            case START -> "starts";
            case CHANGE -> "changes";
            case PAUSE -> "pauses";
            case RESUME -> "resumes";
            case CANCEL -> "is cancelled";
            case END -> "ends";
            case TRIAL -> "is tried";
        };
        return "Subscription " + change.subscriptionId() + " " + what
                + change.terms().map(terms -> ": " + terms(terms)).orElse("")
                + change.endsOn()
                        .map(day -> ", runs out on " + ValueFormat.day(day))
                        .orElse("")
                + (change.reason().isEmpty() ? "" : " · " + change.reason());
    }

    private static String terms(SubscriptionChange.Terms terms) {
        String quantity = terms.quantity() == 1 ? "" : ValueFormat.count(terms.quantity()) + " × ";
        BillingInterval interval = terms.interval();
        String unit = word(interval.unit());
        SubscriptionChange.Discount discount = terms.discount();
        String less = discount.micros() == 0
                ? ""
                : (discount.lasting() ? " less " : " less for a time ")
                        + money(new Money(discount.micros(), terms.price().currency()));
        return quantity
                + money(terms.price())
                + (interval.count() == 1 ? " a " + unit : " for " + interval.count() + " " + unit + "s")
                + less;
    }

    private static String answer(SurveyAnswer answer) {
        return answer.kind() + " answer: " + answer.score() + " on " + answer.scaleLow() + " to " + answer.scaleHigh()
                + also(answer.question());
    }

    private static String money(Money money) {
        return ValueFormat.amount(Money.units(money.micros()), Unit.MONEY, money.currency());
    }

    private static String worth(Optional<Money> value) {
        return value.map(money -> " · " + money(money)).orElse("");
    }

    private static String on(Optional<LocalDate> day, String words) {
        return day.map(date -> words + ValueFormat.day(date)).orElse("");
    }

    /// What else was reported, where anything was.
    private static String also(String text) {
        return text.isEmpty() ? "" : " · " + text;
    }

    /// A constant as people read it: `CONFIRMED_CONTENT` as `confirmed content`.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
