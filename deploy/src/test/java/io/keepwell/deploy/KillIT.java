package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The all-in-one process is killed in the middle of an import, as by a power cut.
@Slow
@UsesDatabase
class KillIT {
    private static final int LINES = 30_000;
    private static final int KILL_AFTER = 4_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String MAPPING = """
            events:
              - kind: subscription_change
                event_id: "{id}"
                account_id: "{account}"
                occurred_at: "2026-01-15"
                fields:
                  subscription_id: "{id}"
                  step: START
                  price: {amount: "{price}", currency_code: EUR}
                  interval: {count: 1, unit: MONTH}
            """;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set by the test
    private Process services;

    @AfterEach
    void stop() throws InterruptedException {
        if (services != null) {
            services.destroyForcibly();
            var _ = services.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void every_event_is_kept_once_when_the_process_is_killed_in_the_middle_of_an_import() throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        Path file = Files.writeString(folder.resolve("subscriptions.csv"), csv());
        int port = freePort();
        services = serve(port);

        CompletableFuture<String> importing =
                CompletableFuture.supplyAsync(() -> run("import", mapping.toString(), file.toString()));
        Eventually.until("the import is under way", LONGEST, () -> kept() > KILL_AFTER);
        services.destroyForcibly().waitFor();
        long keptAtKill = kept();
        services = serve(port);
        String interrupted = importing.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        String again = run("import", mapping.toString(), file.toString());
        Eventually.until("figures are up to date", LONGEST, () -> count("select count(*) from change_log") == 0);
        String doctor = run("doctor");

        assertThat(keptAtKill).as("it was killed in the middle").isBetween((long) KILL_AFTER, LINES - 1L);
        assertThat(interrupted).startsWith("0 ");
        assertThat(again).startsWith("0 ").contains("\"accepted\":0,\"duplicate\":" + LINES);
        assertThat(kept()).isEqualTo(LINES);
        assertThat(doctor).startsWith("0 ");
    }

    private static String csv() {
        StringBuilder csv = new StringBuilder("id,account,price\n");
        for (int i = 0; i < LINES; i++) {
            csv.append("s%d,a%d,%d.00%n".formatted(i, i % 1_000, 10 + i % 90));
        }
        return csv.toString();
    }

    private Process serve(int port) throws Exception {
        Path out = Files.createTempFile(folder, "serve", ".out");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Duser.timezone=UTC",
                        "-Dvaadin.productionMode=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.keepwell.deploy.Keepwell",
                        "serve",
                        "--data",
                        data().toString(),
                        "--db",
                        database.jdbcUrl(),
                        "--ui-port",
                        "0",
                        "--grpc-port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        Eventually.until("the services are ready", LONGEST, () -> {
            assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
            return Files.readString(out).contains("Ready.");
        });
        return process;
    }

    private Path data() {
        return folder.resolve("data");
    }

    /// @return the exit code and what the command said
    private String run(String command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[arguments.length + 4];
        all[0] = command;
        all[1] = "--json";
        all[2] = "--data";
        all[3] = data().toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        int exitCode = Keepwell.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
        return exitCode + " " + out + err;
    }

    private long kept() throws SQLException {
        return count("select count(*) from fact_subscription_change");
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
