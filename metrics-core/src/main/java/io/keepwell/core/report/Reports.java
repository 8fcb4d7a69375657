package io.keepwell.core.report;

import io.keepwell.core.database.Database;
import io.keepwell.core.metric.MetricId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps the reports that staff have set up.
@Singleton
public final class Reports {
    private static final String COLUMNS =
            "select report_id, title, metrics, sections, recipients, send_on_day, send_at, enabled,"
                    + " due_since from report";

    private final Database database;
    private final Clock clock;

    public Reports(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A report that is sent by schedule.
    ///
    /// @param dueSince when it was last switched on; what was due before is not caught up with
    public record Scheduled(Report report, Instant dueSince) {}

    /// All of them, by title.
    public List<Report> all() {
        return read(COLUMNS + " order by title, report_id").stream()
                .map(Scheduled::report)
                .toList();
    }

    /// Those that are enabled, by id.
    public List<Scheduled> scheduled() {
        return read(COLUMNS + " where enabled = 1 order by report_id");
    }

    public Optional<Report> find(ReportId id) {
        return all().stream().filter(report -> report.id().equals(id)).findFirst();
    }

    /// Keeps the report, in place of the one with the same id.
    public void put(Report report) {
        Instant now = clock.instant();
        database.run(connection -> {
            Optional<Scheduled> before = lock(connection, report.id());
            Instant dueSince = before.filter(old -> old.report().enabled() || !report.enabled())
                    .map(Scheduled::dueSince)
                    .orElse(now);
            write(connection, report, dueSince);
        });
    }

    /// Forgets the report; its runs stay. Does nothing where there is none.
    public void remove(ReportId id) {
        database.run(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from report where report_id = ?")) {
                delete.setString(1, id.id());
                delete.executeUpdate();
            }
        });
    }

    private List<Scheduled> read(String sql) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                return read(select);
            }
        });
    }

    private static Optional<Scheduled> lock(Connection connection, ReportId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where report_id = ? for update")) {
            select.setString(1, id.id());
            return read(select).stream().findFirst();
        }
    }

    private static void write(Connection connection, Report report, Instant dueSince) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into report
                    (report_id, title, metrics, sections, recipients, send_on_day, send_at, enabled, due_since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update
                    title = values(title),
                    metrics = values(metrics),
                    sections = values(sections),
                    recipients = values(recipients),
                    send_on_day = values(send_on_day),
                    send_at = values(send_at),
                    enabled = values(enabled),
                    due_since = values(due_since)
                """)) {
            insert.setString(1, report.id().id());
            insert.setString(2, report.title());
            insert.setString(3, report.metrics().stream().map(MetricId::id).collect(Collectors.joining(",")));
            insert.setString(4, report.sections().stream().map(SectionId::id).collect(Collectors.joining(",")));
            insert.setString(
                    5, report.recipients().stream().map(MailAddress::address).collect(Collectors.joining(",")));
            insert.setInt(6, report.sendOnDay());
            insert.setString(7, report.sendAt() + ":00");
            insert.setInt(8, report.enabled() ? 1 : 0);
            insert.setObject(9, LocalDateTime.ofInstant(dueSince, ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static List<Scheduled> read(PreparedStatement select) throws SQLException {
        List<Scheduled> reports = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Report report = new Report(
                        new ReportId(rows.getString("report_id")),
                        rows.getString("title"),
                        parts(rows.getString("metrics")).map(MetricId::new).toList(),
                        parts(rows.getString("sections")).map(SectionId::new).toList(),
                        parts(rows.getString("recipients"))
                                .map(MailAddress::new)
                                .toList(),
                        rows.getInt("send_on_day"),
                        LocalTime.parse(rows.getString("send_at")),
                        rows.getInt("enabled") == 1);
                reports.add(new Scheduled(
                        report, rows.getObject("due_since", LocalDateTime.class).toInstant(ZoneOffset.UTC)));
            }
        }
        return reports;
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(",")).filter(part -> !part.isEmpty());
    }
}
