package io.keepwell.deploy.mysql;

import io.keepwell.core.database.DatabaseRights;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.PrivateFile;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// The accounts of a server, with passwords in its folder.
record MySqlAccounts(MySqlFolder folder) {
    private static final String DATABASE = "keepwell";
    private static final String CREATE_DATABASE =
            "create database if not exists " + DATABASE + " character set utf8mb4 collate utf8mb4_0900_ai_ci";
    private static final String USER = "keepwell";
    private static final String ROOT = "root";
    /// Schemas of tests, as a pattern.
    private static final String TEST_SCHEMAS = "kw\\_test\\_%";

    private static final int ACCESS_DENIED = 1045;

    /// Whether a server answers, also where it refuses the account, which a container doesn't have yet.
    boolean answers(int port) throws IOException {
        try {
            var _ = isRefused(url(port));
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /// The database as `keepwell` sees it; its account is made where it isn't there.
    DatabaseUrl made(int port) throws IOException, SQLException {
        DatabaseUrl url = url(port);
        if (isRefused(url)) {
            make(port);
        }
        try (var connection = DriverManager.getConnection(url.withDatabase("").text());
                var statement = connection.createStatement()) {
            statement.execute(CREATE_DATABASE);
        }
        return url;
    }

    DatabaseUrl rootUrl(int port) throws IOException {
        return rootUrl(port, rootPassword());
    }

    private static boolean isRefused(DatabaseUrl url) throws SQLException {
        try (var _ = DriverManager.getConnection(url.withDatabase("").text())) {
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                return true;
            }
            throw e;
        }
    }

    /// For a container, which takes no statements at its start, and a server of an earlier Keepwell, whose root
    /// had no password.
    private void make(int port) throws IOException, SQLException {
        DatabaseUrl root = rootUrl(port, rootPassword());
        try (var connection = DriverManager.getConnection((isRefused(root) ? rootUrl(port, "") : root).text());
                var statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
        }
    }

    /// What makes the accounts what they are in this version, whatever they were before. Root comes last, since it
    /// may be who runs them.
    List<String> statements() throws IOException {
        String account = "'" + USER + "'@'%'";
        return List.of(
                CREATE_DATABASE,
                "create user if not exists %s identified by '%s'".formatted(account, password()),
                "alter user %s identified by '%s'".formatted(account, password()),
                "revoke all privileges, grant option from " + account,
                DatabaseRights.MIGRATION.grant(DATABASE, account),
                DatabaseRights.MIGRATION.grant(TEST_SCHEMAS, account),
                "alter user if exists 'root'@'%%' identified by '%s'".formatted(rootPassword()),
                "alter user if exists 'root'@'localhost' identified by '%s'".formatted(rootPassword()));
    }

    private DatabaseUrl url(int port) throws IOException {
        return DatabaseUrl.local(port, DATABASE, USER, password());
    }

    private static DatabaseUrl rootUrl(int port, String password) {
        return DatabaseUrl.local(port, "", ROOT, password);
    }

    private String password() throws IOException {
        return PrivateFile.password(folder.path().resolve("password"));
    }

    String rootPassword() throws IOException {
        return PrivateFile.password(folder.path().resolve("root-password"));
    }
}
