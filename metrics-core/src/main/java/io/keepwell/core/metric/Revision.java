package io.keepwell.core.metric;

import io.keepwell.core.fact.StoredFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a figure became another between two moments of knowing: what came in, or was taken back, since.
///
/// Rows and events are in the order in which they matter. The account whose rows moved the list most
/// comes first, whether up or down; among equal ones, the one with the newest row. Events that were true
/// in the period, on the day of a row of their account, come before others, since they are likely what
/// made it; then those of the accounts that moved the list most; then the newest.
///
/// @param before as known at the earlier moment
/// @param after as known at the later one
/// @param standsFor the symbol of the term that the lists behind both add up to
/// @param unit of the rows' amounts
/// @param moved by how much the later list adds up to more
/// @param rows of the lists behind both, those that are in one of them only
/// @param moreRows how many more there are
/// @param events about the accounts of these rows that were received, or taken back, between the
///     moments, of at most the 10,000 newest
/// @param moreEvents whether there are more
public record Revision(
        Figure before,
        Figure after,
        String standsFor,
        Unit unit,
        BigDecimal moved,
        List<Row> rows,
        long moreRows,
        List<Event> events,
        boolean moreEvents) {
    public Revision {
        rows = List.copyOf(rows);
        events = List.copyOf(events);
    }

    /// A row of a list that came or went.
    ///
    /// @param came whether it is in the later list; else it was in the earlier one
    public record Row(DrillList.Row row, boolean came) {
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
