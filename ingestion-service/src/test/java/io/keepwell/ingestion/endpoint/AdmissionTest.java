package io.keepwell.ingestion.endpoint;

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
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A service that has room for 8 MiB of requests, and is sent more.
@UsesDatabase
final class AdmissionTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";
    private static final int ROOM = 8 * 1024 * 1024;
    private static final int STREAMS = 24;
    private static final int EVENTS_OF_EACH = 150;
    /// What comes in of calls while they are being refused.
    private static final int SLACK = ROOM;

    @AutoClose
    private static final TestIngestion ingestion =
            TestIngestion.start(TestDatabase.create(), Map.of("keepwell.grpc.request-bytes", ROOM));

    @AutoClose
    private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private static final Admission admission = ingestion.platform().get(Admission.class);

    /// 24 streams with a batch of 3 MB each are 72 MB, and four unanswered ones of each would be 288.
    @Test
    void fat_streams_are_held_to_the_room_there_is_and_lose_nothing() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong highest = new AtomicLong();
        CompletableFuture<Void> watching = CompletableFuture.runAsync(() -> watch(over, highest), threads);
        List<CompletableFuture<Void>> publishing = new ArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        try (AutoCloseable _ = ingestion.holdAnswers()) {
            for (int i = 0; i < STREAMS; i++) {
                Partner partner = ingestion.platform().get(PartnerKeys.class).partner("fat-" + i);
                publishing.add(CompletableFuture.runAsync(() -> publish(partner, answered), threads));
            }
            Thread.sleep(4_000);
        }
        for (CompletableFuture<Void> each : publishing) {
            each.get(120, TimeUnit.SECONDS);
        }
        over.set(true);
        watching.get(10, TimeUnit.SECONDS);

        assertThat(answered).hasValue(STREAMS * EVENTS_OF_EACH);
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer where comment like 'fat%'"))
                .containsExactly(Integer.toString(STREAMS * EVENTS_OF_EACH));
        assertThat(admission.mostHeld()).isEqualTo(3L * ROOM);
        assertThat(highest.get()).as("bytes that were held").isBetween((long) ROOM / 2, admission.mostHeld() + SLACK);
        awaitNothingHeld();
    }

    private static void watch(AtomicBoolean over, AtomicLong highest) {
        while (!over.get()) {
            highest.accumulateAndGet(admission.held(), Math::max);
            LockSupport.parkNanos(100_000);
        }
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
    void call_that_finds_no_room_is_told_when_to_come_again() throws Exception {
        List<CompletableFuture<String>> calls = new ArrayList<>();
        try (AutoCloseable _ = ingestion.holdAnswers()) {
            for (int i = 0; i < 10; i++) {
                Partner partner = ingestion.platform().get(PartnerKeys.class).partner("unary-" + i);
                calls.add(CompletableFuture.supplyAsync(() -> outcome(partner), threads));
            }
            Thread.sleep(7_000);
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
            Thread.sleep(500);
            assertKeptSoon("after-idle");
            // Nearly whole ones, more than may be arriving.
            for (int i = 0; i < 10; i++) {
                stopped.add(beginRequest(3_000_000));
            }
            Thread.sleep(500);
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
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static void awaitNothingHeld() throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (admission.held() != 0) {
            assertThat(System.nanoTime())
                    .as(admission.held() + " bytes are held")
                    .isLessThan(giveUpAt);
            Thread.sleep(50);
        }
    }

    /// Begins a call with a request of 4,000,000 bytes, and sends only so many of them.
    private static Socket beginRequest(int bytes) throws IOException {
        String target = ingestion.target();
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> discard(socket));
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
                frame(out, 0, 0, 1, bytes < piece.length ? new byte[bytes] : piece);
                if (sent > 0 && sent % 50_000 == 0) {
                    // The server lets more in when it has read this.
                    Thread.sleep(3);
                }
            }
            out.flush();
        } catch (IOException refused) {
            // The server has ended it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return socket;
    }

    private static void discard(Socket socket) {
        try {
            var _ = socket.getInputStream().readAllBytes();
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
