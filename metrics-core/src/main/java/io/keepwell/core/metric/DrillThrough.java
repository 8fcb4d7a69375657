package io.keepwell.core.metric;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.rollup.read.LatestAnswers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Names the records behind a figure, so that they can be listed when somebody asks.
public sealed interface DrillThrough {
    /// The term that the list's amounts add up to; empty where there is nothing to list.
    Optional<TermId> term();

    /// There is something to list.
    sealed interface Listed extends DrillThrough {
        /// The term that the list's amounts add up to.
        TermId standsFor();

        @Override
        default Optional<TermId> term() {
            return Optional.of(standsFor());
        }
    }

    /// Accounts, each counting one, or minus one where they are in `subtracted`.
    ///
    /// @param on the day they are counted on
    record Accounts(TermId standsFor, AccountSet added, AccountSet subtracted, LocalDate on) implements Listed {

        public Accounts(TermId standsFor, AccountSet added, LocalDate on) {
            this(standsFor, added, AccountSet.EMPTY, on);
        }
    }

    /// MRR movements in the period and slice; kinds in `subtracted` count negative.
    public record Movements(TermId standsFor, Set<MovementKind> added, Set<MovementKind> subtracted)
            implements Listed {}

    /// Each movement of a kind counting one.
    record MovementCount(TermId standsFor, MovementKind kind) implements Listed {}

    /// What each account in the slice pays a month, at the start of the day.
    record Balances(TermId standsFor, LocalDate at) implements Listed {}

    /// What the opening customers still pay a month at the end.
    ///
    /// @param capped at most what they paid at the beginning
    record KeptBalances(TermId standsFor, boolean capped) implements Listed {}

    /// Entries of the ledger in the period and slice; measures in `subtracted` count negative.
    ///
    /// @param detail of one custom value only
    /// @param unit money and numbers are in millionths, hours and days are in seconds, everything else
    ///     is as it is
    public record Entries(
            TermId standsFor, Set<Measure> added, Set<Measure> subtracted, Optional<String> detail, Unit unit)
            implements Listed {
        public Entries(TermId standsFor, Measure added, Unit unit) {
            this(standsFor, Set.of(added), Set.of(), Optional.empty(), unit);
        }
    }

    /// Survey answers in the period and slice, each with its points.
    record Answers(TermId standsFor, AnswerPoints points) implements Listed {}

    /// Some survey answers in the period and slice, each with its points.
    record SomeAnswers(TermId standsFor, AnswerPoints points, Set<LatestAnswers.AnswerId> ids) implements Listed {}

    /// What customers said in the period and slice, in their own words, each counting one.
    ///
    /// @param remarks of which remarks
    /// @param detail of one theme or channel only
    /// @param comments whether the comments of survey answers are among them
    record Quotes(TermId standsFor, Set<Measure> remarks, Optional<String> detail, boolean comments)
            implements Listed {}

    /// Users, each counting one.
    ///
    /// @param users by number
    /// @param on the day they are counted on
    record Users(TermId standsFor, AccountSet users, LocalDate on) implements Listed {}

    /// What each account in the slice had of a measure that changes when the day began: all its entries
    /// before it.
    ///
    /// @param unit money and numbers are in millionths, hours and days are in seconds, everything else
    ///     is as it is
    record Levels(TermId standsFor, Measure measure, Optional<String> detail, LocalDate at, Unit unit)
            implements Listed {}

    /// An amount for each of some accounts, as the metric worked it out.
    ///
    /// @param on the day they are counted on
    record Amounts(TermId standsFor, ByAccount amounts, LocalDate on, Unit unit) implements Listed {}

    /// Amounts that are worked out when somebody asks for them: most lists are never looked at, and
    /// there may be many accounts.
    final class ByAccount {
        private final Supplier<SortedMap<Integer, Amount>> source;

        /// @param source always gives the same
        public ByAccount(Supplier<SortedMap<Integer, Amount>> source) {
            this.source = source;
        }

        public SortedMap<Integer, Amount> all() {
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
        public Optional<TermId> term() {
            return Optional.empty();
        }
    }
}
