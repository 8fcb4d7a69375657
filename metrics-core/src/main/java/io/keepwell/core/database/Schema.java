package io.keepwell.core.database;

import com.mysql.cj.jdbc.MysqlDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/// The common schema and its version.
public final class Schema {
    private Schema() {}

    /// Brings the schema to the newest version; does nothing where it is there already. Safe to call from several
    /// processes at once.
    ///
    /// @return the version now
    public static String migrate(DataSource dataSource) {
        Flyway flyway = flyway(dataSource);
        flyway.migrate();
        return version(flyway);
    }

    /// As `migrate`, for a schema by its address, with user and password.
    public static String migrate(String jdbcUrl) {
        MysqlDataSource dataSource = new MysqlDataSource();
        dataSource.setUrl(jdbcUrl);
        return migrate(dataSource);
    }

    private static String version(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? "none"
                : current.getVersion().getVersion();
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
    }
}
