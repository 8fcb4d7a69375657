package io.keepwell.core.report;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ReportRepository extends GenericRepository<ReportRow, String> {
    List<ReportRow> findAllOrderByTitleAndReportId();

    List<ReportRow> findByEnabledTrueOrderByReportId();

    Optional<ReportRow> findByReportId(String reportId);

    /// Locks the row.
    Optional<ReportRow> findByReportIdForUpdate(String reportId);

    @Query("""
            insert into report (report_id, title, version, definition, enabled, due_since)
            values (:reportId, :title, :version, :definition, :enabled, :dueSince)
            on duplicate key update
                title = values(title),
                version = values(version),
                definition = values(definition),
                enabled = values(enabled),
                due_since = values(due_since)
            """)
    void put(ReportRow row);

    void deleteByReportId(String reportId);
}
