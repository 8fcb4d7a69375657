package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.rollup.ComputedKnowledge;
import io.keepwell.core.rollup.Knowledge;
import io.keepwell.core.rollup.Refresh;
import io.keepwell.core.rollup.StoredKnowledge;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// Answers what became of customers since they were won: retention.cohorts and retention.survival.
@Singleton
public final class Lifetimes {
    /// The most columns of a table, and the most months of cohorts.
    public static final int MOST_MONTHS = 60;

    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    private final SliceDictionary slices;
    private final StoredKnowledge stored;
    private final ComputedKnowledge.Maker computed;
    private final Refresh refresh;
    private final Settings settings;
    private final Clock clock;

    public Lifetimes(
            SliceDictionary slices,
            StoredKnowledge stored,
            ComputedKnowledge.Maker computed,
            Refresh refresh,
            Settings settings,
            Clock clock) {
        this.slices = slices;
        this.stored = stored;
        this.computed = computed;
        this.refresh = refresh;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param from the first cohort's month
    /// @param to the month after the last cohort
    /// @param months how many columns, 1 to 60
    /// @param asKnownAt empty for what is known now
    /// @throws BadQuestionException where there are no cohorts or columns between, or too many, the slice
    ///     doesn't exist or the moment is yet to come
    public CohortTable cohorts(YearMonth from, YearMonth to, int months, Slice slice, Optional<Instant> asKnownAt) {
        if (!from.isBefore(to) || to.isAfter(from.plusMonths(MOST_MONTHS))) {
            throw new BadQuestionException(
                    "to",
                    "Cohorts are of 1 to " + MOST_MONTHS + " months, from the first up to, not including, the last.");
        }
        if (months < 1 || months > MOST_MONTHS) {
            throw new BadQuestionException(
                    "months", "A table has 1 to " + MOST_MONTHS + " months, not " + months + ".");
        }
        List<CohortTable.Cohort> cohorts = lives(slice, asKnownAt).cohorts(from, to, months);
        return new CohortTable(
                months, cohorts, Cohorts.means(cohorts, months), settings.firm().currency(), knownAt(asKnownAt));
    }

    /// How long customers stay, in days.
    ///
    /// @param from the first day on which customers were won that are followed
    /// @param to the first day after
    /// @throws BadQuestionException where the slice doesn't exist or the moment is yet to come
    public SurvivalCurve survival(LocalDate from, LocalDate to, Slice slice, Optional<Instant> asKnownAt) {
        return SurvivalCurve.of(lives(slice, asKnownAt).subjects(from, to));
    }

    private Cohorts lives(Slice slice, Optional<Instant> asKnownAt) {
        Instant now = clock.instant();
        BadQuestionException.refuseUnknown(slice, slices);
        BadQuestionException.refuseFuture(asKnownAt, now);
        LocalDate today = settings.firm().zone().dayOf(asKnownAt.orElse(now));
        Knowledge knowledge = asKnownAt.isPresent() ? computed.knownAt(asKnownAt) : stored;
        return new Cohorts(knowledge.movements(BEGINNING, today), slice, today);
    }

    private Instant knownAt(Optional<Instant> asKnownAt) {
        return asKnownAt.or(refresh::refreshedUntil).orElseGet(clock::instant);
    }
}
