package io.keepwell.deploy.bench;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// The other ways of filling the same table: text that was made beforehand, straight into the database,
/// without looking for repeats or telling anybody what changed. Connections stay open over the rounds.
final class Baselines implements AutoCloseable {
    private final BenchDatabase database;
    private final List<Connection> connections = new ArrayList<>();

    Baselines(BenchDatabase database) {
        this.database = database;
    }

    /// One LOAD DATA and one commit a batch.
    long loadData(List<byte[]> batches, int streams) throws Exception {
        return inParallel(batches, streams, (statement, lines) -> {
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(new ByteArrayInputStream(lines));
            return statement.executeUpdate(AnswerEvents.LOAD_DATA);
        });
    }

    /// One INSERT and one commit each.
    long insert(List<String> statements, int streams) throws Exception {
        return inParallel(statements, streams, Statement::executeUpdate);
    }

    /// As `insert`, but ends when the time is up.
    long insertFor(List<String> statements, int streams, double seconds) throws Exception {
        // Before the clock runs.
        connect(streams);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return inParallel(
                statements, streams, (statement, sql) -> System.nanoTime() < end ? statement.executeUpdate(sql) : 0);
    }

    @FunctionalInterface
    private interface Step<T> {
        int run(Statement statement, T piece) throws SQLException;
    }

    private <T> long inParallel(List<T> pieces, int streams, Step<T> step) throws Exception {
        connect(streams);
        List<Callable<Long>> workers = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            int first = stream;
            workers.add(() -> {
                long rows = 0;
                try (Statement statement = connections.get(first).createStatement()) {
                    for (int i = first; i < pieces.size(); i += streams) {
                        rows += step.run(statement, pieces.get(i));
                    }
                }
                return rows;
            });
        }
        return Threads.sum(workers);
    }

    private void connect(int streams) throws SQLException {
        while (connections.size() < streams) {
            connections.add(database.connect());
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
