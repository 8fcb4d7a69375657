package io.keepwell.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More than the service has memory for, against a service of its own that ends as soon as memory runs out.
@UsesDatabase
@Slow
@RunsOnce("the heap of a service")
final class OverloadTest {
    private static final int HEAP_MEGABYTES = 160;
    private static final int CALLERS = 80;
    /// Calls that are kept until it is enough, 120 MB; and on average each caller is put off once.
    private static final int ENOUGH_KEPT = 40;

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long PAUSE_MILLIS = 20;

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @TempDir
    private Path folder;

    /// 80 callers with 3 MB each are 240 MB as sent, and several times that once read.
    @Test
    void many_fat_calls_at_once_are_kept_or_put_off_and_never_exhaust_the_memory() throws Exception {
        int port = freePort();
        Process service = start(port);
        try {
            await(service, port);
            AtomicInteger kept = new AtomicInteger();
            AtomicInteger putOff = new AtomicInteger();
            String key = platform.get(PartnerKeys.class)
                    .issue(platform.partner(), EnumSet.allOf(Scope.class), Optional.empty());
            CountDownLatch over = new CountDownLatch(1);
            List<Callable<Void>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                List<Event> batch = fatBatch(caller);
                callers.add(() -> {
                    try (PartnerClient client = client(port, key, Duration.ZERO)) {
                        do {
                            publish(client, batch, kept, putOff);
                            if (kept.get() >= ENOUGH_KEPT && putOff.get() >= CALLERS) {
                                over.countDown();
                            }
                        } while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
                    }
                    return null;
                });
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var caller : threads.invokeAll(callers, LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    caller.get();
                }
            }
            assertThat(service.isAlive()).as(Files.readString(log())).isTrue();
            assertThat(kept).hasPositiveValue();
            assertThat(putOff).hasPositiveValue();
            try (PartnerClient client = client(port, key, Duration.ofSeconds(20))) {
                assertThat(client.publish(List.of(Messages.answer("after", "acme", "2026-03-05T12:00:00Z", 9, "")))
                                .getFirst()
                                .getDisposition())
                        .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
            }
        } finally {
            service.destroy();
            service.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static void publish(PartnerClient client, List<Event> batch, AtomicInteger kept, AtomicInteger putOff) {
        try {
            assertThat(client.publish(batch)).hasSameSizeAs(batch);
            kept.incrementAndGet();
        } catch (StatusRuntimeException failure) {
            assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(TestIngestion.rich(failure).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
            putOff.incrementAndGet();
        }
    }

    private static List<Event> fatBatch(int caller) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String id = "fat-" + caller + "-" + i;
            events.add(Messages.answer(id, "acme", "2026-03-05T12:00:00Z", 9, "x".repeat(60_000)));
        }
        return events;
    }

    private static PartnerClient client(int port, String key, Duration patience) {
        return PartnerClient.plaintext("127.0.0.1:" + port, key, patience);
    }

    private Process start(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Duser.timezone=UTC",
                        "-XX:+UseParallelGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.keepwell.ingestion.IngestionService")
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment()
                .putAll(Map.of(
                        "KEEPWELL_DB_URL",
                        platform.testDatabase().jdbcUrl(),
                        "KEEPWELL_GRPC_PORT",
                        Integer.toString(port),
                        "KEEPWELL_REFRESHER_ENABLED",
                        "false"));
        return builder.start();
    }

    private Path log() {
        return folder.resolve("service.log");
    }

    private void await(Process service, int port) {
        Eventually.until("the service listens", LONGEST, () -> {
            assertThat(service.isAlive()).as(Files.readString(log())).isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
