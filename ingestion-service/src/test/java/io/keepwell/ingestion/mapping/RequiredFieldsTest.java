package io.keepwell.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.contract.v1.Beside;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.ProblemReason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the contract calls required, taken from its descriptor: a new field that is marked there is tried here by
/// itself.
final class RequiredFieldsTest {
    private static final EventMapper MAPPER =
            new EventMapper(Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC));

    /// A field to be taken out of a sample.
    ///
    /// @param path as the rejection names it
    record Cleared(String path, Event event) {
        @Override
        public String toString() {
            return path;
        }
    }

    private static Event sample(FieldDescriptor payload) {
        return new EventKind(payload).sample();
    }

    static List<FieldDescriptor> payloads() {
        return Event.getDescriptor().getOneofs().getFirst().getFields();
    }

    static Stream<Cleared> cleared() {
        return payloads().stream().flatMap(payload -> {
            List<Cleared> all = new ArrayList<>();
            Event.Builder event = sample(payload).toBuilder();
            addCleared(event, event, "", all);
            return all.stream();
        });
    }

    /// Takes out of the event, one after the other, what is required of a message inside of it.
    private static void addCleared(Event.Builder event, Message.Builder inside, String path, List<Cleared> all) {
        for (FieldDescriptor field : inside.getDescriptorForType().getFields()) {
            if (required(field, inside)) {
                assertThat(RequiredFields.isGiven(inside.build(), field))
                        .as("the sample has " + path + field.getName())
                        .isTrue();
                Object value = inside.getField(field);
                inside.clearField(field);
                all.add(new Cleared(path + field.getName(), event.build()));
                inside.setField(field, value);
            }
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = 0; i < inside.getRepeatedFieldCount(field); i++) {
                    addCleared(
                            event,
                            inside.getRepeatedFieldBuilder(field, i),
                            path + field.getName() + "[" + i + "].",
                            all);
                }
            } else if (inside.hasField(field)) {
                addCleared(event, inside.getFieldBuilder(field), path + field.getName() + ".", all);
            }
        }
    }

    private static boolean required(FieldDescriptor field, Message.Builder message) {
        return RequiredFields.isRequired(field)
                || RequiredFields.requiredBeside(field)
                        .filter(beside -> isBeside(beside, field, message))
                        .isPresent();
    }

    private static boolean isBeside(Beside beside, FieldDescriptor field, Message.Builder message) {
        FieldDescriptor choosing =
                Objects.requireNonNull(field.getContainingType().findFieldByName(beside.getField()));
        return beside.getValuesList().contains(message.getField(choosing).toString());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void sample_of_every_kind_is_accepted(FieldDescriptor payload) {
        assertThat(MAPPER.map(sample(payload))).isInstanceOf(FactMapping.Mapped.class);
    }

    @ParameterizedTest
    @MethodSource("cleared")
    void event_without_a_required_field_is_rejected_by_the_path_of_that_field(Cleared cleared) {
        Problem problem = rejected(cleared.event());

        assertThat(problem.field()).isEqualTo(cleared.path());
        assertThat(problem.reason()).isEqualTo(ProblemReason.PROBLEM_REASON_REQUIRED);
        assertThat(problem.message()).startsWith("This field is required").endsWith(".");
    }

    /// A sample that lacked a message would hide what is required in it.
    @Test
    void every_required_field_of_every_kind_is_tried() {
        Set<String> tried = new HashSet<>();
        cleared().forEach(each -> tried.add(each.path().replaceAll("\\[[0-9]+]", "")));
        List<String> required = new ArrayList<>();
        addRequired(Event.getDescriptor(), "", required);

        assertThat(tried).containsAll(required);
        assertThat(required).hasSizeGreaterThan(60).contains("survey_answer.score", "survey_answer.scale_low");
    }

    /// But for days that only another step has, which are required in themselves in other places.
    private static void addRequired(Descriptor type, String path, List<String> required) {
        for (FieldDescriptor field : type.getFields()) {
            if (RequiredFields.isRequired(field)
                    || RequiredFields.requiredBeside(field).isPresent()) {
                required.add(path + field.getName());
            }
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && !field.getName().equals("ends_on")) {
                addRequired(field.getMessageType(), path + field.getName() + ".", required);
            }
        }
    }

    @Test
    void account_is_required_unless_the_payload_says_otherwise_and_the_message_says_where_not() {
        List<String> without = new ArrayList<>();
        for (FieldDescriptor payload : payloads()) {
            Event event = sample(payload).toBuilder().clearAccountId().build();
            if (RequiredFields.accountRule(payload) == AccountRule.ACCOUNT_RULE_UNSPECIFIED) {
                Problem problem = rejected(event);
                assertThat(problem.field()).isEqualTo("account_id");
                assertThat(problem.reason()).isEqualTo(ProblemReason.PROBLEM_REASON_REQUIRED);
                assertThat(problem.message())
                        .endsWith(
                                "may come without: cost, exchange_rate, retraction, survey_answer, survey_dismissal.");
            } else {
                assertThat(MAPPER.map(event)).isInstanceOf(FactMapping.Mapped.class);
                without.add(payload.getName());
            }
        }
        assertThat(without)
                .containsExactlyInAnyOrder("survey_answer", "survey_dismissal", "cost", "exchange_rate", "retraction");
    }

    @Test
    void zero_that_was_sent_is_there_and_zero_that_was_not_sent_is_missing() {
        FieldDescriptor answers = Objects.requireNonNull(Event.getDescriptor().findFieldByName("survey_answer"));
        Event.Builder event = sample(answers).toBuilder();
        event.getSurveyAnswerBuilder().setScaleLow(0).setScore(0);
        assertThat(MAPPER.map(event.build())).isInstanceOf(FactMapping.Mapped.class);

        event.getSurveyAnswerBuilder().clearScore();
        assertThat(rejected(event.build()))
                .isEqualTo(new Problem(
                        "survey_answer.score",
                        ProblemReason.PROBLEM_REASON_REQUIRED,
                        "This field is required, and a 0 counts only where it was sent."));
    }

    @Test
    void messages_name_the_constants_there_are_and_those_beside_which_a_field_is_needed() {
        FieldDescriptor changes = Objects.requireNonNull(Event.getDescriptor().findFieldByName("subscription_change"));
        Event.Builder event = sample(changes).toBuilder();
        event.getSubscriptionChangeBuilder().clearPrice();
        assertThat(rejected(event.build()).message())
                .isEqualTo("This field is required where step is START or CHANGE.");

        event.getSubscriptionChangeBuilder().clearStep();
        assertThat(rejected(event.build()).message())
                .isEqualTo("This field is required: one of START, CHANGE, PAUSE, RESUME, CANCEL, END, TRIAL.");
    }

    /// UNSPECIFIED stands for "not known" only where the contract's enum says so.
    @Test
    void enum_that_is_not_required_says_what_unspecified_means() {
        List<EnumDescriptor> optional = new ArrayList<>();
        for (FieldDescriptor payload : payloads()) {
            payload.getMessageType().getFields().stream()
                    .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.ENUM)
                    .filter(field -> !RequiredFields.isRequired(field))
                    .forEach(field -> optional.add(field.getEnumType()));
        }
        assertThat(optional)
                .extracting(EnumDescriptor::getName)
                .containsExactlyInAnyOrder("TicketTopic", "TicketPriority", "FeedbackTone");
    }

    private static Problem rejected(Event event) {
        FactMapping mapping = MAPPER.map(event);
        assertThat(mapping).isInstanceOf(FactMapping.Rejected.class);
        return ((FactMapping.Rejected) mapping).problem();
    }
}
