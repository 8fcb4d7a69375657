package io.keepwell.core.setting;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface HealthModelRepository extends GenericRepository<HealthModelRow, String> {
    List<HealthModelRow> findAll();

    List<HealthModelRow> findBySetAtLessThanEquals(Instant moment);

    /// Of two set at the very same moment the later one holds.
    @Query("""
            insert into health_model (segment, valid_from, set_at, weights, yellow_from, green_from)
            values (:segment, :validFrom, :setAt, :weights, :yellowFrom, :greenFrom)
            on duplicate key update
                weights = values(weights),
                yellow_from = values(yellow_from),
                green_from = values(green_from)
            """)
    void put(HealthModelRow row);
}
