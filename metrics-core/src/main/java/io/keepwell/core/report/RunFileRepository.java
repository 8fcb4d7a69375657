package io.keepwell.core.report;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RunFileRepository extends GenericRepository<RunFileRow, String> {
    List<RunFileRow> findByReportIdAndFromDayAndToDayOrderByFormat(String reportId, LocalDate fromDay, LocalDate toDay);

    @Query("""
            insert into report_file (report_id, from_day, to_day, format, media_type, mail_use, bytes)
            values (:reportId, :fromDay, :toDay, :format, :mediaType, :mailUse, :bytes)
            """)
    void add(List<RunFileRow> rows);
}
