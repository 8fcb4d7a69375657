package io.keepwell.deploy.bench;

import io.keepwell.core.database.CacheFolder;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.Folders;
import io.keepwell.core.database.Schema;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.mysql.MySqlServer;
import io.keepwell.deploy.process.OwnDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The database that a bench runs on: an empty schema of its own, which is dropped in the end. Services and
/// questions are a user who has the documented rights. By itself it is a MySQL with durable settings in a temporary
/// folder; where there is none, the embedded MariaDB,
/// which is durable, too.
final class BenchDatabase implements AutoCloseable {
    private static final int TIMES_COUNTED = 5;
    private static final String GIVEN_SCHEMA = "keepwell_bench";

    private final DatabaseUrl url;
    private final Optional<ProcessHandle> process;
    /// Where the server is there for this run only.
    private final Optional<DatabaseUrl> root;

    private final Runnable end;

    private BenchDatabase(DatabaseUrl url, Optional<ProcessHandle> process, Optional<DatabaseUrl> root, Runnable end) {
        this.url = url;
        this.process = process;
        this.root = root;
        this.end = end;
    }

    /// @param given the address of a server to use instead of an own one; its other schemas are left
    ///     alone
    /// @param poolMegabytes the least that the own server's buffer pool will ever have
    static BenchDatabase start(Optional<String> given, int poolMegabytes, PrintWriter progress) {
        BenchDatabase database = given.isPresent() ? given(given.get()) : own(poolMegabytes, progress);
        try {
            database.createSchema();
            return database;
        } catch (RuntimeException failure) {
            database.end.run();
            throw failure;
        }
    }

    private static BenchDatabase given(String text) {
        try {
            return new BenchDatabase(
                    DatabaseUrl.parse(text).withDatabase(GIVEN_SCHEMA), Optional.empty(), Optional.empty(), () -> {});
        } catch (IllegalArgumentException notOne) {
            throw new Failure(String.valueOf(notOne.getMessage()), notOne);
        }
    }

    private static BenchDatabase own(int poolMegabytes, PrintWriter progress) {
        Path folder = temporaryFolder();
        OwnDatabase database = OwnDatabase.best(
                MySqlServer.beside(CacheFolder.path(), folder, "keepwell-bench", progress),
                poolMegabytes,
                folder,
                progress);
        DatabaseUrl url = database.start();
        return new BenchDatabase(url, database.process(), Optional.of(database.rootUrl()), () -> {
            database.erase();
            delete(folder);
        });
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("keepwell-bench-");
        } catch (IOException problem) {
            throw new UncheckedIOException("no temporary folder can be made", problem);
        }
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException problem) {
            throw new UncheckedIOException(folder + " can't be removed", problem);
        }
    }

    private void createSchema() {
        executeOnServer("drop database if exists " + url.database());
        executeOnServer("create database " + url.database() + " character set utf8mb4 collate utf8mb4_0900_ai_ci");
        Schema.migrate(url.text());
    }

    String url() {
        return url.text();
    }

    /// The server's process, where it runs on this machine and was started here.
    Optional<ProcessHandle> process() {
        return process;
    }

    /// Whether the server is there for this run only, so that its settings may be changed.
    boolean isOwn() {
        return root.isPresent();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.text());
    }

    /// What the server says about itself, by the names that it uses.
    Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        show global variables where variable_name in ('version', 'version_comment',
                            'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'innodb_buffer_pool_size',
                            'innodb_redo_log_capacity', 'innodb_doublewrite', 'innodb_flush_method')
                        """)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    /// Gives the buffer pool another size and waits until it has it.
    void resizePool(int megabytes) throws SQLException, InterruptedException {
        long bytes = megabytes * 1024L * 1024;
        try (Connection connection =
                        DriverManager.getConnection(root.orElseThrow().text());
                Statement statement = connection.createStatement()) {
            statement.execute("set global innodb_buffer_pool_size = " + bytes);
            for (int attempt = 0; attempt < 200 && pageBytes(statement) > bytes * 1.1; attempt++) {
                Thread.sleep(50);
            }
        }
    }

    private static long pageBytes(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("show global status like 'Innodb_buffer_pool_pages_total'")) {
            return rows.next() ? rows.getLong(2) * 16 * 1024 : 0;
        }
    }

    private void executeOnServer(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(url.withDatabase("").text());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new Failure(
                    "The database at " + url.withoutSecrets() + " can't be used: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        try {
            if (root.isEmpty()) {
                executeOnServer("drop database if exists " + url.database());
            }
        } finally {
            end.run();
        }
    }

    /// How many statements some work asks. The service asks meanwhile whether there is anything to do,
    /// so the fewest of some times count.
    long statements(Runnable work) throws SQLException {
        long fewest = Long.MAX_VALUE;
        for (int time = 0; time < TIMES_COUNTED; time++) {
            long before = statements();
            work.run();
            fewest = Math.min(fewest, statements() - before - 1);
        }
        return fewest;
    }

    /// How many the server was ever asked, this one included.
    private long statements() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("show global status like 'Com_select'")) {
            rows.next();
            return rows.getLong(2);
        }
    }
}
