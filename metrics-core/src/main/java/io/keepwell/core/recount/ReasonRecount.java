package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.recount.Recount.Reason;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Why metrics have no figure by their default definitions, where they have none: all that there is has money without a
/// rate; or nothing was reported that the figure could be made of; or else there is nothing to divide by.
final class ReasonRecount {
    private final Recount all;
    private final TicketRecount tickets;
    private final SupportRecount support;
    private final AdoptionRecount adoption;
    private final SuccessRecount success;

    ReasonRecount(
            Recount all,
            TicketRecount tickets,
            SupportRecount support,
            AdoptionRecount adoption,
            SuccessRecount success) {
        this.all = all;
        this.tickets = tickets;
        this.support = support;
        this.adoption = adoption;
        this.success = success;
    }

    Reason of(String metric, Period period, Slice slice, Optional<String> detail) {
        if (metric.equals("custom.measure") && detail.isEmpty() && !isBeforeAllMeasures(period)) {
            return Reason.NOT_CONFIGURED;
        }
        if (metric.startsWith("support.")) {
            return support.reason(metric, period);
        }
        if (isWithoutRate(metric, period, slice, detail)) {
            return Reason.MISSING_RATE;
        }
        return isReported(metric, period.to()) && !isSilent(metric, period, slice) ? Reason.NO_BASE : Reason.NO_DATA;
    }

    private boolean isBeforeAllMeasures(Period period) {
        return !all.reported(Measurement.class).isEmpty() && !all.isReported(Measurement.class, period.to());
    }

    /// Whether there would be a figure if there were rates.
    private boolean isWithoutRate(String metric, Period period, Slice slice, Optional<String> detail) {
        return switch (metric) {
            case "retention.customer_churn", "retention.customer_retention" ->
                all.isSubscriptionWithoutRate(slice, period.from());
            case "retention.revenue_churn",
                    "retention.grr",
                    "retention.nrr",
                    "revenue.expansion",
                    "revenue.mrr",
                    "revenue.mrr_movements",
                    "revenue.arr" -> all.isSubscriptionWithoutRate(slice, period.to());
            case "revenue.quick_ratio" ->
                all.isSubscriptionWithoutRate(slice, period.to()) && isNobodyCustomer(period, slice);
            case "revenue.arpa" -> arePaymentsWithoutRate(period, slice);
            case "revenue.growth" ->
                arePaymentsWithoutRate(period, slice)
                        || (isPaid(period.to()) && arePaymentsWithoutRate(period.previous(), slice));
            case "revenue.aov" ->
                areAllWithoutRate(
                        Order.class,
                        order -> detail.map(order.product()::equals).orElse(true),
                        period,
                        slice);
            case "revenue.clv" -> areAllWithoutRate(Order.class, _ -> true, period, slice);
            case "retention.cost" -> areAllWithoutRate(Cost.class, ReasonRecount::isOfSuccess, period, slice);
            case "growth.cac" -> areAllWithoutRate(Cost.class, cost -> !isOfSuccess(cost), period, slice);
            case "success.outcomes" ->
                all.reported(CustomerOutcome.class).stream()
                        .anyMatch(each -> each.isIn(period, slice) && isWithoutRate(each));
            default -> false;
        };
    }

    private boolean isNobodyCustomer(Period period, Slice slice) {
        return period.from()
                .datesUntil(period.to().plusDays(1))
                .allMatch(day -> all.customersOf(slice, day).isEmpty());
    }

    private static boolean isOfSuccess(Cost cost) {
        return cost.purpose() == Cost.Purpose.CUSTOMER_SUCCESS;
    }

    private boolean arePaymentsWithoutRate(Period period, Slice slice) {
        return areAllWithoutRate(Payment.class, payment -> payment.result() != Payment.Result.FAILED, period, slice);
    }

    /// Whether there are some, and not one with a rate.
    private <F extends Fact> boolean areAllWithoutRate(Class<F> kind, Predicate<F> wanted, Period period, Slice slice) {
        List<Happening<F>> some = all.reported(kind).stream()
                .filter(each -> wanted.test(each.fact()) && each.isIn(period, slice))
                .toList();
        return !some.isEmpty() && some.stream().allMatch(this::isWithoutRate);
    }

    private boolean isWithoutRate(Happening<?> reported) {
        return FactTable.Amount.of(reported.fact()).stream()
                .anyMatch(each -> all.worth(each.money(), reported.day()).isEmpty());
    }

    /// Whether there is something to divide by, and yet nothing that the figure could be made of.
    private boolean isSilent(String metric, Period period, Slice slice) {
        return switch (metric) {
            case "retention.cost" -> isWithoutCost(ReasonRecount::isOfSuccess, period, slice);
            case "growth.cac" -> isWithoutCost(cost -> !isOfSuccess(cost), period, slice);
            case "success.health_score", "success.at_risk" ->
                !all.customersOf(slice, period.to()).isEmpty();
            default -> false;
        };
    }

