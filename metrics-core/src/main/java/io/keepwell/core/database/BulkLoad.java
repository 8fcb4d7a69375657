package io.keepwell.core.database;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts many rows into one table at the database's own speed, leaving out those whose primary key is there already.
/// LOAD DATA is the quick way; few rows, or a server that has `local_infile` off, take multi-row INSERT IGNORE. Both
/// forgive what INSERT refuses, so after any warning but *duplicate key* their rows are taken back and inserted the
/// strict way. It needs no right but to insert, update and select.
public final class BulkLoad {
    private static final Logger LOG = LoggerFactory.getLogger(BulkLoad.class);
    private static final int DUPLICATE_KEY = 1062;
    private static final List<Integer> LOCAL_INFILE_OFF = List.of(3948, 1148, 4166, 2068);
    private static final int FEW_ROWS = 20;
    /// Keeps one statement well under max_allowed_packet.
    private static final int ROWS_A_STATEMENT = 500;

    private final String table;
    private final List<String> columns;
    private final List<String> hexColumns;
    private final String loadDataSql;
    private final AtomicBoolean loadDataOff = new AtomicBoolean();
    private volatile Warnings warnings = Warnings.UNKNOWN;

    /// Whether the server keeps warnings at all, so that they can be looked through.
    private enum Warnings {
        UNKNOWN,
        KEPT,
        NOT_KEPT
    }

