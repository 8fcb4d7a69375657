package io.keepwell.core.metric.revision;

import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a figure became another between two moments of knowing: what came in, or was taken back, since.
///
/// Rows and events are in the order in which they matter. The account whose rows moved the list most
/// comes first, whether up or down; among equal ones, the one with the newest row. Events that were true
/// in the period, on the day of a row of their account, come before others, since they are likely what
/// made it; then those of the accounts that moved the list most; then the newest; exchange rates last.
///
/// A list stands for one term of a formula, but the figure may have become another by its other terms. So
/// the events are those about every account that counts for something else in the figure now, or whose
/// rows came or went; none where all of it is as it was. Which accounts are one is as of today at both
/// moments and so is never a cause.
///
/// @param before as of the earlier moment
/// @param after as of the later one
/// @param standsFor the term that the lists behind both add up to; empty where the later figure names no records
/// @param unit of the rows' amounts
/// @param moved by how much the later list adds up to more
/// @param terms of the formula, as they were and as they are
/// @param rows of the lists behind both, those that are in one of them only
/// @param moreRows how many more there are
/// @param events of the kinds that the figure is made of, about these accounts or exchange rates, that
///     are known at one of the moments only; of at most the 10,000 newest
/// @param moreEvents whether there are more, or may be
/// @param causes settings that people changed between the moments and that the figure depends on, and moves of
///     its events to other days by newer rules of time zones, newest first
public record Revision(
        MetricValue before,
        MetricValue after,
        Optional<TermId> standsFor,
        Unit unit,
        BigDecimal moved,
        List<TermChange> terms,
        List<Row> rows,
        long moreRows,
        List<Event> events,
        boolean moreEvents,
        List<Cause> causes) {
    public Revision {
        terms = List.copyOf(terms);
        rows = List.copyOf(rows);
        events = List.copyOf(events);
        causes = List.copyOf(causes);
    }

    /// A term of the formula at both moments.
    ///
    /// @param before empty where there was no such term
    /// @param after empty where there is none any more
    public record TermChange(
            TermId id, String name, Unit unit, Optional<BigDecimal> before, Optional<BigDecimal> after) {
        /// For people.
        public String symbol() {
            return id.symbol();
        }

        /// By how much it is more, where there was or is nothing by it.
        public BigDecimal moved() {
            return after.orElse(BigDecimal.ZERO).subtract(before.orElse(BigDecimal.ZERO));
        }
    }

    /// Something other than an event that made the figure another.
    ///
    /// @param what such as `policy reopen_days: 7 → 14: as agreed`
    /// @param who decided: a staff member's mail address, or the command line with its user
    public record Cause(Instant at, String what, String who) {}

    /// A row of a list that came or went.
    ///
    /// @param came whether it is in the later list; else it was in the earlier one
    public record Row(DrillRows.Row row, boolean came) {
        /// What it adds to the later list, or, negative, took from the earlier one.
        public BigDecimal moved() {
            return came ? row.amount() : row.amount().negate();
        }
    }

    /// An event that came in or was taken back.
    ///
    /// @param at when that was
    public record Event(String accountName, StoredFact<?> fact, boolean takenBack, Instant at) {}

    /// By how much the figure is another now, where there were figures both times.
    public Optional<BigDecimal> change() {
        return before.amount().flatMap(then -> after.amount().map(now -> now.subtract(then)));
    }
}
