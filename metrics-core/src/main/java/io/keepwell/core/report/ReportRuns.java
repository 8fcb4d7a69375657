package io.keepwell.core.report;

import io.keepwell.core.database.Database;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the runs there were and what became of them. The reporting service alone writes them.
@Singleton
public final class ReportRuns {
    private static final String COLUMNS =
            "select report_id, from_day, to_day, as_of, state, problem, subject, created_at from report_run";

    private final Database database;

    public ReportRuns(Database database) {
        this.database = database;
    }

    /// The newest runs of all reports, newest first.
    public List<ReportRun> newest(int limit) {
        return database.transaction(connection -> {
            // index: report_run_created
            try (PreparedStatement select =
                    connection.prepareStatement(COLUMNS + " order by created_at desc, report_id, from_day limit ?")) {
                select.setInt(1, limit);
                return read(connection, select);
            }
        });
    }

    /// The newest runs of one report, latest period first.
    public List<ReportRun> of(ReportId report, int limit) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    COLUMNS + " where report_id = ? order by from_day desc, to_day desc limit ?")) {
                select.setString(1, report.id());
                select.setInt(2, limit);
                return read(connection, select);
            }
        });
    }

    public Optional<ReportRun> find(RunId id) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(COLUMNS + " where report_id = ? and from_day = ? and to_day = ?")) {
                set(select, id);
                return read(connection, select).stream().findFirst();
            }
        });
    }

    /// What was rendered; empty where there is no such run, or it could not be rendered.
    public Optional<RunContent> content(RunId id) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select subject
                    from report_run
                    where report_id = ? and from_day = ? and to_day = ? and state = 'RENDERED'
                    """)) {
                set(select, id);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new RunContent(
                                    rows.getString("subject"), files(connection, id), images(connection, id)))
                            : Optional.<RunContent>empty();
                }
            }
        });
    }

    private static List<RunFile> files(Connection connection, RunId id) throws SQLException {
        List<RunFile> files = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select format, media_type, mail_use, bytes
                from report_file
                where report_id = ? and from_day = ? and to_day = ?
                order by format
                """)) {
            set(select, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    files.add(new RunFile(
                            rows.getString("format"),
                            rows.getString("media_type"),
                            RunFile.Use.valueOf(rows.getString("mail_use")),
                            rows.getBytes("bytes")));
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> images(Connection connection, RunId id) throws SQLException {
        Map<String, byte[]> images = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select content_id, png from report_image where report_id = ? and from_day = ? and to_day = ?")) {
            set(select, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    images.put(rows.getString(1), rows.getBytes(2));
                }
            }
        }
        return images;
    }

    private static List<ReportRun> read(Connection connection, PreparedStatement select) throws SQLException {
        List<ReportRun> bare = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                bare.add(new ReportRun(
                        id(rows),
                        moment(rows, "as_of").orElseThrow(),
                        ReportRun.State.valueOf(rows.getString("state")),
                        rows.getString("problem"),
                        rows.getString("subject"),
                        moment(rows, "created_at").orElseThrow(),
                        List.of()));
            }
        }
        List<ReportRun> whole = new ArrayList<>();
        for (ReportRun run : bare) {
            whole.add(new ReportRun(
                    run.id(),
                    run.asOf(),
                    run.state(),
                    run.problem(),
                    run.subject(),
                    run.createdAt(),
                    deliveries(connection, run.id())));
        }
        return whole;
    }

    private static List<Delivery> deliveries(Connection connection, RunId id) throws SQLException {
        List<Delivery> deliveries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select recipient, state, attempts, problem, message_id, next_attempt_at, delivered_at
                from delivery
                where report_id = ? and from_day = ? and to_day = ?
                order by recipient
                """)) {
            set(select, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    deliveries.add(new Delivery(
                            id,
                            new MailAddress(rows.getString("recipient")),
                            Delivery.State.valueOf(rows.getString("state")),
                            rows.getInt("attempts"),
                            rows.getString("problem"),
                            rows.getString("message_id"),
                            moment(rows, "next_attempt_at").orElseThrow(),
                            moment(rows, "delivered_at")));
                }
            }
        }
        return deliveries;
    }

    private static RunId id(ResultSet rows) throws SQLException {
        return new RunId(
                new ReportId(rows.getString("report_id")),
                new Period(rows.getObject("from_day", LocalDate.class), rows.getObject("to_day", LocalDate.class)));
    }

    private static void set(PreparedStatement statement, RunId id) throws SQLException {
        statement.setString(1, id.report().id());
        statement.setObject(2, id.period().from());
        statement.setObject(3, id.period().to());
    }

    private static Optional<Instant> moment(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, LocalDateTime.class))
                .map(utc -> utc.toInstant(ZoneOffset.UTC));
    }
}
