package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.util.List;

/// Why a customer with a free plan stays there.
///
/// @param remark may be empty
public record StayReason(Reason reason, String remark) implements Fact {
    static final FactTable<StayReason> TABLE = new FactTable<>(
            "stay_reason",
            21,
            List.of(Column.code("reason", StayReason::reason), Column.text("remark", StayReason::remark)),
            rows -> new StayReason(Column.code(rows, "reason", Reason.class), rows.getString("remark")));

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
