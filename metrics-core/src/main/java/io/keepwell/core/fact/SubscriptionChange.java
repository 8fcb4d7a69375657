package io.keepwell.core.fact;

import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/// A step in the life of one subscription, effective when it occurred.
///
/// @param terms for START and CHANGE, else empty
/// @param endsOn for CANCEL: the first day on which it no longer runs; empty for the day it occurred
/// @param reason why it was cancelled or has ended; may be empty
public record SubscriptionChange(
        String subscriptionId, Step step, Optional<Terms> terms, Optional<LocalDate> endsOn, String reason)
        implements Fact {
    public static final int LONGEST_REASON = 200;

    public SubscriptionChange {
        if (step.hasTerms() != terms.isPresent()) {
            throw new IllegalArgumentException("a step " + step + (step.hasTerms() ? " needs terms" : " has no terms"));
        }
    }

    /// What happened. The code is what is stored and never changes.
    public enum Step {
        START(1),
        CHANGE(2),
        PAUSE(3),
        RESUME(4),
        CANCEL(5),
        END(6);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public boolean hasTerms() {
            return this == START || this == CHANGE;
        }

        public static Step ofCode(int code) {
            for (Step step : values()) {
                if (step.code == code) {
                    return step;
                }
            }
            throw new IllegalArgumentException("no subscription step has the code " + code);
        }
    }

    /// What is paid.
    ///
    /// @param price of one unit for one interval
    /// @param quantity 1 to 10^9
    /// @param monthlyMicros price times quantity brought to a month, at most 10^16 (10^10 main units)
    public record Terms(Money price, long quantity, BillingInterval interval, long monthlyMicros) {
        public static final long MOST_QUANTITY = 1_000_000_000L;
        public static final long MOST_MONTHLY_MICROS = 10_000_000_000_000_000L;

        /// @throws ArithmeticException where the monthly amount is too large
        public static Terms of(Money price, long quantity, BillingInterval interval) {
            long monthly = interval.monthlyMicros(price.micros(), quantity);
            if (monthly > MOST_MONTHLY_MICROS) {
                throw new ArithmeticException("more than 10^10 a month: " + monthly);
            }
            return new Terms(price, quantity, interval, monthly);
        }
    }
}
