package io.keepwell.core.report;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("report_version")
record ReportVersionRow(
        @Id String reportId, @Id int version, String definition, boolean enabled, Instant savedAt, String savedBy) {}