    /// Where none was ever reported. In a slice that has none of its own, too: most are reported for the firm as a
    /// whole.
    private boolean isWithoutCost(Predicate<Cost> wanted, Period period, Slice slice) {
        List<Happening<Cost>> costs = all.reported(Cost.class).stream()
                .filter(each -> wanted.test(each.fact()) && !isWithoutRate(each))
                .toList();
        return costs.stream().noneMatch(each -> each.day().isBefore(period.to()))
                || (!slice.equals(Slice.WHOLE) && costs.stream().noneMatch(each -> each.isIn(period, slice)));
    }

    /// Whether anything that the figure is made of was reported for a day before.
    private boolean isReported(String metric, LocalDate before) {
        return switch (metric) {
            case "voice.nps" -> isAnswered(SurveyAnswer.Kind.NPS, before);
            case "voice.csat" -> isAnswered(SurveyAnswer.Kind.CSAT, before);
            case "voice.ces" -> isAnswered(SurveyAnswer.Kind.CES, before);
            case "voice.recommenders" ->
                all.isEverCustomer(before) || isAnsweredByCustomer(SurveyAnswer.Kind.NPS, before);
            case "voice.positive_experience" ->
                all.isEverCustomer(before) || isAnsweredByCustomer(SurveyAnswer.Kind.CSAT, before);
            case "voice.loop_closure" -> all.isReported(Feedback.class, before);
            case "success.complaint_free" -> tickets.isReported(before);
            case "adoption.onboarding_speed" -> adoption.isAnyOnboarded(before);
            case "adoption.time_to_value" -> isReached(Milestone.Point.FIRST_CONTACT, before);
            case "adoption.goal_completion" -> isReached(Milestone.Point.GOAL_REACHED, before);
            case "adoption.product_adoption" -> all.isReported(Usage.class, before);
            case "adoption.purchasing", "revenue.aov" -> all.isReported(Order.class, before);
            case "revenue.clv" -> all.isEverCustomer(before) || all.isReported(Order.class, before);
            case "revenue.arpa", "revenue.growth" -> isPaid(before);
            case "revenue.quick_ratio", "adoption.returning", "growth.portfolio" -> all.isEverCustomer(before);
            case "retention.customer_churn",
                    "retention.customer_retention",
                    "retention.revenue_churn",
                    "retention.grr",
                    "retention.nrr",
                    "revenue.expansion" -> all.isEverCustomer(before) || isAnythingWithoutRate(before);
            case "retention.renewal_rate" ->
                all.reported(RenewalOutcome.class).stream()
                        .anyMatch(each -> each.fact().dueOn().isBefore(before));
            case "retention.cost", "growth.cac" -> all.isReported(Cost.class, before);
            case "growth.conversion" -> all.isReported(Lead.class, before);
            case "growth.upsell" -> all.isReported(Offer.class, before);
            case "growth.referral_rate" -> all.isReported(Referral.class, before);
            case "success.check_ins" -> success.isAnyCheckIn(before);
            case "success.health_score", "success.at_risk" -> isAnythingOfHealth(before);
            // These count, and have a figure wherever there is anything to count.
            case "voice.feedback",
                    "adoption.active",
                    "growth.free_to_paid",
                    "revenue.mrr",
                    "revenue.mrr_movements",
                    "revenue.arr",
                    "success.outcomes",
                    "custom.measure" -> false;
            default -> throw Recount.unknown(metric);
        };
    }

    private boolean isAnswered(SurveyAnswer.Kind kind, LocalDate before) {
        return all.reported(SurveyAnswer.class).stream()
                .anyMatch(each -> each.fact().kind() == kind && each.day().isBefore(before));
    }

    /// Not by nobody known, who is in no customer's figure.
    private boolean isAnsweredByCustomer(SurveyAnswer.Kind kind, LocalDate before) {
        return all.reported(SurveyAnswer.class).stream()
                .anyMatch(each -> each.fact().kind() == kind && each.day().isBefore(before) && !each.isOfNobody());
    }

    private boolean isReached(Milestone.Point point, LocalDate before) {
        return all.reported(Milestone.class).stream()
                .anyMatch(each -> each.fact().point() == point && each.day().isBefore(before));
    }

    private boolean isPaid(LocalDate before) {
        return all.reported(Payment.class).stream()
                .anyMatch(each -> each.fact().result() != Payment.Result.FAILED
                        && each.day().isBefore(before)
                        && !isWithoutRate(each));
    }

    private boolean isAnythingWithoutRate(LocalDate before) {
        return all.reported(Fact.class).stream().anyMatch(each -> each.day().isBefore(before) && isWithoutRate(each));
    }

    private boolean isAnythingOfHealth(LocalDate before) {
        return all.isEverCustomer(before)
                || isAnsweredByCustomer(SurveyAnswer.Kind.NPS, before)
                || isAnsweredByCustomer(SurveyAnswer.Kind.CSAT, before)
                || tickets.isReported(before)
                || Stream.of(Order.class, Usage.class, RenewalOutcome.class, Payment.class, CsmSentiment.class)
                        .anyMatch(kind -> all.isReported(kind, before));
    }
}
