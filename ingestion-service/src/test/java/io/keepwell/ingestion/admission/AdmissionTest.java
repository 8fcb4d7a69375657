package io.keepwell.ingestion.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.Batching;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A service that has room for 8 MiB of requests, and is sent more.
@UsesDatabase
@Slow
@RunsOnce("bytes under way before the database")
final class AdmissionTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";
    private static final int ROOM = 8 * 1024 * 1024;
    private static final int STREAMS = 24;
    private static final int EVENTS_OF_EACH = 150;
    /// What comes in of calls while they are being refused.
    private static final int SLACK = ROOM;

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @AutoClose
    private static final TestIngestion ingestion =
            TestIngestion.start(TestDatabase.create(), Map.of("keepwell.grpc.request-bytes", ROOM));

    @AutoClose
    private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AutoClose
    private static final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    private static final Admission admission = ingestion.platform().get(Admission.class);

    /// 24 streams with a batch of 3 MB each are 72 MB, and four unanswered ones of each would be 288.
    @Test
    void fat_streams_are_held_to_the_room_there_is_and_lose_nothing() throws Exception {
        AtomicLong highest = new AtomicLong();
        var watching = watch.scheduleAtFixedRate(
                () -> highest.accumulateAndGet(admission.held(), Math::max), 0, 100, TimeUnit.MICROSECONDS);
        List<CompletableFuture<Void>> publishing = new ArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        try (AutoCloseable _ = ingestion.holdAnswers()) {
            for (int i = 0; i < STREAMS; i++) {
                Partner partner = ingestion.platform().get(PartnerKeys.class).partner("fat-" + i);
                publishing.add(CompletableFuture.runAsync(() -> publish(partner, answered), threads));
            }
            Eventually.until("half of the room is used", () -> admission.held() >= ROOM / 2);
            Eventually.settled("bytes that were let in", Duration.ofSeconds(1), admission::held);
        }
        for (CompletableFuture<Void> each : publishing) {
            each.get(120, TimeUnit.SECONDS);
        }
        watching.cancel(false);

        assertThat(answered).hasValue(STREAMS * EVENTS_OF_EACH);
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer where comment like 'fat%'"))
                .containsExactly(Integer.toString(STREAMS * EVENTS_OF_EACH));
        assertThat(admission.mostHeld()).isEqualTo(3L * ROOM);
        assertThat(highest.get()).as("bytes that were held").isBetween((long) ROOM / 2, admission.mostHeld() + SLACK);
        awaitNothingHeld();
    }

    private static void publish(Partner partner, AtomicInteger answered) {
        try (PartnerClient client = ingestion.client(partner, Duration.ofSeconds(100));
                EventPublisher publisher =
                        client.publisher(new Batching(50, PartnerClient.MOST_BYTES, Duration.ofMillis(20)))) {
            for (int i = 0; i < EVENTS_OF_EACH; i++) {
                Event event = Messages.answer("e" + i, "acme", MARCH, 9, "fat" + "x".repeat(59_000));
                var _ = publisher.publish(event).thenAccept(answer -> count(answer, answered));
            }
            publisher.flush();
        }
    }

    private static void count(EventAnswer answer, AtomicInteger answered) {
        boolean isKept = answer.getDisposition() == Disposition.DISPOSITION_ACCEPTED
                || answer.getDisposition() == Disposition.DISPOSITION_DUPLICATE;
        answered.addAndGet(isKept ? 1 : 0);
    }

    @Test
    void call_that_finds_no_room_is_reported_when_to_come_again() throws Exception {
        List<CompletableFuture<String>> calls = new ArrayList<>();
        try (AutoCloseable _ = ingestion.holdAnswers()) {
            for (int i = 0; i < 10; i++) {
                Partner partner = ingestion.platform().get(PartnerKeys.class).partner("unary-" + i);
                calls.add(CompletableFuture.supplyAsync(() -> outcome(partner), threads));
            }
            Eventually.until("a call is answered", () -> calls.stream().anyMatch(CompletableFuture::isDone));
        }
        List<String> outcomes = new ArrayList<>();
        for (CompletableFuture<String> call : calls) {
            outcomes.add(call.get(60, TimeUnit.SECONDS));
        }

        assertThat(outcomes).contains("kept", "busy").hasSize(10);
        awaitNothingHeld();
    }

    /// 3 MB in one call that is made once.
    private static String outcome(Partner partner) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(Messages.answer("u" + i, "acme", MARCH, 9, "x".repeat(59_000)));
        }
        try (PartnerClient client = ingestion.client(partner, Duration.ZERO)) {
            client.publish(events);
            return "kept";
        } catch (StatusRuntimeException failure) {
            assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(TestIngestion.detail(failure, RetryInfo.class)).isPresent();
            return "busy";
        }
    }

    /// More of them than calls may be read at once, none of which ever says its request to the end.
    @Test
    void senders_that_stop_in_the_middle_of_a_request_hold_up_nobody() throws Exception {
        List<Socket> stopped = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                stopped.add(beginRequest(10));
            }
            Eventually.until("they have begun", () -> admission.held() > 0);
            Eventually.settled("bytes that have arrived", SOON, admission::held);
            assertKeptSoon("after-idle");
            // Nearly whole ones, more than may be arriving.
            for (int i = 0; i < 10; i++) {
                stopped.add(beginRequest(3_000_000));
            }
            Eventually.settled("bytes that have arrived", SOON, admission::held);
            assertThat(admission.held()).isLessThanOrEqualTo(admission.mostHeld() + SLACK);
            assertKeptSoon("after-fat");
        } finally {
            for (Socket socket : stopped) {
                socket.close();
            }
        }
        awaitNothingHeld();
    }

    private static void assertKeptSoon(String id) {
        long start = System.nanoTime();
        try (PartnerClient client = ingestion.client()) {
            assertThat(client.publish(List.of(Messages.answer(id, "acme", MARCH, 9, "")))
                            .getFirst()
                            .getDisposition())
                    .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    private static void awaitNothingHeld() {
        Eventually.until("no bytes are held any more", () -> admission.held() == 0);
    }

    /// Begins a call with a request of 4,000,000 bytes, and sends only so many of them.
    private static Socket beginRequest(int bytes) throws IOException {
        String target = ingestion.target();
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        Window window = new Window();
        Thread.ofVirtual().start(() -> readWindow(socket, window));
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(out, 4, 0, 0, new byte[0]);
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        header(headers, ":method", "POST");
        header(headers, ":scheme", "http");
        header(headers, ":path", "/keepwell.ingestion.v1.IngestionService/PublishEvents");
        header(headers, ":authority", "localhost");
        header(headers, "content-type", "application/grpc");
        header(headers, "te", "trailers");
        header(headers, "authorization", "Bearer " + ingestion.key());
        frame(out, 1, 4, 1, headers.toByteArray());
        frame(out, 0, 0, 1, new byte[] {0, 0, 0x3D, 0x09, 0});
        byte[] piece = new byte[10_000];
        try {
            for (int sent = 0; sent < bytes; sent += piece.length) {
                byte[] next = bytes < piece.length ? new byte[bytes] : piece;
                if (!window.take(next.length)) {
                    break;
                }
                frame(out, 0, 0, 1, next);
            }
            out.flush();
        } catch (IOException refused) {
            // The server has ended it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return socket;
    }

    /// What the server lets in, of the call and of the connection: as much as HTTP/2 begins with, and what it adds
    /// when it has read something.
    private static final class Window {
        private static final int FIRST = 65_535;

        private final Semaphore call = new Semaphore(FIRST - 5);
        private final Semaphore connection = new Semaphore(FIRST - 5);

        void add(int stream, int bytes) {
            (stream == 0 ? connection : call).release(bytes);
        }

        /// @return false where the server lets no more in
        boolean take(int bytes) throws InterruptedException {
            return call.tryAcquire(bytes, SOON.toMillis(), TimeUnit.MILLISECONDS)
                    && connection.tryAcquire(bytes, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void readWindow(Socket socket, Window window) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] content = in.readNBytes(length);
                if (type == 8) {
                    window.add(stream, ByteBuffer.wrap(content).getInt());
                } else if (type == 4 && flags == 0) {
                    ByteBuffer settings = ByteBuffer.wrap(content);
                    while (settings.hasRemaining()) {
                        short name = settings.getShort();
                        int value = settings.getInt();
                        if (name == 4) {
                            window.add(1, value - Window.FIRST);
                        }
                    }
                }
            }
        } catch (IOException closed) {
            // That is its end.
        }
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] content)
            throws IOException {
        out.writeByte(content.length >> 16);
        out.writeShort(content.length & 0xFFFF);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(content);
    }

    /// A literal one that nobody is to remember.
    private static void header(ByteArrayOutputStream headers, String name, String value) {
        headers.write(0);
        headers.write(name.length());
        headers.writeBytes(name.getBytes(US_ASCII));
        headers.write(value.length());
        headers.writeBytes(value.getBytes(US_ASCII));
    }
}
