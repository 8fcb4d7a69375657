package io.keepwell.core.report;

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
        @Id LocalDate fromDay,
        @Id LocalDate toDay,
        Instant asOf,
        ReportRun.State state,
        String problem,
        int attempts,
        @Nullable Instant nextAttemptAt,
        String subject,
        Instant createdAt) {
    RunId id() {
        return new RunId(new ReportId(reportId), new Period(fromDay, toDay));
    }

    ReportRun run(List<Delivery> deliveries) {
        return new ReportRun(id(), asOf, state, problem, subject, createdAt, deliveries);
    }
}
