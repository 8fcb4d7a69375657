package io.keepwell.core.fact;

import io.keepwell.core.database.Row;
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

    public Event {
        if (fact instanceof Retraction && corrects.isPresent()) {
            throw new IllegalArgumentException("a retraction is never taken back");
        }
    }

    public Event(EventKey key, String accountAlias, Instant occurredAt, Fact fact) {
        this(key, accountAlias, occurredAt, fact, Optional.empty());
    }

    /// Tells a repeat, with the same content, from a conflict.
    long contentHash() {
        Row row = new Row().text(accountAlias).moment(occurredAt);
        write(FactTables.of(fact), row);
        corrects.ifPresent(corrected -> row.text(corrected.hex()));
        return row.contentHash();
    }

    /// The whole row, as this event is kept.
    Row row(int partner, long batch, int account, LocalDate day, Instant receivedAt) {
        Row row = new Row()
                .number(partner)
                .text(key.hex())
                .number(batch)
                .number(contentHash())
                .number(account)
                .day(day)
                .moment(occurredAt)
                .moment(receivedAt);
        write(FactTables.of(fact), row);
        return row;
    }

    @SuppressWarnings("unchecked") // FactTable.of gives the table of the fact's own kind
    private <F extends Fact> void write(FactTable<F> table, Row row) {
        table.write((F) fact, row);
    }
}
