package io.keepwell.core.report.run;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// Reads deliveries. The reporting service's outbox claims and settles them, several at once.
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeliveryRepository extends GenericRepository<DeliveryRow, String> {
    List<DeliveryRow> findByReportIdAndDueAtOrderByRecipient(String reportId, Instant dueAt);
}
