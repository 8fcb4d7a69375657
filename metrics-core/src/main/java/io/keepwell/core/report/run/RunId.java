package io.keepwell.core.report.run;

import io.keepwell.core.report.ReportId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Names one run: a report at the moment at which it was due. There is never a second one.
///
/// @param dueAt when its schedule made it due, or when somebody asked for it; in whole microseconds
public record RunId(ReportId report, Instant dueAt) {
    public RunId {
        dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return report + " due at " + dueAt;
    }
}
