package io.keepwell.deploy.bench;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.process.IngestionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ingestion service in a process of its own, as it is deployed, with 512 MB of heap.
final class ServiceProcess implements AutoCloseable {
    static final int HEAP_MEGABYTES = 512;

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final IngestionProcess process;
    private final int port;
    private final Path log;

    private ServiceProcess(IngestionProcess process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// @param refreshes whether this process also brings the figures up to date
    static ServiceProcess start(String databaseUrl, boolean refreshes) throws IOException {
        Path log = Files.createTempFile("keepwell-bench-service-", ".log");
        List<String> options = new ArrayList<>(
                List.of("-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx" + HEAP_MEGABYTES + "m"));
        String more = System.getenv("KEEPWELL_BENCH_SERVICE_OPTIONS");
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.strip().split(" +", -1)));
        }
        IngestionProcess process = IngestionProcess.launch(
                DatabaseUrl.parse(databaseUrl),
                new IngestionProcess.Wishes(options, Map.of("KEEPWELL_REFRESHER_ENABLED", Boolean.toString(refreshes))),
                log);
        int port = process.awaitStart(LONGEST_START)
                .orElseThrow(() -> new Failure("The ingestion service did not start: " + process.log()));
        return new ServiceProcess(process, port, log);
    }

    String target() {
        return "127.0.0.1:" + port;
    }

    ProcessHandle handle() {
        return process.handle();
    }

    /// What it logged so far.
    String log() {
        return process.log();
    }

    @Override
    public void close() {
        var _ = process.stop(LONGEST_STOP);
        try {
            Files.deleteIfExists(log);
        } catch (IOException problem) {
            throw new UncheckedIOException("the service's log " + log + " can't be removed", problem);
        }
    }
}
