package io.keepwell.core.database;

import com.mysql.cj.jdbc.MysqlDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// The common schema and its version.
public final class Schema {
    private Schema() {}

    /// Brings the schema to the newest version; does nothing where it is there already. Safe to call from several
    /// processes at once.
    ///
    /// @return the version now
    /// @throws OtherSchemaException where other migrations than those of this build made it
    public static String migrate(DataSource dataSource) {
        Flyway flyway = flyway(dataSource);
        try {
            flyway.migrate();
        } catch (FlywayValidateException differs) {
            throw new OtherSchemaException(differs);
        }
        return version(flyway);
    }

    /// The schema was made by a build from before the first release, or by a newer one. Nothing was changed.
    public static final class OtherSchemaException extends RuntimeException {
        private OtherSchemaException(FlywayValidateException cause) {
            super(
                    "This schema was made by other migrations than those of this build. If a build from before contract 1.0"
                            + " made it, there is no way to bring it up to date: begin with an empty schema, and demo or"
                            + " serve with --fresh or another --data. If a newer build made it, take that one.",
                    cause);
        }
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
