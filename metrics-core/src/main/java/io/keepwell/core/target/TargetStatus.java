package io.keepwell.core.target;

import io.keepwell.core.metric.MetricValue;
import java.math.BigDecimal;
import java.util.Locale;

/// How a target stands.
public sealed interface TargetStatus {
    /// @param figure of the target's period, or of as much of it as has passed
    /// @param asked what the figure is held against: the target's value, or as much of it as should have
    ///     been reached by now
    record Judged(Verdict verdict, MetricValue figure, BigDecimal asked) implements TargetStatus {}

    /// Nothing can be said.
    ///
    /// @param why a sentence
    record Unknown(String why) implements TargetStatus {}

    /// What is said of a target. Whether more or less is better is as the definition says.
    enum Verdict {
        /// The period has ended, and its figure is as good as the target or better.
        ATTAINED,
        /// The period hasn't ended, and the figure so far is as good as what is asked for by now, or
        /// better.
        ON_TRACK,
        /// The period hasn't ended, and the figure so far is worse.
        AT_RISK,
        /// The period has ended, and its figure is worse than the target.
        MISSED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// As people read it.
        public String label() {
            return id().replace('_', ' ');
        }
    }
}
