package io.keepwell.core.report.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RunRenderingRepository extends GenericRepository<RunRenderingRepository.RunRenderingRow, String> {
    /// A run as it was rendered for those who see the same.
    @MappedEntity("report_rendering")
    record RunRenderingRow(
            @Id String reportId, @Id Instant dueAt, @Id String scope, String subject) {}

    List<RunRenderingRow> findByReportIdAndDueAtOrderByScope(String reportId, Instant dueAt);

    Optional<RunRenderingRow> findByReportIdAndDueAtAndScope(String reportId, Instant dueAt, String scope);

    @Query(
            "insert into report_rendering (report_id, due_at, scope, subject) values (:reportId, :dueAt, :scope, :subject)")
    void add(RunRenderingRow row);
}
