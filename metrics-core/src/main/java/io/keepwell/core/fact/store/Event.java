package io.keepwell.core.fact.store;

import io.keepwell.core.database.LoadRow;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A validated event, as a partner sent it: not kept yet.
///
/// @param accountAlias what the partner calls the account; empty for the firm as a whole
/// @param occurredAt with microseconds at most
/// @param corrects the earlier event of the same partner and kind whose place this one takes
public record Event(EventKey key, String accountAlias, Instant occurredAt, Fact fact, Optional<EventKey> corrects) {
    public static final int LONGEST_ID = 128;

    private static final int COLUMNS_BEFORE_FACT = 3;

    public Event {
        if (fact instanceof Retraction && corrects.isPresent()) {
            throw new IllegalArgumentException("a retraction is never taken back");
        }
    }

    public Event(EventKey key, String accountAlias, Instant occurredAt, Fact fact) {
        this(key, accountAlias, occurredAt, fact, Optional.empty());
    }

    /// All that a partner says in it but its id. Its hash tells a repeat, with the same content, from a
    /// conflict.
    LoadRow content() {
        LoadRow row = new LoadRow()
                .text(accountAlias)
                .moment(occurredAt)
                .text(corrects.map(EventKey::hex).orElse(""));
        write(FactTables.of(fact), row);
        return row;
    }

    /// Tells a repeat, with the same content, from a conflict.
    long contentHash() {
        return content().contentHash();
    }

    /// The whole row, as this event is kept.
    ///
    /// @param content as `content` gives it, so that the fact is written only once
    LoadRow row(
            int partner,
            long batch,
            LoadRow content,
            long contentHash,
            int account,
            LocalDate day,
            Instant receivedAt) {
        LoadRow row = new LoadRow().number(partner);
        key.write(row);
        return row.number(batch)
                .number(contentHash)
                .number(account)
                .day(day)
                .moment(occurredAt)
                .moment(receivedAt)
                .columns(content, COLUMNS_BEFORE_FACT);
    }

    @SuppressWarnings("unchecked") // FactTable.of gives the table of the fact's own kind
    private <F extends Fact> void write(FactTable<F> table, LoadRow row) {
        table.write((F) fact, row);
    }
}
