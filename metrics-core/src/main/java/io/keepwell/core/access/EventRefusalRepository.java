package io.keepwell.core.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

/// Each period from its first day until before its last one.
@JdbcRepository(dialect = Dialect.MYSQL)
interface EventRefusalRepository extends GenericRepository<EventRefusalRow, Integer> {
    /// Adds to what is there.
    @Query("""
            insert into event_refusal (partner_id, day, kind, reason, field, events, example_event_id, example_at)
            values (:partnerId, :day, :kind, :reason, :field, :events, :exampleEventId, :exampleAt)
            on duplicate key update
                events = events + values(events),
                example_event_id = if(values(example_at) >= example_at, values(example_event_id), example_event_id),
                example_at = greatest(example_at, values(example_at))
            """)
    void add(List<EventRefusalRow> rows);

    // the primary key
    @Query("""
            select partner_id, day, kind, reason, field, events, example_event_id, example_at
            from event_refusal
            where partner_id = :partner and day >= :from and day < :to
            order by day desc, events desc, kind, reason, field
            """)
    List<EventRefusalRow> findOfPartner(int partner, LocalDate from, LocalDate to);

    // index: refusal_day
    @Query("""
            select partner_id, day, kind, reason, field, events, example_event_id, example_at
            from event_refusal
            where day >= :from and day < :to
            order by day desc, events desc, partner_id, kind, reason, field
            """)
    List<EventRefusalRow> findOfAll(LocalDate from, LocalDate to);

    // index: refusal_day
    @Query("delete from event_refusal where day < :day order by day limit :most")
    int forgetBefore(LocalDate day, int most);
}
