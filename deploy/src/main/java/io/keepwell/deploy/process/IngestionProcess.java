package io.keepwell.deploy.process;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.IngestionService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ingestion service as a process of its own, which can be stopped or killed.
public final class IngestionProcess {
    private static final Pattern STARTED = Pattern.compile("event=started service=ingestion port=([0-9]+)");
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;

    private IngestionProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// How to run it.
    ///
    /// @param javaOptions for memory and the like
    /// @param environment settings of the service, such as `KEEPWELL_REFRESHER_ENABLED`
    public record Wishes(List<String> javaOptions, Map<String, String> environment) {
        public Wishes {
            javaOptions = List.copyOf(javaOptions);
            environment = Map.copyOf(environment);
        }
    }

    /// Begins to run it, on a free port of this machine.
    ///
    /// @param url of the database, as the service is to reach it
    /// @param log the file that it logs to
    /// @throws Failure where there is no Java to run it with
    public static IngestionProcess launch(DatabaseUrl url, Wishes wishes, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.timezone=UTC",
                // Its log tells where it listens, whatever a test's own log is to hold.
                "-Dlogback.configurationFile=logback.xml"));
        command.addAll(wishes.javaOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IngestionService.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(wishes.environment());
        builder.environment().put("KEEPWELL_DB_URL", url.text());
        builder.environment().put("KEEPWELL_GRPC_PORT", "0");
        builder.environment().put("KEEPWELL_GRPC_BIND", "127.0.0.1");
        try {
            return new IngestionProcess(builder.start(), log);
        } catch (IOException problem) {
            throw new Failure("The ingestion service can't be run: " + problem.getMessage(), problem);
        }
    }

    /// Waits until it serves.
    ///
    /// @param longest after which it is killed
    /// @return the port for partners; empty where it ended or was killed
    public Optional<Integer> awaitStart(Duration longest) {
        long giveUpAt = System.nanoTime() + longest.toNanos();
        try {
            while (System.nanoTime() < giveUpAt) {
                Matcher line = STARTED.matcher(log());
                if (line.find()) {
                    return Optional.of(Integer.valueOf(line.group(1)));
                }
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
            throw new Failure("Interrupted while the ingestion service was starting", interrupted);
        }
        kill();
        return Optional.empty();
    }

    /// What it logged so far.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException problem) {
            throw new UncheckedIOException("the service's log " + log + " can't be read", problem);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// Asks it to end, as an operator does by SIGTERM, and waits for it.
    ///
    /// @param longest after which it is killed
    /// @return whether it ended by itself
    public boolean stop(Duration longest) {
        process.destroy();
        boolean ended = await(longest);
        if (!ended) {
            kill();
        }
        return ended;
    }

    /// Ends it at once, as a crash does.
    public void kill() {
        process.destroyForcibly();
        var _ = await(LONGEST_END);
    }

    private boolean await(Duration longest) {
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
