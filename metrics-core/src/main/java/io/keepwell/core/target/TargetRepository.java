package io.keepwell.core.target;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TargetRepository extends GenericRepository<TargetRow, Integer> {
    List<TargetRow> findAllOrderByMetricAndFromDayAndToDayAndSliceAndDefinition();

    /// Locks the row.
    Optional<TargetRow> findByTargetIdForUpdate(int targetId);

    // index: target_of
    TargetRow getByMetricAndDefinitionAndSliceAndFromDayAndToDay(
            String metric, String definition, String slice, LocalDate fromDay, LocalDate toDay);

    /// Puts a target in place of the one for the same, whose number stays the one that it was first given.
    @Query("""
            insert into target (target_id, metric, definition, slice, from_day, to_day, term, value)
            values (:targetId, :metric, :definition, :slice, :fromDay, :toDay, :term, :value)
            on duplicate key update
                term = values(term),
                value = values(value)
            """)
    void put(TargetRow row);

    void deleteByTargetId(int targetId);
}
