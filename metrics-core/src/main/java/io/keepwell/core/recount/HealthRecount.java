package io.keepwell.core.recount;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Health, straight from the words of its parts, customer by customer and evening by evening.
final class HealthRecount {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Recount all;
    private final TicketRecount tickets;
    private final HealthModels models;

    HealthRecount(Recount all, TicketRecount tickets, HealthModels models) {
        this.all = all;
        this.tickets = tickets;
        this.models = models;
    }

    private record Score(Customer customer, BigDecimal score, HealthModel.Band band) {}

    Optional<BigDecimal> figure(String name, Period period, Slice slice) {
        List<Score> scores = new ArrayList<>();
        for (Customer customer : all.customersOf(slice, period.to())) {
            score(customer, period.to()).ifPresent(scores::add);
        }
        if (scores.isEmpty()) {
            return Optional.empty();
        }
        List<Score> red = scores.stream()
                .filter(each -> each.band() == HealthModel.Band.RED)
                .toList();
        return switch (name) {
            case "success.health_score customers" ->
                Optional.of(scores.stream()
                        .map(Score::score)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(scores.size()), MathContext.DECIMAL128));
            case "success.at_risk customers" -> Arithmetic.number(red.size());
            case "success.at_risk mrr" ->
                Optional.of(Recount.mrr(red.stream().map(Score::customer).toList(), period.to()));
            case "success.at_risk share" -> Arithmetic.share(red.size(), scores.size());
            default -> throw Recount.unknown(name);
        };
    }

    private Optional<Score> score(Customer customer, LocalDate end) {
        String segment = customer.sliceKeyBefore(end).value(Dimension.SEGMENT);
        HealthModel model = models.on(end.minusDays(1), segment);
        BigDecimal points = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (Map.Entry<HealthPart, BigDecimal> part : points(customer, end).entrySet()) {
            BigDecimal weight = BigDecimal.valueOf(model.weight(part.getKey()));
            points = points.add(weight.multiply(part.getValue()));
            weights = weights.add(weight);
        }
        if (weights.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal score = points.divide(weights, MathContext.DECIMAL128);
        HealthModel.Band band = HealthModel.Band.GREEN;
        if (score.compareTo(BigDecimal.valueOf(model.greenFrom())) < 0) {
            band = HealthModel.Band.YELLOW;
        }
        if (score.compareTo(BigDecimal.valueOf(model.yellowFrom())) < 0) {
            band = HealthModel.Band.RED;
        }
        return Optional.of(new Score(customer, score, band));
    }

    /// Whole points of each part that anything is known of.
    private Map<HealthPart, BigDecimal> points(Customer customer, LocalDate end) {
        Map<HealthPart, BigDecimal> points = new EnumMap<>(HealthPart.class);
        for (HealthPart part : HealthPart.values()) {
            points(part, customer, end).ifPresent(known -> points.put(part, known.setScale(0, RoundingMode.HALF_UP)));
        }
        return points;
    }

    private Optional<BigDecimal> points(HealthPart part, Customer customer, LocalDate end) {
        return switch (part) {
            case REVENUE_BY_PRODUCT -> revenueByProduct(customer, end);
            case CUSTOMER_GROWTH -> customerGrowth(customer, end);
            case RETURNING ->
                reported(Order.class, customer, LocalDate.MIN, end.minusMonths(6))
                                .isEmpty()
                        ? Optional.empty()
                        : points(!reported(Order.class, customer, end.minusMonths(6), end)
                                .isEmpty());
            case USAGE_TREND -> usageTrend(customer, end);
            case NPS ->
                answer(SurveyAnswer.Kind.NPS, customer, end).map(answer -> {
                    if (answer.score() >= 9) {
                        return HUNDRED;
                    }
                    return answer.score() >= 7 ? new BigDecimal("50") : BigDecimal.ZERO;
                });
            case CSAT ->
                answer(SurveyAnswer.Kind.CSAT, customer, end)
                        .flatMap(answer -> points(VoiceRecount.isPositive(answer)));
            case TICKETS -> tickets(customer, end);
            case RENEWAL -> renewal(customer, end);
            case PAYMENTS ->
                last(reported(Payment.class, customer, LocalDate.MIN, end).stream()
                                .filter(reported -> reported.fact().result() != Payment.Result.REFUNDED)
                                .toList())
                        .flatMap(payment -> points(payment.fact().result() == Payment.Result.RECEIVED));
            case CSM_SENTIMENT ->
                last(reported(CsmSentiment.class, customer, end.minusDays(180), end))
                        .map(reported -> BigDecimal.valueOf(reported.fact().value()));
        };
    }

    private static Optional<BigDecimal> points(boolean good) {
        return Optional.of(good ? HUNDRED : BigDecimal.ZERO);
    }

    private static <F extends Fact> List<Happening<F>> reported(
            Class<F> kind, Customer customer, LocalDate from, LocalDate to) {
        return customer.reported(kind).stream()
                .filter(reported ->
                        !reported.day().isBefore(from) && reported.day().isBefore(to))
                .toList();
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast());
    }

    private Optional<BigDecimal> revenueByProduct(Customer customer, LocalDate end) {
        List<Happening<Order>> earlier = reported(Order.class, customer, end.minusMonths(12), end.minusMonths(6));
        List<Happening<Order>> later = reported(Order.class, customer, end.minusMonths(6), end);
        BigDecimal kept = BigDecimal.ZERO;
        for (String product : new TreeSet<>(
                earlier.stream().map(reported -> reported.fact().product()).toList())) {
            Predicate<Happening<Order>> same =
                    reported -> reported.fact().product().equals(product);
            kept = kept.add(value(earlier.stream().filter(same).toList())
                    .min(value(later.stream().filter(same).toList())));
        }
        return Arithmetic.share(kept, value(earlier));
    }

    private BigDecimal value(List<Happening<Order>> orders) {
        return orders.stream()
                .flatMap(reported -> all.worth(reported.fact().value(), reported.day()).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<BigDecimal> customerGrowth(Customer customer, LocalDate end) {
        BigDecimal before = customer.mrrBefore(end.minusMonths(6));
        // In whole per cents, and therefore rounded before it is added.
        return Arithmetic.share(customer.mrrBefore(end), before)
                .map(share -> share.setScale(0, RoundingMode.HALF_UP)
                        .subtract(new BigDecimal("25"))
                        .max(BigDecimal.ZERO)
                        .min(HUNDRED));
    }

    private static Optional<BigDecimal> usageTrend(Customer customer, LocalDate end) {
        if (reported(Usage.class, customer, LocalDate.MIN, end).isEmpty()) {
            return Optional.empty();
        }
        int recent = 0;
        int earlier = 0;
        for (int week = 1; week <= 12; week++) {
            boolean used = !reported(Usage.class, customer, end.minusWeeks(week), end.minusWeeks(week - 1L))
                    .isEmpty();
            recent += used && week <= 4 ? 1 : 0;
            earlier += used && week > 4 ? 1 : 0;
        }
        if (recent == 0 || earlier == 0) {
            return points(recent > 0);
        }
        return Arithmetic.share(2L * recent, earlier).map(HUNDRED::min);
    }

    private static Optional<SurveyAnswer> answer(SurveyAnswer.Kind kind, Customer customer, LocalDate end) {
        return last(reported(SurveyAnswer.class, customer, end.minusMonths(12), end).stream()
                        .filter(reported -> reported.fact().kind() == kind)
                        .toList())
                .map(Happening::fact);
    }

    private Optional<BigDecimal> tickets(Customer customer, LocalDate end) {
        List<TicketRecount.Ticket> opened = tickets.ticketsOf(customer).stream()
                .filter(ticket -> ticket.opened().day().isBefore(end))
                .toList();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        boolean late = opened.stream()
                .anyMatch(ticket -> end.minusDays(7).datesUntil(end.plusDays(1)).allMatch(ticket::isOpenWhenBegins));
        boolean open = opened.stream().anyMatch(ticket -> ticket.isOpenWhenBegins(end));
        if (late) {
            return points(false);
        }
        return open ? Optional.of(new BigDecimal("50")) : points(true);
    }

    /// Of several things reported for a contract the last one holds.
    private static Optional<BigDecimal> renewal(Customer customer, LocalDate end) {
        List<Happening<RenewalOutcome>> reported = reported(RenewalOutcome.class, customer, LocalDate.MIN, end);
        if (reported.isEmpty()) {
            return Optional.empty();
        }
        boolean declined = false;
        boolean undecided = false;
        LocalDate evening = end.minusDays(1);
        for (String contract :
                new TreeSet<>(reported.stream().map(HealthRecount::contract).toList())) {
            RenewalOutcome last = reported.stream()
                    .filter(each -> contract(each).equals(contract))
                    .toList()
                    .getLast()
                    .fact();
            boolean recent = evening.isBefore(last.dueOn().plusDays(90));
            boolean soon = !evening.isBefore(last.dueOn().minusDays(90));
            declined |= recent && last.result() == RenewalOutcome.Result.DECLINED;
            undecided |= recent && soon && last.result() == RenewalOutcome.Result.DUE;
        }
        if (declined) {
            return points(false);
        }
        return undecided ? Optional.of(new BigDecimal("50")) : points(true);
    }

    private static String contract(Happening<RenewalOutcome> reported) {
        return reported.partner() + " " + reported.fact().contractId() + " "
                + reported.fact().dueOn();
    }
}
