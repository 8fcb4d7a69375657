package io.keepwell.core.metric;

import java.math.BigDecimal;
import java.util.Locale;

/// What a calculation came to: a value, or the reason why there is none. Never zero for want of data.
public sealed interface Outcome {
    /// @param amount in the metric's unit, at most ten decimals
    record Value(BigDecimal amount) implements Outcome {}

    /// @param message for people, in a sentence
    record Unavailable(Reason reason, String message) implements Outcome {}

    /// Why there is no figure.
    enum Reason {
        /// What it is divided by is zero.
        NO_BASE,
        /// Nothing that it is made of was ever received for the period.
        NO_DATA,
        /// It needs a setting or a kind of event that this firm doesn't have.
        NOT_CONFIGURED,
        /// All it could be made of is money of currencies for which no exchange rate was reported.
        MISSING_RATE,
        /// It would be made of more records than are gone through for one figure.
        TOO_MANY;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
