package io.keepwell.deploy.bench;

import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The ingestion service in a process of its own, as it is deployed, with 512 MB of heap.
final class ServiceProcess implements AutoCloseable {
    static final int HEAP_MEGABYTES = 512;

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;

    private ServiceProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// @param refreshes whether this process also brings the figures up to date
    static ServiceProcess start(String databaseUrl, boolean refreshes) throws IOException, InterruptedException {
        int port = freePort();
        Path log = Files.createTempFile("keepwell-bench-service-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.timezone=UTC",
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + HEAP_MEGABYTES + "m"));
        String more = System.getenv("KEEPWELL_BENCH_SERVICE_OPTIONS");
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.strip().split(" +", -1)));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.keepwell.ingestion.IngestionService"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KEEPWELL_DB_URL",
                        databaseUrl,
                        "KEEPWELL_GRPC_PORT",
                        Integer.toString(port),
                        "KEEPWELL_REFRESHER_ENABLED",
                        Boolean.toString(refreshes)));
        ServiceProcess service = new ServiceProcess(builder.start(), port, log);
        service.awaitStart();
        return service;
    }

    private void awaitStart() throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                String said = log();
                close();
                throw new Failure("The ingestion service did not start: " + said);
            }
            Thread.sleep(50);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String target() {
        return "127.0.0.1:" + port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// What it logged so far.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException problem) {
            throw new UncheckedIOException("the service's log " + log + " can't be read", problem);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException problem) {
            throw new UncheckedIOException("the service's log " + log + " can't be removed", problem);
        }
    }
}
