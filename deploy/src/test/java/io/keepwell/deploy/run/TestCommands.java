package io.keepwell.deploy.run;

import io.keepwell.core.database.Schema;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.deploy.Keepwell;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The command line on a migrated schema on which nothing ever ran.
public final class TestCommands implements AutoCloseable {
    private final TestDatabase database = TestDatabase.create();

    public TestCommands() {
        Schema.migrate(database.jdbcUrl());
    }

    /// Runs a command on the schema.
    public TestServices.Said run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(1, "--db");
        all.add(2, database.jdbcUrl());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Keepwell.run(all.toArray(new String[0]), new PrintWriter(out, true), new PrintWriter(err, true));
        return new TestServices.Said(exitCode, out.toString(), err.toString());
    }

    /// The schema's address, with user and password.
    String url() {
        return database.jdbcUrl();
    }

    /// The core's parts over the schema.
    public ApplicationContext connect() {
        return ApplicationContext.builder()
                .properties(Map.of("keepwell.db.url", database.jdbcUrl(), "keepwell.db.pool", 4))
                .banner(false)
                .start();
    }

    @Override
    public void close() {
        database.close();
    }
}
