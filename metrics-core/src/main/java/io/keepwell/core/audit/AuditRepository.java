package io.keepwell.core.audit;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Limit;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Entries only ever come: nothing here changes one.
@JdbcRepository(dialect = Dialect.MYSQL)
interface AuditRepository extends GenericRepository<AuditRow, Long> {
    void save(AuditRow row);

    List<AuditRow> findAllOrderByEntryDesc(Limit limit);

    // index: audit_subject
    List<AuditRow> findBySubjectOrderByEntryDesc(String subject, Limit limit);

    // index: audit_subject
    Optional<AuditRow> findFirstBySubjectAndHappenedAtGreaterThanOrderByEntry(String subject, Instant moment);
}
