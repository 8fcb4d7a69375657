package io.keepwell.ingestion.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.admission.StrictRequests;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever comes in, the server stays up, answers as the contract says, and stores to the letter what
/// it accepted and nothing else. Random, for `keepwell.fuzz.seconds` (15) from `keepwell.fuzz.seed` (1).
/// What partners see of each other is the matter of IsolationTest.
@UsesDatabase
@Slow
final class FuzzTest {
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("keepwell.fuzz.seconds", 15));
    private static final long SEED = Long.getLong("keepwell.fuzz.seed", 1);
    private static final int BATCH = 60;
    private static final int ROUNDS = Integer.getInteger("keepwell.fuzz.rounds", 150);
    private static final String MARCH = "2026-03-05T12:00:00Z";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    private static final PartnerKeys keys = ingestion.platform().get(PartnerKeys.class);
    private static final List<EveryCall> calls = EveryCall.of(ingestion);

    /// Would write a stack trace for each of thousands of broken connections.
    private static final Logger TRANSPORT = Logger.getLogger("io.grpc.netty");

    @BeforeAll
    static void quietTransport() {
        TRANSPORT.setLevel(Level.WARNING);
    }

    @Test
    void bytes_that_are_no_http_do_not_disturb_others() throws Exception {
        Random random = new Random(SEED);
        long until = System.nanoTime() + LENGTH.toNanos() / 5;
        for (int round = 0; round == 0 || System.nanoTime() < until; round++) {
            byte[] bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            send(
                    switch (round % 4) {
                        case 0 -> bytes;
                        case 1 -> joined(PREFACE.getBytes(US_ASCII), bytes);
                        case 2 -> joined(PREFACE.getBytes(US_ASCII), frames(random));
                        default -> "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
                    });
        }

        assertServes("after-bytes");
    }

    @Test
    void what_is_stored_is_what_was_accepted_field_by_field() throws Exception {
        Partner writer = keys.partner("fuzzer");
        RandomMessages messages = new RandomMessages(new Random(SEED));
        Map<String, Map<EventKey, Event>> accepted = new HashMap<>();
        int number = 0;
        long until = System.nanoTime() + LENGTH.toNanos() / 2;
        try (PartnerClient client = ingestion.client(writer, Duration.ZERO)) {
            do {
                List<Event> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    FieldDescriptor kind = RandomMessages.kinds()
                            .get(number % RandomMessages.kinds().size());
                    batch.add(messages.event("fuzz-" + number++, kind));
                }
                List<EventAnswer> answers = client.publish(batch);
                for (int i = 0; i < BATCH; i++) {
                    Disposition disposition = answers.get(i).getDisposition();
                    assertThat(answers.get(i).getEventId())
                            .isEqualTo(batch.get(i).getEventId());
                    if (disposition != Disposition.DISPOSITION_REJECTED) {
                        accepted.computeIfAbsent(kind(batch.get(i)).getName(), _ -> new HashMap<>())
                                .put(EventKey.of(batch.get(i).getEventId()), batch.get(i));
                    }
                }
            } while (System.nanoTime() < until);
        }

        assertThat(accepted)
                .as("kinds of which some were accepted")
                .hasSizeGreaterThan(RandomMessages.kinds().size() / 2);
        int compared = 0;
        for (FieldDescriptor kind : RandomMessages.kinds()) {
            compared += assertStored(writer, kind.getName(), accepted.getOrDefault(kind.getName(), Map.of()));
        }
        assertThat(compared).as("fields that were compared").isGreaterThan(number / 2);
        assertServes("after-messages");
    }

    @Test
    void random_bytes_in_any_call_are_answered_with_an_error_of_the_contract() throws Exception {
        Random random = new Random(SEED);
        RandomMessages messages = new RandomMessages(random);
        String key = ingestion.key(keys.partner("bytes"), EnumSet.allOf(Scope.class));
        for (EveryCall call : calls) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                assertExpected(BareCalls.call(ingestion, call.method(), key, bytes));
            }
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = messages.anything(
                                DynamicMessage.newBuilder(call.method().getInputType()))
                        .toByteArray();
                if (bytes.length > 0) {
                    // A valid message with one byte changed, and cut off somewhere.
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                    bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
                }
                assertExpected(BareCalls.call(ingestion, call.method(), key, bytes));
            }
        }
        assertServes("after-random-bytes");
    }

    @Test
    void random_messages_in_any_call_are_answered_with_an_error_of_the_contract() throws Exception {
        RandomMessages messages = new RandomMessages(new Random(SEED));
        String key = ingestion.key(keys.partner("messages"), EnumSet.allOf(Scope.class));
        for (EveryCall call : calls) {
            for (int round = 0; round < ROUNDS; round++) {
                Message message = messages.anything(
                        DynamicMessage.newBuilder(call.method().getInputType()));
                assertExpected(call.ask(ingestion, key, List.of(message)));
            }
        }
        assertServes("after-random-messages");
    }

    /// Otherwise valid, so that the text gets as far as it can.
    @Test
    void hostile_texts_in_any_field_of_any_call_are_answered_with_an_error_of_the_contract() throws Exception {
        String key = ingestion.key(keys.partner("texts"), EnumSet.allOf(Scope.class));
        int answered = 0;
        for (EveryCall call : calls) {
            for (int i = 0; i < RandomMessages.HOSTILE.size(); i++) {
                String text = RandomMessages.HOSTILE.get(i);
                for (List<Message> requests : call.withTexts(_ -> text, "own-" + i + "-")) {
                    // Larger messages never reach the service.
                    if (requests.getLast().getSerializedSize() <= StrictRequests.MOST_BYTES) {
                        assertExpected(call.ask(ingestion, key, requests));
                        answered++;
                    }
                }
            }
        }
        assertThat(answered).isGreaterThan(1_000);
        assertServes("after-hostile-texts");
    }

    /// What is accepted is stored to the letter; what isn't, not at all.
    @Test
    void hostile_text_is_kept_as_it_was_sent_or_not_at_all() {
        Partner writer = keys.partner("writer");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < RandomMessages.HOSTILE.size(); i++) {
            String text = RandomMessages.HOSTILE.get(i);
            events.add(Messages.answer("text-" + i, "acme", MARCH, 9, text));
            events.add(Messages.answer("id-" + text, "acme", MARCH, 9, ""));
            events.add(Messages.answer("account-" + i, text, MARCH, 9, ""));
        }
        List<EventAnswer> answers;
        try (PartnerClient client = ingestion.client(writer, Duration.ZERO)) {
            answers = client.publish(events);
            assertThat(client.publish(events))
                    .as("each is recognised again")
                    .extracting(EventAnswer::getDisposition)
                    .doesNotContain(Disposition.DISPOSITION_ACCEPTED);
        }
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (answers.get(i).getDisposition() == Disposition.DISPOSITION_ACCEPTED) {
                Event event = events.get(i);
                sent.add(hex(event.getAccountId()) + " "
                        + hex(event.getSurveyAnswer().getComment()));
            }
        }
        assertThat(sent).hasSizeGreaterThan(RandomMessages.HOSTILE.size());
        assertThat(ingestion
                        .platform()
                        .rows(
                                "select lower(hex(coalesce(a.alias, ''))), lower(hex(f.comment)) from fact_survey_answer f"
                                        + " left join account_alias a on a.account = f.account and a.partner_id = f.partner_id"
                                        + " where f.partner_id = " + writer.id()))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static void assertExpected(BareCalls.Answer answer) {
        if (answer.status().isOk()) {
            return;
        }
        StatusRuntimeException failure = answer.status().asRuntimeException(answer.trailers());
        assertThat(answer.status().getCode())
                .as(failure.toString())
                .isIn(Set.of(Status.Code.INVALID_ARGUMENT, Status.Code.RESOURCE_EXHAUSTED));
        assertThat(TestIngestion.reason(failure)).isNotEqualTo("INTERNAL");
    }

    // ---- what is stored

    private static FieldDescriptor kind(Event event) {
        return event.getOneofFieldDescriptor(Event.getDescriptor().getOneofs().getFirst());
    }

    /// @return how many fields were compared
    private static int assertStored(Partner partner, String kind, Map<EventKey, Event> expected) throws SQLException {
        String sql = "select f.*, a.alias from fact_" + kind + " f left join account_alias a"
                + " on a.partner_id = f.partner_id and a.account = f.account where f.partner_id = ?";
        int compared = 0;
        Set<EventKey> seen = new HashSet<>();
        try (Connection connection =
                        ingestion.platform().testDatabase().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, partner.id());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    EventKey key = EventKey.ofBytes(row.getBytes("event_key"));
                    assertThat(expected).as("events that were accepted").containsKey(key);
                    assertThat(seen.add(key)).isTrue();
                    Event event = Objects.requireNonNull(expected.get(key));
                    compared += assertRow(row, kind, event);
                }
            }
        }
        assertThat(seen).isEqualTo(expected.keySet());
        return compared;
    }

    private static int assertRow(ResultSet row, String kind, Event event) throws SQLException {
        assertThat(row.getString("alias")).isEqualTo(event.getAccountId());
        Timestamp at = event.getOccurredAt();
        assertThat(row.getTimestamp("occurred_at").toInstant())
                .isEqualTo(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()));
        Set<String> columns = new HashSet<>();
        ResultSetMetaData data = row.getMetaData();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(data.getColumnName(i));
        }
        int compared = 0;
        Message payload = (Message) event.getField(kind(event));
        for (FieldDescriptor field : payload.getDescriptorForType().getFields()) {
            if (!field.isRepeated() && assertField(row, columns, kind, payload, field)) {
                compared++;
            }
        }
        return compared;
    }

    /// @return whether there is a column of the field's name that holds it plainly
    private static boolean assertField(
            ResultSet row, Set<String> columns, String kind, Message payload, FieldDescriptor field)
            throws SQLException {
        String name = field.getName();
        Object value = payload.getField(field);
        String what = kind + "." + name;
        if (value instanceof Money money && payload.hasField(field) && columns.contains(name + "_micros")) {
            assertThat(row.getLong(name + "_micros"))
                    .as(what)
                    .isEqualTo(
                            new BigDecimal(money.getAmount()).movePointRight(6).longValueExact());
            String currency = columns.contains(name + "_currency") ? name + "_currency" : "currency";
            assertThat(row.getString(currency)).as(what).isEqualTo(money.getCurrencyCode());
            return true;
        }
        if (!columns.contains(name)) {
            return false;
        }
        switch (value) {
            case String text ->
                // One line has no white space around it; a text of several lines is kept to the letter.
                assertThat(row.getString(name)).as(what).isIn(text, text.strip());
            // Where nothing is said, something else may hold, such as a quantity of one.
            case Integer number
            when number != 0 -> assertThat(row.getInt(name)).as(what).isEqualTo(number);
            case Long number
            when number != 0 -> assertThat(row.getLong(name)).as(what).isEqualTo(number);
            case Date date
            when payload.hasField(field) ->
                assertThat(row.getDate(name).toLocalDate())
                        .as(what)
                        .isEqualTo(LocalDate.of(date.getYear(), date.getMonth(), date.getDay()));
            default -> {
                return false;
            }
        }
        return true;
    }

    // ---- bytes

    private static void send(byte[] bytes) {
        int port =
                Integer.parseInt(ingestion.target().substring(ingestion.target().lastIndexOf(':') + 1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(50);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            var _ = socket.getInputStream().readNBytes(100);
        } catch (IOException refused) {
            // The server may end the connection whenever it likes.
        }
    }

    /// Frames with a right length and random types, flags, streams and contents.
    private static byte[] frames(Random random) {
        byte[] all = {};
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            byte[] content = new byte[random.nextInt(200)];
            random.nextBytes(content);
            byte[] head = {
                0,
                (byte) (content.length >> 8),
                (byte) content.length,
                (byte) random.nextInt(12),
                (byte) random.nextInt(),
                0,
                0,
                0,
                (byte) random.nextInt(6)
            };
            all = joined(all, joined(head, content));
        }
        return all;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void assertServes(String id) {
        assertThat(HealthGrpc.newBlockingStub(ingestion.channel())
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()
                        .name())
                .isEqualTo("SERVING");
        try (PartnerClient client = ingestion.client()) {
            assertThat(client.publish(List.of(Messages.answer(id, "acme", MARCH, 9, "")))
                            .getFirst()
                            .getDisposition())
                    .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
        }
    }
}
