package io.keepwell.core.report.run;

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
    List<ReportRunRow> findAllOrderByCreatedAtDescAndReportIdAndDueAtDesc(Limit limit);

    List<ReportRunRow> findByReportIdOrderByDueAtDesc(String reportId, Limit limit);

    Optional<ReportRunRow> findByReportIdAndDueAt(String reportId, Instant dueAt);

    // index: report_run_period
    List<ReportRunRow> findByReportIdAndFromDayAndToDayOrderByDueAtDesc(
            String reportId, LocalDate fromDay, LocalDate toDay, Limit limit);

    List<ReportRunRow> findByReportIdAndByHandFalseOrderByDueAtDesc(String reportId, Limit limit);

    // index: report_run_retry
    List<ReportRunRow> findByStateAndNextAttemptAtLessThanEqualsOrderByNextAttemptAt(
            ReportRun.State state, Instant nextAttemptAt, Limit limit);

    /// Makes sure that there is such a run, failed as long as nothing else is known, and locks it.
    @Query("""
            insert into report_run
                (report_id, due_at, from_day, to_day, by_hand, as_of, created_at, state, problem, attempts)
            values (:reportId, :dueAt, :fromDay, :toDay, :byHand, :now, :now, 'FAILED', '', 0)
            on duplicate key update attempts = report_run.attempts
            """)
    void ensure(String reportId, Instant dueAt, LocalDate fromDay, LocalDate toDay, boolean byHand, Instant now);

    /// @return 1 where it was failed or skipped, 0 where it is rendered
    @Query("""
            update report_run
            set state = 'FAILED', as_of = :asOf, created_at = :now, attempts = attempts + 1
            where report_id = :reportId and due_at = :dueAt and state in ('FAILED', 'SKIPPED')
            """)
    int tryFailed(String reportId, Instant dueAt, Instant asOf, Instant now);

    @Query("""
            update report_run
            set state = :state, problem = :problem, next_attempt_at = :nextAttemptAt
            where report_id = :reportId and due_at = :dueAt
            """)
    void put(String reportId, Instant dueAt, ReportRun.State state, String problem, @Nullable Instant nextAttemptAt);
}
