package io.keepwell.deploy.chaos;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.IngestionService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ingestion service as a process of its own, which can be killed. Only `close` may be called while
/// another thread is here.
final class ChaosService implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Pattern STARTED = Pattern.compile("event=started service=ingestion port=([0-9]+)");

    private final Path folder;
    private final DatabaseUrl url;
    private volatile Optional<Process> process = Optional.empty();
    private volatile boolean up;
    private volatile boolean closed;
    private int starts;
    private int crashes;

    /// @param folder for what it logs
    /// @param url of the database, as the service is to reach it
    ChaosService(Path folder, DatabaseUrl url) {
        this.folder = folder;
        this.url = url;
    }

    /// Starts it, again and again while the database isn't there yet, and waits until it serves.
    ///
    /// @return the port for partners
    int start() {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (!closed && System.nanoTime() < giveUpAt) {
            Optional<Integer> port = startOnce(giveUpAt);
            if (port.isPresent()) {
                return port.get();
            }
        }
        throw new Failure("The ingestion service did not start: see " + log());
    }

    /// Ends its process at once, as a crash does.
    void kill() {
        noteCrash();
        up = false;
        process.ifPresent(ChaosService::end);
    }

    /// How often it was found to have ended by itself after it had started.
    int crashes() {
        noteCrash();
        return crashes;
    }

    private void noteCrash() {
        if (up && process.filter(Process::isAlive).isEmpty()) {
            crashes++;
            up = false;
        }
    }

    private Optional<Integer> startOnce(long giveUpAt) {
        starts++;
        Path log = log();
        Process started = launch(log);
        process = Optional.of(started);
        try {
            while (System.nanoTime() < giveUpAt) {
                Matcher line = STARTED.matcher(Files.readString(log));
                if (line.find()) {
                    up = true;
                    return Optional.of(Integer.valueOf(line.group(1)));
                }
                if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            }
        } catch (IOException problem) {
            end(started);
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(started);
            throw new Failure("Interrupted while the ingestion service was starting", interrupted);
        }
        end(started);
        return Optional.empty();
    }

    private Path log() {
        return folder.resolve("service-" + starts + ".log");
    }

    private Process launch(Path log) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        // It lives for seconds: what counts is how soon it is back.
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=UTC",
                        // Its log tells where it listens, whatever a test's own log is to hold.
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestionService.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("KEEPWELL_DB_URL", url.text());
        builder.environment().put("KEEPWELL_GRPC_PORT", "0");
        builder.environment().put("KEEPWELL_GRPC_BIND", "127.0.0.1");
        try {
            return builder.start();
        } catch (IOException problem) {
            throw new Failure("The ingestion service can't be run: " + problem.getMessage(), problem);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            var _ = process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        kill();
    }
}
