package io.keepwell.core.metric;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.rollup.LatestAnswers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Names the records behind a figure, so that they can be listed when somebody asks. The list's amounts
/// add up to the term with the symbol `standsFor`.
public sealed interface DrillThrough {
    String standsFor();

    /// Accounts, each counting one, or minus one where they are in `subtracted`.
    ///
    /// @param on the day they are counted on
    record Accounts(String standsFor, AccountSet added, AccountSet subtracted, LocalDate on) implements DrillThrough {
        Accounts(String standsFor, AccountSet added, LocalDate on) {
            this(standsFor, added, AccountSet.EMPTY, on);
        }
    }

    /// MRR movements in the period and slice; kinds in `subtracted` count negative.
    record Movements(String standsFor, Set<MovementKind> added, Set<MovementKind> subtracted) implements DrillThrough {}

    /// Each movement of a kind counting one.
    record MovementCount(String standsFor, MovementKind kind) implements DrillThrough {}

    /// What each account in the slice pays a month, at the start of the day.
    record Balances(String standsFor, LocalDate at) implements DrillThrough {}

    /// What the opening customers still pay a month at the end.
    ///
    /// @param capped at most what they paid at the beginning
    record KeptBalances(String standsFor, boolean capped) implements DrillThrough {}

    /// Entries of the ledger in the period and slice; measures in `subtracted` count negative.
    ///
    /// @param detail of one custom value only
    /// @param unit money and numbers are in millionths, hours and days are in seconds, everything else
    ///     is as it is
    record Entries(String standsFor, Set<Measure> added, Set<Measure> subtracted, Optional<String> detail, Unit unit)
            implements DrillThrough {
        Entries(String standsFor, Measure added, Unit unit) {
            this(standsFor, Set.of(added), Set.of(), Optional.empty(), unit);
        }
    }

    /// Survey answers in the period and slice, each with its points.
    record Answers(String standsFor, AnswerPoints points) implements DrillThrough {}

    /// Some survey answers in the period and slice, each with its points.
    record SomeAnswers(String standsFor, AnswerPoints points, Set<LatestAnswers.AnswerId> ids)
            implements DrillThrough {}

    /// What customers said in the period and slice, in their own words, each counting one.
    ///
    /// @param remarks of which remarks
    /// @param detail of one theme or channel only
    /// @param comments whether the comments of survey answers are among them
    record Quotes(String standsFor, Set<Measure> remarks, Optional<String> detail, boolean comments)
            implements DrillThrough {}

    /// Users, each counting one.
    ///
    /// @param users by number
    /// @param on the day they are counted on
    record Users(String standsFor, AccountSet users, LocalDate on) implements DrillThrough {}

    /// What each account in the slice had of a measure that changes when the day began: all its entries
    /// before it.
    ///
    /// @param unit money and numbers are in millionths, hours and days are in seconds, everything else
    ///     is as it is
    record Levels(String standsFor, Measure measure, Optional<String> detail, LocalDate at, Unit unit)
            implements DrillThrough {}

    /// An amount for each of some accounts, as the metric worked it out.
    ///
    /// @param on the day they are counted on
    record Amounts(String standsFor, ByAccount amounts, LocalDate on, Unit unit) implements DrillThrough {}

    /// Amounts that are worked out when somebody asks for them: most lists are never looked at, and
    /// there may be many accounts.
    final class ByAccount {
        private final Supplier<SortedMap<Integer, Amount>> source;

        /// @param source always gives the same
        ByAccount(Supplier<SortedMap<Integer, Amount>> source) {
            this.source = source;
        }

        SortedMap<Integer, Amount> all() {
            return source.get();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByAccount amounts && all().equals(amounts.all());
        }

        @Override
        public int hashCode() {
            return all().hashCode();
        }
    }

    /// @param detail what is to be said of it; may be empty
    record Amount(BigDecimal amount, String detail) {}

    /// There is nothing to list.
    record Nothing() implements DrillThrough {
        @Override
        public String standsFor() {
            return "";
        }
    }
}
