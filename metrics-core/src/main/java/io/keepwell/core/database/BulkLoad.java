package io.keepwell.core.database;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts many rows into one table at the database's own speed, leaving out those whose primary key is there already.
/// LOAD DATA is the quick way; few rows, or a server that has `local_infile` off, take multi-row INSERT IGNORE. Both
/// forgive what INSERT refuses, so after any warning but *duplicate key* their rows are taken back and inserted the
/// strict way.
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

    /// @param hexColumns of the columns, those whose values come as hexadecimal text and are kept as bytes
    public BulkLoad(String table, List<String> columns, List<String> hexColumns) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.hexColumns = List.copyOf(hexColumns);
        this.loadDataSql = loadDataSql();
    }

    /// @return how many rows were put in for certain; where it is fewer than all, the others were there before or may
    ///     have been
    public int insertNew(Connection connection, List<Row> rows) throws SQLException {
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
        for (int start = 0; start < rows.size(); start += ROWS_A_STATEMENT) {
            List<Row> piece = rows.subList(start, Math.min(rows.size(), start + ROWS_A_STATEMENT));
            inserted += forgivingOrStrict(connection, piece, this::insertIgnore);
        }
        return inserted;
    }

    /// A statement that leaves out duplicates and says so in warnings, but also forgives values that don't fit.
    @FunctionalInterface
    private interface Forgiving {
        /// @return how many rows were put in, or -1 where not every other row was a duplicate and nothing else
        int load(Connection connection, List<Row> rows) throws SQLException;
    }

    private int forgivingOrStrict(Connection connection, List<Row> rows, Forgiving forgiving) throws SQLException {
        Savepoint before = connection.setSavepoint();
        int inserted = forgiving.load(connection, rows);
        if (inserted >= 0) {
            // The savepoint ends with the transaction; giving it back costs a question to the server.
            return inserted;
        }
        connection.rollback(before);
        for (int start = 0; start < rows.size(); start += ROWS_A_STATEMENT) {
            insertStrictly(connection, rows.subList(start, Math.min(rows.size(), start + ROWS_A_STATEMENT)));
        }
        return 0;
    }

    private int loadData(Connection connection, List<Row> rows) throws SQLException {
        byte[] lines = new byte[rows.stream().mapToInt(Row::lineLength).sum()];
        int end = 0;
        for (Row row : rows) {
            end = row.copyTo(lines, end);
        }
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(new ByteArrayInputStream(lines));
            return insertedUnlessBent(statement, rows.size(), statement.executeUpdate(loadDataSql));
        }
    }

    private int insertIgnore(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = prepare(connection, "insert ignore", rows, "")) {
            return insertedUnlessBent(statement, rows.size(), statement.executeUpdate());
        }
    }

    /// Warnings must account for every row that was not put in. Servers keep only so many, so fewer of them than
    /// duplicates may hide one about a value that was bent.
    private int insertedUnlessBent(Statement statement, int rows, int inserted) throws SQLException {
        int duplicates = 0;
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (warning.getErrorCode() != DUPLICATE_KEY) {
                LOG.warn("event=forgiving_load_refused table={} code={}", table, warning.getErrorCode());
                return -1;
            }
            duplicates++;
        }
        return inserted + duplicates == rows ? inserted : -1;
    }

    /// Refuses what doesn't fit. How many rows were new can't be told: the driver has the server count rows that were
    /// found, not rows that were changed.
    private void insertStrictly(Connection connection, List<Row> rows) throws SQLException {
        String nothing = " on duplicate key update " + columns.getFirst() + " = " + table + "." + columns.getFirst();
        try (PreparedStatement statement = prepare(connection, "insert", rows, nothing)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection, String verb, List<Row> rows, String ending)
            throws SQLException {
        String values = columns.stream()
                .map(column -> hexColumns.contains(column) ? "unhex(?)" : "?")
                .collect(Collectors.joining(", ", "(", ")"));
        String sql = verb + " into " + table + " (" + String.join(", ", columns) + ") values "
                + IntStream.range(0, rows.size()).mapToObj(_ -> values).collect(Collectors.joining(", ")) + ending;
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 1;
        for (Row row : rows) {
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
