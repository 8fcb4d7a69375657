package io.keepwell.deploy.check;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.Schema;
import io.keepwell.deploy.Failure;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell migrate`: brings a MySQL's schema to the version that these services need.
@Command(
        name = "migrate",
        description = {
            "Brings the schema of a MySQL to the newest version; does nothing where it is there.",
            "Needs a user that may create and alter tables."
        })
public final class MigrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Such as jdbc:mysql://host:3306/keepwell?user=name; safer in the variable KEEPWELL_DB_URL.",
            defaultValue = "${env:KEEPWELL_DB_URL}")
    private @Nullable String db;

    @Override
    public Integer call() {
        if (db == null || db.isBlank()) {
            throw new Failure("Which database? Say --db URL, or set KEEPWELL_DB_URL.");
        }
        DatabaseUrl url = DatabaseUrl.parse(db);
        String version = Schema.migrate(url.text());
        spec.commandLine().getOut().printf("%s has schema version %s.%n", url.withoutSecrets(), version);
        return 0;
    }
}
