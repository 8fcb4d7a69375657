package io.keepwell.core.report;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// @param title as the definition has it, to sort by
/// @param definition as `ReportText` reads it
@MappedEntity("report")
record ReportRow(@Id String reportId, String title, int version, String definition, boolean enabled, Instant dueSince) {
    /// @throws InvalidReportException where a later version wrote what this one can't read
    Report report() {
        return ReportText.parse(new ReportId(reportId), definition, enabled);
    }

    ReportRow switched(boolean on, Instant now) {
        return new ReportRow(reportId, title, version, definition, on, on && !enabled ? now : dueSince);
    }
}
