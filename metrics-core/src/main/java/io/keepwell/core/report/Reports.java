package io.keepwell.core.report;

import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps the reports that staff have set up.
@Singleton
public final class Reports {
    private final Database database;
    private final ReportRepository reports;
    private final Clock clock;

    Reports(Database database, ReportRepository reports, Clock clock) {
        this.database = database;
        this.reports = reports;
        this.clock = clock;
    }

    /// A report that is sent by schedule.
    ///
    /// @param dueSince when it was last switched on; what was due before is not caught up with
    public record Scheduled(Report report, Instant dueSince) {}

    /// All of them, by title.
    public List<Report> all() {
        return database.transaction(_ -> reports.findAllOrderByTitleAndReportId()).stream()
                .map(ReportRow::report)
                .toList();
    }

    /// Those that are enabled, by id.
    public List<Scheduled> scheduled() {
        return database.transaction(_ -> reports.findByEnabledTrueOrderByReportId()).stream()
                .map(ReportRow::scheduled)
                .toList();
    }

    public Optional<Report> find(ReportId id) {
        return database.transaction(_ -> reports.findByReportId(id.id())).map(ReportRow::report);
    }

    /// Keeps the report, in place of the one with the same id.
    public void put(Report report) {
        Instant now = clock.instant();
        database.run(_ -> {
            Instant dueSince = reports.findByReportIdForUpdate(report.id().id())
                    .filter(before -> before.enabled() || !report.enabled())
                    .map(ReportRow::dueSince)
                    .orElse(now);
            reports.put(ReportRow.of(report, dueSince));
        });
    }

    /// Forgets the report; its runs stay. Does nothing where there is none.
    public void remove(ReportId id) {
        database.run(_ -> reports.deleteByReportId(id.id()));
    }
}
