package io.keepwell.core.fact;

import java.util.List;

/// A user used the product.
///
/// @param userId as the partner names the user within the account
/// @param feature may be empty
/// @param times how often, 1 to 10^9
/// @param seconds how long, 0 to 10^9; 0 where it isn't known
public record Usage(String userId, String feature, long times, long seconds) implements Fact {
    /// The most times and seconds.
    public static final long MOST = 1_000_000_000L;

    public static final FactTable<Usage> TABLE = new FactTable<>(
            Usage.class,
            "usage",
            8,
            List.of(
                    Column.text("user_id", Usage::userId),
                    Column.text("feature", Usage::feature),
                    Column.number("times", Usage::times).summed(),
                    Column.number("seconds", Usage::seconds).summed()),
            rows -> new Usage(
                    rows.getString("user_id"),
                    rows.getString("feature"),
                    rows.getLong("times"),
                    rows.getLong("seconds")));

    @Override
    public FactTable<Usage> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of(userId + " used " + (feature.isEmpty() ? "the product" : feature) + " ")
                .count(times)
                .words(" ×");
    }
}
