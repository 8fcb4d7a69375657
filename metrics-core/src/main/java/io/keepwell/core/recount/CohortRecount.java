package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Cohorts and survival, straight from the words, as `Recount` has the metrics.
public final class CohortRecount {
    private final Recount all;

    CohortRecount(Recount all) {
        this.all = all;
    }

    /// The customers won in a month, and how they stood on a later day.
    ///
    /// @param firstMrr what they paid a month on the evening of the day on which each was won
    /// @param kept how many were customers when the later day began
    /// @param mrr what those paid a month
    public record Cohort(int customers, BigDecimal firstMrr, int kept, BigDecimal mrr) {}

    /// @param slice in which they stood on the evening of the day on which they were won
    public Cohort cohort(YearMonth month, Slice slice, LocalDate later) {
        Period won = new Period(month.atDay(1), month.plusMonths(1).atDay(1));
        List<Customer> cohort = wonIn(won, slice);
        return new Cohort(
                cohort.size(),
                Arithmetic.sum(cohort.stream()
                        .map(each -> each.mrrBefore(each.wonOn().orElseThrow().plusDays(1)))
                        .toList()),
                (int) cohort.stream().filter(each -> each.isCustomer(later)).count(),
                Recount.mrr(cohort, later));
    }

    /// A number of days after which somebody left.
    ///
    /// @param atRisk who had stayed for so long and was still watched
    /// @param survival the share from 0 to 1 that stays longer
    public record SurvivalStep(long days, long atRisk, long left, BigDecimal survival) {}

    /// How many customers won in a period there are to follow.
    public int followed(Period wonIn, Slice slice) {
        return wonIn(wonIn, slice).size();
    }

    /// At each number of days after which customers left, the share of those watched until then that stayed: all
    /// shares multiplied. Who hasn't left when follow-up ends is watched until the evening before.
    ///
    /// @param followedTo the first day after follow-up, not after the first day that isn't known as a whole
    public List<SurvivalStep> survival(Period wonIn, Slice slice, LocalDate followedTo) {
        List<Long> watched = new ArrayList<>();
        List<Long> leaving = new ArrayList<>();
        for (Customer each : wonIn(wonIn, slice)) {
            Optional<Customer.Stay> first =
                    each.staysEndedBefore(followedTo).stream().findFirst();
            first.ifPresent(stay -> leaving.add(stay.days()));
            watched.add(first.orElseGet(() -> new Customer.Stay(each.wonOn().orElseThrow(), followedTo.minusDays(1)))
                    .days());
        }
        List<SurvivalStep> steps = new ArrayList<>();
        BigDecimal survival = BigDecimal.ONE;
        for (long days : new TreeSet<>(leaving)) {
            long atRisk = watched.stream().filter(time -> time >= days).count();
            long left = leaving.stream().filter(time -> time == days).count();
            survival = survival.multiply(BigDecimal.valueOf(atRisk - left))
                    .divide(BigDecimal.valueOf(atRisk), MathContext.DECIMAL128);
            steps.add(new SurvivalStep(days, atRisk, left, survival));
        }
        return steps;
    }

    private List<Customer> wonIn(Period period, Slice slice) {
        return all.customers().stream()
                .filter(each -> each.wonOn()
                        .filter(day -> period.contains(day) && each.stoodIn(slice, day))
                        .isPresent())
                .toList();
    }
}
