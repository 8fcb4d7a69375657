package io.keepwell.core.report;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

@MappedEntity("report_file")
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record RunFileRow(
        @Id String reportId,
        @Id LocalDate fromDay,
        @Id LocalDate toDay,
        @Id String format,
        String mediaType,
        RunFile.Use mailUse,
        byte[] bytes) {
    static RunFileRow of(RunId run, RunFile file) {
        return new RunFileRow(
                run.report().id(),
                run.period().from(),
                run.period().to(),
                file.format(),
                file.mediaType(),
                file.use(),
                file.bytes());
    }

    RunFile file() {
        return new RunFile(format, mediaType, mailUse, bytes);
    }
}
