package io.keepwell.core.report.run;

import io.keepwell.core.report.ReportId;
import io.keepwell.core.time.Period;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param attempts how often it was tried
/// @param nextAttemptAt when a failed one is tried again; none where it takes a person to go on
@MappedEntity("report_run")
record ReportRunRow(
        @Id String reportId,
        @Id Instant dueAt,
        LocalDate fromDay,
        LocalDate toDay,
        boolean byHand,
        Instant asOf,
        ReportRun.State state,
        String problem,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt) {
    RunId id() {
        return new RunId(new ReportId(reportId), dueAt);
    }

    ReportRun run(List<ReportRun.Rendering> renderings, List<Delivery> deliveries) {
        return new ReportRun(
                id(), new Period(fromDay, toDay), byHand, asOf, state, problem, createdAt, renderings, deliveries);
    }
}
