package io.keepwell.core.report.run;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RunFileRepository extends GenericRepository<RunFileRow, String> {
    List<RunFileRow> findByReportIdAndDueAtAndScopeOrderByFormat(String reportId, Instant dueAt, String scope);

    @Query("""
            insert into report_file (report_id, due_at, scope, format, media_type, mail_use, bytes)
            values (:reportId, :dueAt, :scope, :format, :mediaType, :mailUse, :bytes)
            """)
    void add(List<RunFileRow> rows);
}
