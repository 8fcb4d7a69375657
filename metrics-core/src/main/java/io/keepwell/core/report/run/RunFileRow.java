package io.keepwell.core.report.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("report_file")
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record RunFileRow(
        @Id String reportId,
        @Id Instant dueAt,
        @Id String scope,
        @Id String format,
        String mediaType,
        RunFile.Use mailUse,
        byte[] bytes) {
    static RunFileRow of(RunId run, String scope, RunFile file) {
        return new RunFileRow(
                run.report().id(), run.dueAt(), scope, file.format(), file.mediaType(), file.use(), file.bytes());
    }

    RunFile file() {
        return new RunFile(format, mediaType, mailUse, bytes);
    }
}
