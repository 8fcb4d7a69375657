package io.keepwell.deploy.run;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.deploy.Failure;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// How a command finds the database that the services work on.
public final class DatabaseOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder of services that run on this machine. Default: ${DEFAULT-VALUE}.",
            defaultValue = DataFolder.DEFAULT)
    private Path data = Path.of(DataFolder.DEFAULT);

    @Option(
            names = "--db",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The database, instead of the data folder's.",
            defaultValue = "${env:KEEPWELL_DB_URL}")
    private @Nullable String db;

    /// The core's parts over that database.
    ///
    /// @throws Failure where nobody said which database it is
    /// @throws IllegalArgumentException where the address isn't one
    public ApplicationContext connect() {
        return ApplicationContext.builder()
                .properties(Map.of("keepwell.db.url", url(), "keepwell.db.pool", 4))
                .banner(false)
                .start();
    }

    private String url() {
        return DatabaseUrl.parse(Optional.ofNullable(db)
                        .filter(text -> !text.isBlank())
                        .or(() -> Connection.find(data).map(Connection::databaseUrl))
                        .orElseThrow(() -> new Failure("Nothing ever ran on the data folder " + data
                                + ". Start the services with `keepwell serve`, or say --db.")))
                .text();
    }
}
