package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.util.List;

/// Why a customer with a free plan stays there.
///
/// @param remark may be empty
public record StayReason(Reason reason, String remark) implements Fact {
    public static final FactTable<StayReason> TABLE = new FactTable<>(
            StayReason.class,
            "stay_reason",
            21,
            List.of(Column.code("reason", StayReason::reason), Column.text("remark", StayReason::remark)),
            rows -> new StayReason(Column.code(rows, "reason", Reason.class), rows.getString("remark")));

    @Override
    public FactTable<StayReason> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Stays with a free plan for ").word(reason).also(remark);
    }

    /// The reason given. The code is what is stored and never changes.
    public enum Reason implements Coded {
        PRICE(1),
        QUALITY(2),
        REGULATION(3),
        OTHER(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
