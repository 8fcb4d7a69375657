package io.keepwell.core.report;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Limit;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Versions only ever come: nothing here changes one.
@JdbcRepository(dialect = Dialect.MYSQL)
interface ReportVersionRepository extends GenericRepository<ReportVersionRow, String> {
    List<ReportVersionRow> findByReportIdOrderByVersionDesc(String reportId, Limit limit);

    void save(ReportVersionRow row);
}
