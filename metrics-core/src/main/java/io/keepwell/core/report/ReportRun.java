package io.keepwell.core.report;

import java.time.Instant;
import java.util.List;

/// A report made for a period, with what became of it at each recipient.
///
/// @param asOf its figures are as of this moment
/// @param problem why it could not be rendered, for people; empty where it was
/// @param subject empty where it could not be rendered
/// @param deliveries one for each recipient, by address
public record ReportRun(
        RunId id,
        Instant asOf,
        State state,
        String problem,
        String subject,
        Instant createdAt,
        List<Delivery> deliveries) {
    public ReportRun {
        deliveries = List.copyOf(deliveries);
    }

    /// Whether there is something to send. This alone is stored; how far sending came is reported by the
    /// deliveries.
    public enum State {
        /// Whole, and never changed again.
        RENDERED,
        /// Not sent to anybody.
        FAILED
    }

    /// Where the run stands, all deliveries taken together.
    public enum Progress {
        FAILED,
        UNDER_WAY,
        /// Everybody has it.
        DELIVERED,
        /// Nobody works on it any more, but some recipient doesn't have it for sure.
        INCOMPLETE
    }

    public Progress progress() {
        if (state == State.FAILED) {
            return Progress.FAILED;
        }
        boolean open = false;
        boolean missing = false;
        for (Delivery delivery : deliveries) {
            switch (delivery.state()) {
                case PENDING, SENDING -> open = true;
                case UNCERTAIN, GIVEN_UP -> missing = true;
                case DELIVERED -> {}
            }
        }
        if (open) {
            return Progress.UNDER_WAY;
        }
        return missing ? Progress.INCOMPLETE : Progress.DELIVERED;
    }
}
