package io.keepwell.core.report.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RunImageRepository extends GenericRepository<RunImageRepository.RunImageRow, String> {
    /// A chart that a run's html shows, by its content id.
    @MappedEntity("report_image")
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared
    record RunImageRow(
            @Id String reportId,
            @Id Instant dueAt,
            @Id String scope,
            @Id String contentId,
            byte[] png) {}

    List<RunImageRow> findByReportIdAndDueAtAndScope(String reportId, Instant dueAt, String scope);

    @Query("""
            insert into report_image (report_id, due_at, scope, content_id, png)
            values (:reportId, :dueAt, :scope, :contentId, :png)
            """)
    void add(List<RunImageRow> rows);
}
