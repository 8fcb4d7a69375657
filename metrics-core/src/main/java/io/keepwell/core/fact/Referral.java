package io.keepwell.core.fact;

import java.util.List;

/// A customer referred somebody.
///
/// @param referredId whom, as the partner names them; may be empty
public record Referral(String referredId) implements Fact {
    static final FactTable<Referral> TABLE = new FactTable<>(
            "referral",
            11,
            List.of(Column.text("referred_id", Referral::referredId)),
            rows -> new Referral(rows.getString("referred_id")));
}
