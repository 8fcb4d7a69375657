package io.keepwell.core.report;

import io.keepwell.core.metric.MetricValue;
import java.util.List;

/// A picture of figures, as data: how it is drawn is a format's affair.
public sealed interface Drawing {
    /// A metric over time, with its interval as a band.
    ///
    /// @param points in order, the last one marked; one that has no figure is a gap
    record Line(List<MetricValue> points) implements Drawing {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// MRR from opening to closing.
    record Bridge(MovementBridge bridge) implements Drawing {}
}
