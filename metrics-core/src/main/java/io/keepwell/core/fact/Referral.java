package io.keepwell.core.fact;

import java.util.List;

/// A customer referred somebody.
///
/// @param referredId whom, as the partner names them; may be empty
public record Referral(String referredId) implements Fact {
    public static final FactTable<Referral> TABLE = new FactTable<>(
            Referral.class,
            "referral",
            11,
            List.of(Column.text("referred_id", Referral::referredId)),
            rows -> new Referral(rows.getString("referred_id")));

    @Override
    public FactTable<Referral> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Referred " + (referredId.isEmpty() ? "somebody" : referredId));
    }
}
