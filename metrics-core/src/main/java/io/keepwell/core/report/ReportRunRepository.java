package io.keepwell.core.report;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Limit;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every step from one state of a run to the next is one statement.
@JdbcRepository(dialect = Dialect.MYSQL)
interface ReportRunRepository extends GenericRepository<ReportRunRow, String> {
    // index: report_run_created
    List<ReportRunRow> findAllOrderByCreatedAtDescAndReportIdAndFromDay(Limit limit);

    List<ReportRunRow> findByReportIdOrderByFromDayDescAndToDayDesc(String reportId, Limit limit);

    Optional<ReportRunRow> findByReportIdAndFromDayAndToDay(String reportId, LocalDate fromDay, LocalDate toDay);

    /// Makes sure that there is such a run, failed as long as nothing else is known, and locks it.
    @Query("""
            insert into report_run
                (report_id, from_day, to_day, as_of, created_at, state, problem, attempts, subject)
            values (:reportId, :fromDay, :toDay, :now, :now, 'FAILED', '', 0, '')
            on duplicate key update attempts = report_run.attempts
            """)
    void ensure(String reportId, LocalDate fromDay, LocalDate toDay, Instant now);

    /// @return 1 where it was failed, 0 where it is rendered
    @Query("""
            update report_run
            set as_of = :asOf, created_at = :now, attempts = attempts + 1
            where report_id = :reportId and from_day = :fromDay and to_day = :toDay and state = 'FAILED'
            """)
    int tryFailed(String reportId, LocalDate fromDay, LocalDate toDay, Instant asOf, Instant now);

    @Query("""
            update report_run
            set state = 'RENDERED', problem = '', next_attempt_at = null, subject = :subject
            where report_id = :reportId and from_day = :fromDay and to_day = :toDay
            """)
    void rendered(String reportId, LocalDate fromDay, LocalDate toDay, String subject);

    @Query("""
            update report_run
            set problem = :problem, next_attempt_at = :nextAttemptAt
            where report_id = :reportId and from_day = :fromDay and to_day = :toDay
            """)
    void failed(String reportId, LocalDate fromDay, LocalDate toDay, String problem, @Nullable Instant nextAttemptAt);
}
