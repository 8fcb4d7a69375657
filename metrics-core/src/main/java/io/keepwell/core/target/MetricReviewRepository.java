package io.keepwell.core.target;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface MetricReviewRepository extends GenericRepository<MetricReviewRow, String> {
    List<MetricReviewRow> findAll();

    @Query("""
            insert into metric_review (metric, review_on)
            values (:metric, :reviewOn)
            on duplicate key update review_on = values(review_on)
            """)
    void put(MetricReviewRow row);
}
