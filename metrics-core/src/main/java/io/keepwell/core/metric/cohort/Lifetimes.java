package io.keepwell.core.metric.cohort;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers what became of customers since they were won: retention.cohorts and retention.survival.
@Singleton
public final class Lifetimes {
    /// The most columns of a table, and the most months of cohorts.
    public static final int MOST_MONTHS = 60;

    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    private final Database database;
    private final SliceDictionary slices;
    private final CurrentData stored;
    private final AsOfDataFactory computed;
    private final RefreshStatus refreshStatus;
    private final Settings settings;
    private final Clock clock;

    public Lifetimes(
            Database database,
            SliceDictionary slices,
            CurrentData stored,
            AsOfDataFactory computed,
            RefreshStatus refreshStatus,
            Settings settings,
            Clock clock) {
        this.database = database;
        this.slices = slices;
        this.stored = stored;
        this.computed = computed;
        this.refreshStatus = refreshStatus;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param from the first cohort's month
    /// @param to the month after the last cohort
    /// @param months how many columns, 1 to 60
    /// @param asOf empty for what is known now
    /// @throws InvalidQueryException where there are no cohorts or columns between, or too many, the slice
    ///     doesn't exist or the moment is yet to come
    public CohortTable cohorts(YearMonth from, YearMonth to, int months, Slice slice, Optional<Instant> asOf) {
        if (!from.isBefore(to) || to.isAfter(from.plusMonths(MOST_MONTHS))) {
            throw new InvalidQueryException(
                    "to",
                    "Cohorts are of 1 to " + MOST_MONTHS + " months, from the first up to, not including, the last.");
        }
        if (months < 1 || months > MOST_MONTHS) {
            throw new InvalidQueryException(
                    "months", "A table has 1 to " + MOST_MONTHS + " months, not " + months + ".");
        }
        List<CohortTable.Cohort> cohorts = lives(slice, asOf).cohorts(from, to, months);
        return new CohortTable(
                months, cohorts, Cohorts.means(cohorts, months), settings.firm().currency(), asOf(asOf));
    }

    /// The customers behind a cell of the table.
    ///
    /// @param month the cohort's
    /// @param age which month from its own on, which is 0; 0 to 59
    /// @param range of the customers to list; all are in the sums
    /// @throws InvalidQueryException where that month isn't over yet, and as for `cohorts`
    public CohortList list(YearMonth month, int age, Slice slice, Optional<Instant> asOf, CohortList.Range range) {
        LocalDate end = month.plusMonths(age + 1L).atDay(1);
        if (age < 0 || age >= MOST_MONTHS || end.isAfter(today(asOf))) {
            throw new InvalidQueryException(
                    "age", "There is no cell of " + month + " after " + (age + 1) + " months: it is not that old.");
        }
        List<CohortList.Member> all = lives(slice, asOf).members(month, end);
        Map<Integer, String> names = database.transaction(connection -> AccountDirectory.names(
                connection, all.stream().map(CohortList.Member::account).toList()));
        return CohortList.of(
                all.stream()
                        .map(member -> member.named(names.getOrDefault(member.account(), "")))
                        .toList(),
                range);
    }

    /// How long customers stay, in days. Who hasn't left when follow-up ends is no longer watched from there on,
    /// so that the curve of a past period doesn't change from day to day.
    ///
    /// @param wonIn when customers were won that are followed
    /// @param followedTo the first day after follow-up; empty for the end of the period. Where that is yet to come,
    ///     or today, follow-up ends with yesterday.
    /// @throws InvalidQueryException where follow-up ends before it begins, the slice doesn't exist or the
    ///     moment is yet to come
    public Survival survival(Period wonIn, Optional<LocalDate> followedTo, Slice slice, Optional<Instant> asOf) {
        LocalDate asked = followedTo.orElse(wonIn.to());
        if (!asked.isAfter(wonIn.from())) {
            throw new InvalidQueryException(
                    "followed_to",
                    "Follow-up ends after the first day on which customers were won, " + wonIn.from() + ", not on "
                            + asked + ".");
        }
        LocalDate today = today(asOf);
        LocalDate end = asked.isBefore(today) ? asked : today;
        return new Survival(SurvivalCurve.of(lives(slice, asOf).subjects(wonIn.from(), wonIn.to(), end)), end);
    }

    private Cohorts lives(Slice slice, Optional<Instant> asOf) {
        InvalidQueryException.refuseUnknown(slice, slices);
        InvalidQueryException.refuseFuture(asOf, clock.instant());
        LocalDate today = today(asOf);
        MetricData knowledge = asOf.isPresent() ? computed.asOf(asOf) : stored;
        return new Cohorts(knowledge.movements(BEGINNING, today), slice, today);
    }

    /// The first day that isn't known as a whole.
    private LocalDate today(Optional<Instant> asOf) {
        return settings.firm().zone().dayOf(asOf.orElseGet(clock::instant));
    }

    private Instant asOf(Optional<Instant> asOf) {
        return asOf.or(refreshStatus::refreshedUntil).orElseGet(clock::instant);
    }
}
