package io.keepwell.core.metric.cohort;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// Follows customers from their first subscription on: cohorts and survival. A customer counts in the
/// slice in which it was won, for ever.
final class Cohorts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<Life> lives;
    private final LocalDate today;

    /// @param movements of all time, by account, then in order
    /// @param today the first day that isn't known as a whole
    Cohorts(Collection<MrrMovement> movements, Slice slice, LocalDate today) {
        this.today = today;
        SortedMap<Integer, Life> byAccount = new TreeMap<>();
        for (MrrMovement movement : movements) {
            if (movement.day().isBefore(today)) {
                byAccount
                        .computeIfAbsent(movement.account(), _ -> new Life(movement))
                        .add(movement);
            }
        }
        this.lives = byAccount.values().stream()
                .filter(life -> slice.holds(life.first.sliceKey()))
                .toList();
    }

    /// One customer's MRR.
    private static final class Life {
        private final MrrMovement first;
        private final TreeMap<LocalDate, Long> mrrFrom = new TreeMap<>();
        private Optional<LocalDate> leftOn = Optional.empty();

        Life(MrrMovement first) {
            this.first = first;
        }

        void add(MrrMovement movement) {
            mrrFrom.put(movement.day(), movement.afterMicros());
            if (movement.kind() == MovementKind.CHURN && leftOn.isEmpty()) {
                leftOn = Optional.of(movement.day());
            }
        }

        /// When the day begins.
        long mrrAt(LocalDate day) {
            var entry = mrrFrom.lowerEntry(day);
            return entry == null ? 0 : entry.getValue();
        }
    }

    /// @param months columns, the month of the first subscription included
    List<CohortTable.Cohort> cohorts(YearMonth from, YearMonth to, int months) {
        SortedMap<YearMonth, List<Life>> won = new TreeMap<>();
        for (Life life : lives) {
            YearMonth month = YearMonth.from(life.first.day());
            if (!month.isBefore(from) && month.isBefore(to)) {
                won.computeIfAbsent(month, _ -> new ArrayList<>()).add(life);
            }
        }
        List<CohortTable.Cohort> cohorts = new ArrayList<>();
        won.forEach((month, members) -> cohorts.add(cohort(month, members, months)));
        return cohorts;
    }

    private CohortTable.Cohort cohort(YearMonth month, List<Life> members, int months) {
        long firstMrr =
                members.stream().mapToLong(life -> life.first.afterMicros()).sum();
        List<Optional<CohortTable.Cell>> cells = new ArrayList<>();
        for (int age = 0; age < months; age++) {
            LocalDate end = month.plusMonths(age + 1L).atDay(1);
            cells.add(end.isAfter(today) ? Optional.empty() : Optional.of(cell(members, firstMrr, end)));
        }
        return new CohortTable.Cohort(month, accounts(members), Money.units(firstMrr), cells);
    }

    private static CohortTable.Cell cell(List<Life> members, long firstMrr, LocalDate end) {
        List<Life> kept = members.stream().filter(life -> life.mrrAt(end) > 0).toList();
        long mrr = kept.stream().mapToLong(life -> life.mrrAt(end)).sum();
        return new CohortTable.Cell(
                accounts(kept),
                percent(BigDecimal.valueOf(kept.size()), BigDecimal.valueOf(members.size())),
                Money.units(mrr),
                percent(BigDecimal.valueOf(mrr), BigDecimal.valueOf(firstMrr)));
    }

    /// The customers of one cohort, with what each came to when a month was over. Without names.
    List<CohortList.Member> members(YearMonth month, LocalDate end) {
        return lives.stream()
                .filter(life -> YearMonth.from(life.first.day()).equals(month))
                .map(life -> new CohortList.Member(
                        life.first.account(),
                        "",
                        life.first.day(),
                        Money.units(life.first.afterMicros()),
                        Money.units(life.mrrAt(end))))
                .toList();
    }

    /// Weighted by what the cohorts began with, so that each customer, and each unit of money, counts
    /// the same.
    static List<CohortTable.Mean> means(List<CohortTable.Cohort> cohorts, int months) {
        List<CohortTable.Mean> means = new ArrayList<>();
        for (int age = 0; age < months; age++) {
            BigDecimal customers = BigDecimal.ZERO;
            BigDecimal kept = BigDecimal.ZERO;
            BigDecimal firstMrr = BigDecimal.ZERO;
            BigDecimal mrr = BigDecimal.ZERO;
            int mature = 0;
            for (CohortTable.Cohort cohort : cohorts) {
                Optional<CohortTable.Cell> cell = cohort.cells().get(age);
                if (cell.isPresent()) {
                    mature++;
                    customers =
                            customers.add(BigDecimal.valueOf(cohort.customers().size()));
                    kept = kept.add(BigDecimal.valueOf(cell.get().kept().size()));
                    firstMrr = firstMrr.add(cohort.firstMrr());
                    mrr = mrr.add(cell.get().mrr());
                }
            }
            means.add(
                    mature == 0
                            ? new CohortTable.Mean(0, Optional.empty(), Optional.empty())
                            : new CohortTable.Mean(
                                    mature,
                                    Optional.of(percent(kept, customers)),
                                    Optional.of(percent(mrr, firstMrr))));
        }
        return means;
    }

    /// Days from the first subscription to the first day without any, for customers won from one day on
    /// until another. Who hasn't left when follow-up ends was seen last on the day before: whether the end is
    /// the first day without any is no longer looked at.
    ///
    /// @param end the first day after follow-up, not after today
    List<SurvivalCurve.Subject> subjects(LocalDate from, LocalDate to, LocalDate end) {
        List<SurvivalCurve.Subject> subjects = new ArrayList<>();
        for (Life life : lives) {
            LocalDate won = life.first.day();
            if (!won.isBefore(from) && won.isBefore(to) && won.isBefore(end)) {
                Optional<LocalDate> left = life.leftOn.filter(day -> day.isBefore(end));
                LocalDate until = left.orElse(end.minusDays(1));
                subjects.add(new SurvivalCurve.Subject(ChronoUnit.DAYS.between(won, until), left.isPresent()));
            }
        }
        return subjects;
    }

    private static AccountSet accounts(List<Life> lives) {
        RoaringBitmap accounts = new RoaringBitmap();
        lives.forEach(life -> accounts.add(life.first.account()));
        return AccountSet.of(accounts);
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, Calculations.SCALE, RoundingMode.HALF_EVEN);
    }
}
