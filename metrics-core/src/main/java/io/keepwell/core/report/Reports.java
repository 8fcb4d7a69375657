package io.keepwell.core.report;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.micronaut.data.model.Limit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the reports that staff have set up, with all their versions. Writes down who decided.
@Singleton
public final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final Limit LAST = Limit.of(1, 0);

    private final Database database;
    private final ReportRepository reports;
    private final ReportVersionRepository versions;
    private final Audit audit;
    private final Clock clock;

    Reports(Database database, ReportRepository reports, ReportVersionRepository versions, Audit audit, Clock clock) {
        this.database = database;
        this.reports = reports;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
    }

    /// A report that is sent by schedule.
    ///
    /// @param dueSince when it was last switched on; what was due before is not caught up with
    public record Scheduled(Report report, Instant dueSince) {}

    /// A report as it was saved once.
    ///
    /// @param text as it was written, which `ReportText` reads
    /// @param savedBy a staff member's mail address, or the command line with its user
    public record Version(int number, String text, boolean enabled, Instant savedAt, String savedBy) {}

    /// All of them, by title. One that can't be read is left out and logged.
    public List<Report> all() {
        return database.transaction(_ -> reports.findAllOrderByTitleAndReportId()).stream()
                .flatMap(Reports::readable)
                .toList();
    }

    /// Those that are enabled, by id. One that can't be read is left out and logged, so that the others go on.
    public List<Scheduled> scheduled() {
        return database.transaction(_ -> reports.findByEnabledTrueOrderByReportId()).stream()
                .flatMap(row -> readable(row).map(report -> new Scheduled(report, row.dueSince())))
                .toList();
    }

    private static Stream<Report> readable(ReportRow row) {
        try {
            return Stream.of(row.report());
        } catch (InvalidReportException unreadable) {
            LOG.error("event=report_unreadable report={} problem=\"{}\"", row.reportId(), unreadable.getMessage());
            return Stream.empty();
        }
    }

    /// @throws InvalidReportException where a later version wrote what this one can't read
    public Optional<Report> find(ReportId id) {
        return database.transaction(_ -> reports.findByReportId(id.id())).map(ReportRow::report);
    }

    /// The newest versions, newest first; those of a removed report as well.
    public List<Version> versions(ReportId id, int most) {
        return database.transaction(_ -> versions.findByReportIdOrderByVersionDesc(id.id(), Limit.of(most, 0))).stream()
                .map(row -> new Version(row.version(), row.definition(), row.enabled(), row.savedAt(), row.savedBy()))
                .toList();
    }

    /// Keeps the report, in place of the one with the same id.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    public void put(String who, Report report) {
        put(who, report, ReportText.write(report));
    }

    /// Keeps a report as it was written, in place of the one with the same id.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @throws InvalidReportException where the text isn't a report; says where
    public Report put(String who, ReportId id, String text, boolean enabled) {
        Report report = ReportText.parse(id, text, enabled);
        put(who, report, text);
        return report;
    }

    private void put(String who, Report report, String text) {
        Instant now = clock.instant();
        String id = report.id().id();
        database.run(_ -> {
            Instant dueSince = reports.findByReportIdForUpdate(id)
                    .map(before -> before.switched(report.enabled(), now).dueSince())
                    .orElse(now);
            write(
                    who,
                    "report.put",
                    new ReportRow(id, report.title(), next(id), text, report.enabled(), dueSince),
                    now);
        });
    }

    /// Sends the report by schedule from now on, or no more. What was due while it was switched off isn't caught up
    /// with.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @return whether there is such a report
    public boolean enable(String who, ReportId id, boolean enabled) {
        Instant now = clock.instant();
        return database.transaction(_ -> {
            Optional<ReportRow> found = reports.findByReportIdForUpdate(id.id());
            found.filter(row -> row.enabled() != enabled)
                    .map(row -> row.switched(enabled, now))
                    .ifPresent(row -> write(
                            who,
                            enabled ? "report.resume" : "report.pause",
                            new ReportRow(
                                    row.reportId(),
                                    row.title(),
                                    next(row.reportId()),
                                    row.definition(),
                                    row.enabled(),
                                    row.dueSince()),
                            now));
            return found.isPresent();
        });
    }

    private void write(String who, String action, ReportRow row, Instant now) {
        reports.put(row);
        versions.save(new ReportVersionRow(row.reportId(), row.version(), row.definition(), row.enabled(), now, who));
        audit.write(who, action, subject(row.reportId()), "version " + row.version() + ": " + row.title());
    }

    /// Numbers go on where a report was removed and is put anew.
    private int next(String id) {
        return versions.findByReportIdOrderByVersionDesc(id, LAST).stream()
                .findFirst()
                .map(last -> last.version() + 1)
                .orElse(1);
    }

    /// Forgets the report; its runs and versions stay. Does nothing where there is none.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    public void remove(String who, ReportId id) {
        database.run(_ -> reports.findByReportIdForUpdate(id.id()).ifPresent(row -> {
            reports.deleteByReportId(id.id());
            audit.write(who, "report.remove", subject(id.id()), row.title());
        }));
    }

    private static String subject(String id) {
        return "report " + id;
    }
}
