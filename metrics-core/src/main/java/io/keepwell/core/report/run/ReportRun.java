package io.keepwell.core.report.run;

import io.keepwell.core.time.Period;
import java.time.Instant;
import java.util.List;

/// A report made for a period, with what became of it at each recipient.
///
/// @param byHand whether somebody asked for it, so that no schedule made it due
/// @param asOf its figures are as of this moment
/// @param problem why it could not be rendered, for people; empty where it was
/// @param renderings what was rendered, for each scope that recipients have; none where it could not be
/// @param deliveries one for each recipient, by address
public record ReportRun(
        RunId id,
        Period period,
        boolean byHand,
        Instant asOf,
        State state,
        String problem,
        Instant createdAt,
        List<Rendering> renderings,
        List<Delivery> deliveries) {
    public ReportRun {
        renderings = List.copyOf(renderings);
        deliveries = List.copyOf(deliveries);
    }

    /// A run as it was rendered for those who see the same.
    ///
    /// @param scope their slice in words; empty where they see what the whole report is about
    public record Rendering(String scope, String subject) {}

    /// Whether there is something to send. This alone is stored; how far sending came is reported by the
    /// deliveries.
    public enum State {
        /// Whole, and never changed again.
        RENDERED,
        /// Not sent to anybody.
        FAILED,
        /// Missed while no service was running, and left out, as the report's document wants it.
        SKIPPED
    }

    /// Where the run stands, all deliveries taken together.
    public enum Progress {
        FAILED,
        SKIPPED,
        UNDER_WAY,
        /// Everybody has it.
        DELIVERED,
        /// Nobody works on it any more, but some recipient doesn't have it for sure.
        INCOMPLETE
    }

    public Progress progress() {
        return switch (state) {
            case FAILED -> Progress.FAILED;
            case SKIPPED -> Progress.SKIPPED;
            case RENDERED -> delivery();
        };
    }

    private Progress delivery() {
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

    /// What its mails are called: of the whole report where there is such a mail. Empty where nothing was rendered.
    public String subject() {
        return renderings.isEmpty() ? "" : renderings.getFirst().subject();
    }
}
