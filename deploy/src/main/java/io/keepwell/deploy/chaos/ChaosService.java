package io.keepwell.deploy.chaos;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.process.IngestionProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ingestion service under chaos: started again and again. Only `close` may be called while another
/// thread is here.
final class ChaosService implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    /// Streams and calls under way have ten seconds.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final IngestionProcess.Wishes WISHES = new IngestionProcess.Wishes(
            List.of(
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    // It lives for seconds: what counts is how soon it is back.
                    "-XX:TieredStopAtLevel=1"),
            Map.of());

    private final Path folder;
    private final DatabaseUrl url;
    private volatile Optional<IngestionProcess> process = Optional.empty();
    private volatile boolean up;
    private volatile boolean closed;
    private int starts;
    private int crashes;
    private int lateStops;

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
            starts++;
            IngestionProcess started = IngestionProcess.launch(url, WISHES, log());
            process = Optional.of(started);
            Optional<Integer> port = started.awaitStart(Duration.ofNanos(giveUpAt - System.nanoTime()));
            if (port.isPresent()) {
                up = true;
                return port.get();
            }
        }
        throw new Failure("The ingestion service did not start: see " + log());
    }

    private Path log() {
        return folder.resolve("service-" + starts + ".log");
    }

    /// Asks it to end, and waits until it has answered what it took.
    void stop() {
        noteCrash();
        up = false;
        boolean inTime = process.map(running -> running.stop(LONGEST_STOP)).orElse(true);
        lateStops += inTime ? 0 : 1;
    }

    /// Ends its process at once, as a crash does.
    void kill() {
        noteCrash();
        up = false;
        process.ifPresent(IngestionProcess::kill);
    }

    /// How often it was found to have ended by itself after it had started.
    int crashes() {
        noteCrash();
        return crashes;
    }

    /// How often it didn't end in time when it was asked to.
    int lateStops() {
        return lateStops;
    }

    private void noteCrash() {
        if (up && process.filter(IngestionProcess::isAlive).isEmpty()) {
            crashes++;
            up = false;
        }
    }

    @Override
    public void close() {
        closed = true;
        kill();
    }
}
