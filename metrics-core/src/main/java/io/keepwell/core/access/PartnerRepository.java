package io.keepwell.core.access;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface PartnerRepository extends GenericRepository<PartnerRow, Integer> {
    void save(PartnerRow row);

    Optional<PartnerRow> findByName(String name);

    List<PartnerRow> findAllOrderByName();
}
