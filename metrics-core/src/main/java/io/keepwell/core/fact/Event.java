package io.keepwell.core.fact;

import io.keepwell.core.database.Row;
import java.time.Instant;
import java.time.LocalDate;

/// A validated event, as a partner sent it: not kept yet.
///
/// @param accountAlias what the partner calls the account
/// @param occurredAt with microseconds at most
public record Event(EventKey key, String accountAlias, Instant occurredAt, Fact fact) {
    public static final int LONGEST_ID = 128;

    /// Tells a repeat, with the same content, from a conflict.
    long contentHash() {
        Row row = new Row().text(accountAlias).moment(occurredAt);
        write(FactTables.of(fact), row);
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
