package io.keepwell.ingestion.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.fact.EventKey;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Random bytes and random events, for `keepwell.fuzz.seconds` (15) from `keepwell.fuzz.seed` (1): the
/// server stays up, and what is stored is to the letter what was accepted.
final class FuzzTest {
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("keepwell.fuzz.seconds", 15));
    private static final long SEED = Long.getLong("keepwell.fuzz.seed", 1);
    private static final int BATCH = 60;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

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
        Partner writer = ingestion.platform().get(PartnerKeys.class).partner("fuzzer");
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

    /// Each field in turn says what only the other partner may know or have said.
    @Test
    void ids_of_another_partner_in_any_field_of_any_call_give_nothing_away() throws Exception {
        PartnerKeys keys = ingestion.platform().get(PartnerKeys.class);
        Partner victim = keys.partner("victim");
        Partner stranger = keys.partner("stranger");
        String key = ingestion.key(stranger, EnumSet.of(Scope.PUBLISH));
        Event told = Messages.answer("victims-event", "victims-account", "2026-03-05T12:00:00Z", 3, "victims-words");
        String token;
        try (PartnerClient client = ingestion.client(victim, Duration.ZERO)) {
            client.publish(List.of(told));
        }
        token = BareCalls.resumeToken(ingestion, ingestion.key(victim, EnumSet.of(Scope.PUBLISH)));
        List<String> before = rowsOf(victim);

        int calls = 0;
        Set<String> methods = new HashSet<>();
        for (MethodDescriptor method : BareCalls.ingestionMethods()) {
            for (String id : List.of("victims-event", "victims-account", "victim", token)) {
                for (Message message : withIdInEachField(method, id)) {
                    BareCalls.Answer answer = BareCalls.call(ingestion, method, key, message.toByteArray());
                    assertThat(answer.text())
                            .as(method.getName() + " with " + message)
                            .doesNotContain("victims-words")
                            .doesNotContain(id.equals("victims-event") ? "victims-account" : "victims-event");
                    methods.add(method.getName());
                    calls++;
                }
            }
        }

        assertThat(methods).hasSameSizeAs(BareCalls.ingestionMethods());
        assertThat(calls).isGreaterThan(60);
        assertThat(rowsOf(victim)).as("what the victim has told").isEqualTo(before);
        assertThat(ingestion
                        .platform()
                        .rows("select count(*) from account_alias a join account_alias b"
                                + " on a.account = b.account and a.partner_id = " + victim.id() + " and b.partner_id = "
                                + stranger.id()))
                .as("accounts that both name")
                .containsExactly("0");
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

    private static List<String> rowsOf(Partner partner) {
        return ingestion
                .platform()
                .rows("select hex(event_key), batch, content_hash, account, occurred_at, score, comment"
                        + " from fact_survey_answer where partner_id = " + partner.id());
    }

    // ---- messages with somebody else's ids

    private static List<Message> withIdInEachField(MethodDescriptor method, String id) {
        List<Message> all = new ArrayList<>();
        add(DynamicMessage.newBuilder(method.getInputType()), id, 0, all);
        return all;
    }

    /// One message for each text there is in it, however deep, which holds the id; and one with the id
    /// in all of them.
    private static void add(Message.Builder builder, String id, int depth, List<Message> all) {
        if (depth > 4) {
            return;
        }
        Message.Builder everywhere = builder.build().newBuilderForType();
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            List<Object> values = new ArrayList<>();
            switch (field.getJavaType()) {
                case STRING -> values.add(id);
                case BYTE_STRING -> values.add(ByteString.copyFrom(id, UTF_8));
                case MESSAGE -> {
                    List<Message> inner = new ArrayList<>();
                    add(builder.newBuilderForField(field), id, depth + 1, inner);
                    values.addAll(inner);
                }
                case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> {
                    // No place for an id.
                }
            }
            for (Object value : values) {
                Message.Builder one = builder.build().newBuilderForType();
                set(one, field, value);
                all.add(one.build());
                set(everywhere, field, value);
            }
        }
        all.add(everywhere.build());
    }

    private static void set(Message.Builder message, FieldDescriptor field, Object value) {
        if (field.isRepeated()) {
            message.addRepeatedField(field, value);
        } else {
            message.setField(field, value);
        }
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
            assertThat(client.publish(List.of(Messages.answer(id, "acme", "2026-03-05T12:00:00Z", 9, "")))
                            .getFirst()
                            .getDisposition())
                    .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
        }
    }
}
