package io.keepwell.core.fact;

import java.util.HexFormat;
import java.util.List;

/// An earlier event of the same partner no longer counts.
///
/// @param kindCode the kind of the event that is taken back
/// @param targetKey its key in hexadecimal
/// @param reason may be empty
public record Retraction(long kindCode, String targetKey, String reason) implements Fact {
    public static final FactTable<Retraction> TABLE = new FactTable<>(
            Retraction.class,
            "retraction",
            22,
            List.of(
                    Column.number("kind_code", Retraction::kindCode),
                    Column.text("target_key", Retraction::targetKey),
                    Column.text("reason", Retraction::reason)),
            rows -> new Retraction(rows.getLong("kind_code"), rows.getString("target_key"), rows.getString("reason")));

    /// @param table the kind of the event that is taken back; not this one
    public static Retraction of(FactTable<?> table, EventKey target, String reason) {
        if (table == TABLE) {
            throw new IllegalArgumentException("a retraction is never taken back");
        }
        return new Retraction(table.code(), target.hex(), reason);
    }

    @Override
    public FactTable<Retraction> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("An earlier event was taken back").also(reason);
    }

    /// The key of the event that is taken back.
    public EventKey target() {
        return EventKey.ofBytes(HexFormat.of().parseHex(targetKey));
    }
}
