package io.keepwell.core.target;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface FocusRepository extends GenericRepository<FocusRow, Integer> {
    List<FocusRow> findAllOrderByPosition();

    void deleteAll();

    void saveAll(List<FocusRow> rows);
}
