package io.keepwell.deploy.run;

import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.suite.Eventually;
import io.keepwell.deploy.Keepwell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// All services on a fresh schema, with the command line that talks to them.
public final class TestServices implements AutoCloseable {
    private final TestDatabase database = TestDatabase.create();
    private final Path data;
    private final AllInOne services;

    private TestServices(String... more) throws IOException {
        this.data = Files.createTempDirectory("keepwell-services-");
        List<String> all = new ArrayList<>(
                List.of("--data", data.toString(), "--db", database.jdbcUrl(), "--ui-port", "0", "--grpc-port", "0"));
        all.addAll(Arrays.asList(more));
        ServicesOptions options = CommandLine.populateCommand(new ServicesOptions(), all.toArray(new String[0]));
        database.migrate();
        this.services = AllInOne.start(options, AllInOne.NEW_FIRM, _ -> Map.of());
    }

    /// @param options of `serve`, besides those about places and ports
    public static TestServices start(String... options) throws IOException {
        return new TestServices(options);
    }

    /// What a command said and how it ended.
    public record Said(int exitCode, String out, String err) {
        /// The lines of standard output.
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /// Runs a command against these services.
    public Said run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(1, "--data");
        all.add(2, data.toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Keepwell.run(all.toArray(new String[0]), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Said(exitCode, out.toString(), err.toString());
    }

    public AllInOne services() {
        return services;
    }

    public Path data() {
        return data;
    }

    /// Waits until everything that was answered is in the figures.
    public void awaitFigures() {
        RefreshStatus status = services.bean(RefreshStatus.class);
        Eventually.until("figures are up to date", Duration.ofMinutes(5), () -> status.waiting() == 0);
    }

    @Override
    public void close() {
        services.close();
        database.close();
    }
}
