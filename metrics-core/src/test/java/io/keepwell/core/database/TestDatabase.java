package io.keepwell.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.keepwell.core.database.EmbeddedDatabase.Durability;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A fresh schema for one test class, empty until it is [migrated][#migrate()], dropped when it is closed:
///
/// ```java
/// @AutoClose
/// static final TestDatabase database = TestDatabase.create();
/// ```
///
/// All of a JVM's schemas live on one server: the MySQL that the system property `keepwell.test.db` or the variable
/// KEEPWELL_TEST_DB names, else an embedded one that is started on first use and thrown away at the end. Its user has
/// the documented rights on schemas named `kw_test_…`, and no others: what works only with more rights fails here. The
/// few tests that must do what an administrator does have [#asRoot()].
public final class TestDatabase implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatabaseUrl url;
    private final HikariDataSource dataSource;
    private boolean migrated;
    private @Nullable ApplicationContext context;

    private TestDatabase(DatabaseUrl url) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setPoolName(url.database());
        config.setJdbcUrl(url.text());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        dataSource = new HikariDataSource(config);
    }

    public static TestDatabase create() {
        return new TestDatabase(Server.URL.withDatabase(newSchema()));
    }

    private static String newSchema() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        String name = "kw_test_" + HexFormat.of().formatHex(random);
        onServer("create database " + name + " character set utf8mb4 collate utf8mb4_0900_ai_ci");
        return name;
    }

    /// Brings the empty schema to the newest version. The migrations run once in a JVM, on a schema that serves
    /// as the template; this one becomes a copy of it. A second call does nothing.
    public synchronized void migrate() {
        if (!migrated) {
            Template.TEMPLATE.copyTo(url);
            migrated = true;
        }
    }

    /// A pool of at most 8 connections to the schema, reading what is committed, as the services do.
    public DataSource dataSource() {
        return dataSource;
    }

    /// The transactions of an application context on the schema, which ends with it.
    public synchronized Database transactions() {
        if (context == null) {
            context = ApplicationContext.builder()
                    .deduceEnvironment(false)
                    .properties(Map.of("keepwell.db.url", url.text(), "keepwell.db.pool", 8))
                    .start();
        }
        return context.getBean(Database.class);
    }

    /// The schema's address for MySQL's driver, with user and password.
    public String jdbcUrl() {
        return url.text();
    }

    /// A connection to the schema as the server's administrator: the one that the system property
    /// `keepwell.test.db.root` or the variable KEEPWELL_TEST_DB_ROOT names where a MySQL is given.
    public Connection asRoot() throws SQLException {
        return DriverManager.getConnection(
                Server.ROOT.get().withDatabase(url.database()).text());
    }

    /// Whether the server is a MySQL rather than a MariaDB, as it says itself: the embedded one may be either.
    public static boolean isMySql() {
        return Server.IS_MYSQL;
    }

    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
        }
        dataSource.close();
        onServer("drop database if exists " + url.database());
    }

    private static void onServer(String sql) {
        try (var connection = DriverManager.getConnection(Server.URL.text());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server at %s refused: %s".formatted(Server.URL, sql), e);
        }
    }

    /// A migrated schema, and what makes another one like it: the very statements by which the server says that
    /// its tables are made, so that names of indexes and checks are the same, and the rows that migrations insert.
    private record Template(String statements) {
        private static final Template TEMPLATE = make();

        private static Template make() {
            String schema = newSchema();
            DatabaseUrl url = Server.URL.withDatabase(schema);
            if (Server.IS_GIVEN) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> onServer("drop database " + schema)));
            }
            Schema.migrate(url.text());
            StringBuilder statements = new StringBuilder();
            try (Connection connection = DriverManager.getConnection(url.text());
                    Statement statement = connection.createStatement()) {
                for (String table : texts(statement, "show full tables where table_type = 'BASE TABLE'", 1)) {
                    statements
                            .append(texts(statement, "show create table `%s`".formatted(table), 2)
                                    .getFirst())
                            .append(";\n");
                    if (!texts(statement, "select 1 from `%s` limit 1".formatted(table), 1)
                            .isEmpty()) {
                        String columns = texts(statement, """
                                select column_name
                                from information_schema.columns
                                where table_schema = database() and table_name = '%s' and coalesce(generation_expression, '') = ''
                                order by ordinal_position
                                """.formatted(table), 1).stream()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(", "));
                        statements.append("insert into `%2$s` (%3$s) select %3$s from `%1$s`.`%2$s`;%n"
                                .formatted(schema, table, columns));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The template of the test schemas can't be read", e);
            }
            return new Template(statements.toString());
        }

        private static List<String> texts(Statement statement, String sql, int column) throws SQLException {
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    texts.add(rows.getString(column));
                }
            }
            return texts;
        }

        void copyTo(DatabaseUrl url) {
            try (Connection connection = DriverManager.getConnection(url.text() + "&allowMultiQueries=true");
                    Statement statement = connection.createStatement()) {
                statement.execute(statements);
                while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
                    // Whatever fails among many statements is thrown when its turn comes.
                }
            } catch (SQLException e) {
                throw new IllegalStateException("%s can't be made a copy of the template".formatted(url), e);
            }
        }
    }

    /// Started on first use; the JVM's end stops it.
    private static final class Server {
        private static final Optional<String> GIVEN = given("keepwell.test.db", "KEEPWELL_TEST_DB");
        static final boolean IS_GIVEN = GIVEN.isPresent();
        private static final Optional<EmbeddedDatabase> EMBEDDED =
                IS_GIVEN ? Optional.empty() : Optional.of(startEmbedded());
        static final DatabaseUrl URL = DatabaseUrl.parse(
                        EMBEDDED.map(EmbeddedDatabase::jdbcUrl).or(() -> GIVEN).orElseThrow())
                .withDatabase("");
        static final Supplier<DatabaseUrl> ROOT = () -> DatabaseUrl.parse(EMBEDDED.map(EmbeddedDatabase::rootUrl)
                .or(() -> given("keepwell.test.db.root", "KEEPWELL_TEST_DB_ROOT"))
                .orElseThrow(() -> new IllegalStateException("This test needs the server's administrator, too:"
                        + " -Dkeepwell.test.db.root=URL, which `keepwell mysql url --root` prints")));

        static final boolean IS_MYSQL = isMySql();

        private static boolean isMySql() {
            try (var connection = DriverManager.getConnection(URL.text());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select version()")) {
                rows.next();
                return !rows.getString(1).contains("MariaDB");
            } catch (SQLException e) {
                throw new IllegalStateException("The test server at %s doesn't say what it is".formatted(URL), e);
            }
        }

        private static Optional<String> given(String property, String variable) {
            return Optional.ofNullable(System.getProperty(property, System.getenv(variable)))
                    .filter(url -> !url.isBlank());
        }

        private static EmbeddedDatabase startEmbedded() {
            try {
                Path folder = Files.createTempDirectory("keepwell-test-");
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0, Durability.RELAXED);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    database.close();
                    EmbeddedDatabase.erase(folder);
                }));
                try (var connection = DriverManager.getConnection(database.rootUrl());
                        var statement = connection.createStatement()) {
                    statement.execute(DatabaseRights.MIGRATION.grant("kw\\_test\\_%", "'keepwell'@'127.0.0.1'"));
                }
                return database;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("There is no room for a test database", e);
            }
        }
    }
}