    /// @param hexColumns of the columns, those whose values come as hexadecimal text and are kept as bytes
    public BulkLoad(String table, List<String> columns, List<String> hexColumns) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.hexColumns = List.copyOf(hexColumns);
        this.loadDataSql = loadDataSql();
    }

    /// @return how many rows were put in for certain; where it is fewer than all, the others were there before or may
    ///     have been
    public int insertNew(Connection connection, List<LoadRow> rows) throws SQLException {
        if (!keepsWarnings(connection)) {
            insertAllStrictly(connection, rows);
            return 0;
        }
        if (rows.size() >= FEW_ROWS && !loadDataOff.get()) {
            try {
                return forgivingOrStrict(connection, rows, this::loadData);
            } catch (SQLException failure) {
                if (!LOCAL_INFILE_OFF.contains(failure.getErrorCode())) {
                    throw failure;
                }
                loadDataOff.set(true);
                LOG.warn("event=load_data_off table={} code={} effect=slower_inserts", table, failure.getErrorCode());
            }
        }
        int inserted = 0;
        for (List<LoadRow> piece : pieces(rows, ROWS_A_STATEMENT)) {
            inserted += forgivingOrStrict(connection, piece, this::insertIgnore);
        }
        return inserted;
    }

    /// Without a list of warnings a bent value can't be distinguished from a duplicate. An administrator may have set
    /// it so.
    private boolean keepsWarnings(Connection connection) throws SQLException {
        if (warnings == Warnings.UNKNOWN) {
            warnings = number(connection, "select @@max_error_count") > 0 ? Warnings.KEPT : Warnings.NOT_KEPT;
        }
        return warnings == Warnings.KEPT;
    }

    /// What a forgiving statement did.
    private sealed interface Outcome {
        /// Every row that was not put in was a duplicate, and no value was bent.
        record Loaded(int inserted) implements Outcome {}

        /// All warnings that the server kept tell of duplicates, but there were more than it keeps.
        ///
        /// @param kept how many it keeps
        record MoreWarningsThanKept(int kept) implements Outcome {}

        /// Something was bent, or left out for another reason than its key.
        record Refused() implements Outcome {}
    }

    /// A statement that leaves out duplicates and says so in warnings, but also forgives values that don't fit.
    @FunctionalInterface
    private interface Forgiving {
        Outcome load(Connection connection, List<LoadRow> rows) throws SQLException;
    }

    private int forgivingOrStrict(Connection connection, List<LoadRow> rows, Forgiving forgiving) throws SQLException {
        Savepoint before = connection.setSavepoint();
        return switch (forgiving.load(connection, rows)) {
            // The savepoint ends with the transaction; giving it back costs a question to the server.
            case Outcome.Loaded(int inserted) -> inserted;
            case Outcome.MoreWarningsThanKept(int kept)
            when kept > 0 && kept < rows.size() -> {
                connection.rollback(before);
                // As many duplicates as a piece can have, the server keeps.
                int inserted = 0;
                for (List<LoadRow> piece : pieces(rows, kept)) {
                    inserted += forgivingOrStrict(connection, piece, forgiving);
                }
                yield inserted;
            }
            case Outcome.MoreWarningsThanKept _, Outcome.Refused _ -> {
                connection.rollback(before);
                insertAllStrictly(connection, rows);
                yield 0;
            }
        };
    }

    private void insertAllStrictly(Connection connection, List<LoadRow> rows) throws SQLException {
        for (List<LoadRow> piece : pieces(rows, ROWS_A_STATEMENT)) {
            insertStrictly(connection, piece);
        }
    }

    private static List<List<LoadRow>> pieces(List<LoadRow> rows, int size) {
        List<List<LoadRow>> pieces = new ArrayList<>();
        for (int start = 0; start < rows.size(); start += size) {
            pieces.add(rows.subList(start, Math.min(rows.size(), start + size)));
        }
        return pieces;
    }

    private Outcome loadData(Connection connection, List<LoadRow> rows) throws SQLException {
        byte[] lines = new byte[rows.stream().mapToInt(LoadRow::lineLength).sum()];
        int end = 0;
        for (LoadRow row : rows) {
            end = row.copyTo(lines, end);
        }
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(new ByteArrayInputStream(lines));
            return outcome(connection, statement, rows.size(), statement.executeUpdate(loadDataSql));
        }
    }

    private Outcome insertIgnore(Connection connection, List<LoadRow> rows) throws SQLException {
        try (PreparedStatement statement = prepare(connection, "insert ignore", rows, "")) {
            return outcome(connection, statement, rows.size(), statement.executeUpdate());
        }
    }

    /// Warnings must account for every row that was not put in, and be about nothing else. Servers list only so many of
    /// them, 1,024 on MySQL and 64 on MariaDB unless told otherwise, but count them all: behind a list that is full
    /// there may be one about a value that was bent.
    private Outcome outcome(Connection connection, Statement statement, int rows, int inserted) throws SQLException {
        int duplicates = 0;
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (warning.getErrorCode() != DUPLICATE_KEY) {
                LOG.warn("event=forgiving_load_refused table={} code={}", table, warning.getErrorCode());
                return new Outcome.Refused();
            }
            duplicates++;
        }
        if (duplicates > 0 && number(connection, "select @@warning_count") != duplicates) {
            return new Outcome.MoreWarningsThanKept(duplicates);
        }
        return inserted + duplicates == rows ? new Outcome.Loaded(inserted) : new Outcome.Refused();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("no answer to " + sql);
            }
            return row.getLong(1);
        }
    }

    /// Refuses what doesn't fit. How many rows were new can't be known: the driver has the server count rows that were
    /// found, not rows that were changed.
    private void insertStrictly(Connection connection, List<LoadRow> rows) throws SQLException {
        String nothing = " on duplicate key update " + columns.getFirst() + " = " + table + "." + columns.getFirst();
        try (PreparedStatement statement = prepare(connection, "insert", rows, nothing)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection, String verb, List<LoadRow> rows, String ending)
            throws SQLException {
        String values = columns.stream()
                .map(column -> hexColumns.contains(column) ? "unhex(?)" : "?")
                .collect(Collectors.joining(", ", "(", ")"));
        String sql = verb + " into " + table + " (" + String.join(", ", columns) + ") values "
                + IntStream.range(0, rows.size()).mapToObj(_ -> values).collect(Collectors.joining(", ")) + ending;
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 1;
        for (LoadRow row : rows) {
            index = row.setParameters(statement, index);
        }
        return statement;
    }

    private String loadDataSql() {
        String targets = columns.stream()
                .map(column -> hexColumns.contains(column) ? "@" + column : column)
                .collect(Collectors.joining(", "));
        String conversions = hexColumns.isEmpty()
                ? ""
                : hexColumns.stream()
                        .map(column -> column + " = unhex(@" + column + ")")
                        .collect(Collectors.joining(", ", " set ", ""));
        return "load data local infile 'rows' ignore into table " + table + " character set utf8mb4 (" + targets + ")"
                + conversions;
    }
}
