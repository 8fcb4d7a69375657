package io.keepwell.ingestion.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.query.v1.MetricQueryServiceOuterClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever comes in by any call, the server stays up, keeps nothing but what was sent, and tells nobody
/// about another partner. Random, from a fixed seed.
final class HostileMessagesTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";
    private static final String SECRET = "sesame-7f3a";
    private static final int ROUNDS = 150;
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\t",
            "a\nb",
            "a\\nb",
            "\\",
            "\\N",
            "\0",
            "'",
            "\"",
            "`",
            "'; drop table partner; --",
            "\" or 1=1",
            "%",
            "_",
            "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDE80",
            "\u202Eright to left",
            "\u05E9\u05DC\u05D5\u05DD",
            "\u0000\u0001\u007F\u0085",
            "e\u0301",
            "\uFEFFmark",
            "\uFFFD",
            "x".repeat(70_000),
            "\uD83D\uDE00".repeat(128),
            SECRET,
            "acme",
            "EUR",
            "2026-03-05",
            "1.00",
            "-1",
            "1e400",
            "NaN",
            "99999999999999999999999999");

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    private static final Partner stranger =
            ingestion.platform().get(PartnerKeys.class).partner("stranger");
    private static final String strangersKey = ingestion.key(stranger, EnumSet.allOf(Scope.class));

    /// What the platform's own partner has told, and nobody else may see.
    @BeforeAll
    static void tell() {
        try (PartnerClient client = ingestion.client()) {
            client.publish(List.of(
                    Messages.answer(SECRET, SECRET, MARCH, 9, SECRET + "-comment"),
                    Messages.owner(SECRET, SECRET, MARCH, SECRET + "-name", SECRET + "-owner")));
        }
    }

    private static List<MethodDescriptor> allMethods() {
        return Stream.concat(
                        BareCalls.ingestionMethods().stream(),
                        MetricQueryServiceOuterClass.getDescriptor().getServices().getFirst().getMethods().stream())
                .toList();
    }

    @Test
    void random_bytes_are_answered_with_an_error_of_the_contract() throws Exception {
        Random random = new Random(1);
        for (MethodDescriptor method : allMethods()) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                assertExpected(BareCalls.call(ingestion, method, strangersKey, bytes));
            }
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = message(method, random).toByteArray();
                if (bytes.length > 0) {
                    // A valid message with one byte changed, and cut off somewhere.
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                    bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
                }
                assertExpected(BareCalls.call(ingestion, method, strangersKey, bytes));
            }
        }
        assertServing();
    }

    @Test
    void random_valid_messages_tell_nothing_of_another_partner() throws Exception {
        Random random = new Random(2);
        for (MethodDescriptor method : BareCalls.ingestionMethods()) {
            for (int round = 0; round < ROUNDS; round++) {
                Message message = message(method, random);
                BareCalls.Answer answer = BareCalls.call(ingestion, method, strangersKey, message.toByteArray());
                assertExpected(answer);
                if (!message.toString().contains(SECRET)) {
                    assertThat(answer.text()).doesNotContain(SECRET);
                }
                assertThat(answer.text()).doesNotContain(SECRET + "-");
            }
        }
        assertServing();
        assertThat(ingestion
                        .platform()
                        .rows("select count(*) from fact_survey_answer where comment = '" + SECRET
                                + "-comment' and partner_id = "
                                + ingestion.platform().partner().id()))
                .as("what the other partner has told is as it was")
                .containsExactly("1");
    }

    @Test
    void ids_of_another_partner_mean_nothing_in_any_field() {
        Event theirs = Messages.answer(SECRET, SECRET, MARCH, 1, "guess");
        try (PartnerClient client = ingestion.client(stranger, Duration.ZERO)) {
            assertThat(client.validate(List.of(theirs)).getFirst().getDisposition())
                    .as("neither a duplicate nor a conflict")
                    .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
            assertThat(client.publish(List.of(theirs)).getFirst().getDisposition())
                    .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
            assertThat(client.reconcile(LocalDate.parse("2026-03-05"), LocalDate.parse("2026-03-06"))
                            .getDaysList())
                    .noneMatch(day -> day.getKind().equals("account_profile") && day.getKept() > 0);
        }
        assertThat(ingestion
                        .platform()
                        .rows("select count(distinct account) from account_alias where alias = '"
                                + SECRET + "' and partner_id in ("
                                + ingestion.platform().partner().id() + ", " + stranger.id() + ")"))
                .as("one name, two partners, two accounts")
                .containsExactly("2");
        assertThat(ingestion
                        .platform()
                        .rows("select score, comment from fact_survey_answer where partner_id = "
                                + ingestion.platform().partner().id()))
                .containsExactly("9 " + SECRET + "-comment");
    }

    /// What is accepted is stored to the letter; what isn't, not at all.
    @Test
    void hostile_text_is_kept_as_it_was_sent_or_not_at_all() {
        Partner writer = ingestion.platform().get(PartnerKeys.class).partner("writer");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            events.add(Messages.answer("text-" + i, "acme", MARCH, 9, HOSTILE.get(i)));
            events.add(Messages.answer("id-" + HOSTILE.get(i), "acme", MARCH, 9, ""));
            events.add(Messages.answer("account-" + i, HOSTILE.get(i), MARCH, 9, ""));
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
        assertThat(sent).hasSizeGreaterThan(HOSTILE.size());
        assertThat(ingestion
                        .platform()
                        .rows("select lower(hex(a.alias)), lower(hex(f.comment)) from fact_survey_answer f"
                                + " join account_alias a on a.account = f.account and a.partner_id = f.partner_id"
                                + " where f.partner_id = " + writer.id()))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    // ---- random messages

    private static Message message(MethodDescriptor method, Random random) {
        return message(DynamicMessage.newBuilder(method.getInputType()), random, 0);
    }

    private static Message message(Message.Builder message, Random random, int depth) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (depth > 5 || random.nextInt(4) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, value(message, field, random, depth));
                }
            } else {
                message.setField(field, value(message, field, random, depth));
            }
        }
        return message.build();
    }

    private static Object value(Message.Builder message, FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case MESSAGE -> message(message.newBuilderForField(field), random, depth + 1);
            case STRING -> HOSTILE.get(random.nextInt(HOSTILE.size()));
            case BYTE_STRING -> ByteString.copyFromUtf8(HOSTILE.get(random.nextInt(HOSTILE.size())));
            case BOOLEAN -> random.nextBoolean();
            case INT -> number(random).intValue();
            case LONG -> number(random).longValue();
            case FLOAT -> number(random).floatValue();
            case DOUBLE -> number(random).doubleValue();
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
        };
    }

    private static Number number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextInt(12);
            case 2 -> 2026;
            case 3 -> random.nextLong();
            default -> 1_772_000_000L;
        };
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

    private static void assertServing() {
        assertThat(HealthGrpc.newBlockingStub(ingestion.channel())
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()
                        .name())
                .isEqualTo("SERVING");
    }
}
