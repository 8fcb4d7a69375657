package io.keepwell.core.target;

import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Coded;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.util.Locale;

/// What a figure is to be at the end of a period. There is one target at most for the same metric,
/// definition, slice and period.
///
/// @param number given when it is kept
/// @param value in the definition's unit, up to ten decimals, less than 10^20 either way
public record Target(
        int number,
        MetricId metric,
        DefinitionId definition,
        Slice slice,
        Period period,
        Horizon term,
        BigDecimal value) {
    private static final int MOST_DECIMALS = 10;
    private static final int MOST_DIGITS = 20;

    /// For how long somebody plans with it. The code is what is stored and never changes.
    public enum Horizon implements Coded {
        SHORT_TERM(1),
        LONG_TERM(2);

        private final int code;

        Horizon(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// As people read it.
        public String label() {
            return id().replace('_', '-');
        }
    }

    public Target {
        value = value.stripTrailingZeros();
        value = value.setScale(Math.max(value.scale(), 0));
        if (value.scale() > MOST_DECIMALS || value.precision() - value.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("a target has at most " + MOST_DIGITS + " digits and " + MOST_DECIMALS
                    + " decimals, not as " + value.toPlainString());
        }
    }
}
