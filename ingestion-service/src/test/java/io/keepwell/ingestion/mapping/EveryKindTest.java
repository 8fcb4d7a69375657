package io.keepwell.ingestion.mapping;

import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_BAD_CHARACTER;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_BAD_FORMAT;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_CONTRADICTION;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_OUT_OF_RANGE;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_REQUIRED;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.Beside;
import io.keepwell.contract.v1.FieldRules;
import io.keepwell.contract.v1.Range;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Sentence;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.LeadState;
import io.keepwell.ingestion.v1.ProblemReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of event from a partner's message to the row and back: a sample with all its fields, each
/// field's limits tried, the greatest and the most hostile values kept to the letter.
@UsesDatabase
@Slow
final class EveryKindTest {
    private static final EventMapper MAPPER =
            new EventMapper(Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC));

    private static final Path FACTS = Path.of("src/test/resources/facts-of-samples.txt");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    // ---- samples
    // ------------------------------------------------------------------------------------------------------

    static List<String> kinds() {
        return FactTables.ALL.stream().map(FactTable::kind).toList();
    }

    private static Event.Builder sample(String kind) {
        return EventKind.of(kind).orElseThrow().sample().toBuilder();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sample_becomes_its_fact_and_comes_back_from_the_database_as_it_was_reported(String kind) {
        io.keepwell.core.fact.store.Event event = mapped(sample(kind));

        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-05T12:00:00.123456Z"));
        assertThat(keep(event)).isEqualTo(event.fact());
    }

    /// What each sample becomes and says, read over by somebody. Written anew with `-Dkeepwell.golden=write`.
    @Test
    void samples_become_the_facts_that_somebody_has_read_over() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String kind : kinds()) {
            Fact fact = mapped(sample(kind)).fact();
            lines.add(kind + ": " + oneLine(fact.toString()));
            lines.add("    " + oneLine(said(fact)));
        }
        if ("write".equals(System.getProperty("keepwell.golden"))) {
            Files.write(FACTS, lines);
        }
        assertThat(lines)
                .as("review it, then write it with -Dkeepwell.golden=write")
                .isEqualTo(Files.readAllLines(FACTS));
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String said(Fact fact) {
        return fact.sentence().pieces().stream()
                .map(piece -> switch (piece) {
                    case Sentence.Words(var text) -> text;
                    case Sentence.Amount(var money) ->
                        money.currency() + " "
                                + Money.units(money.micros())
                                        .stripTrailingZeros()
                                        .toPlainString();
                    case Sentence.Day(var day) -> day.toString();
                    case Sentence.Count(var count) -> Long.toString(count);
                })
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sample_has_every_field_that_its_payload_can_have_at_once(String kind) {
        Message.Builder payload = payload(sample(kind), kind);

        assertThat(payload.getDescriptorForType().getFields())
                .filteredOn(field -> EventKind.mayHave(payload.build(), field))
                .allMatch(field -> RequiredFields.isGiven(payload.build(), field));
    }

    // ---- every field and its limits
    // -----------------------------------------------------------------------------------

    /// What a field takes, by the contract's rules.
    enum Takes {
        ID,
        LINE,
        TEXT,
        MONEY,
        NUMBER,
        ENUM,
        DATE,
        FLAG,
        /// Tried in tests of its own.
        OTHER
    }

    record Field(EventKind kind, FieldDescriptor descriptor) {
        String path() {
            return kind.name() + "." + descriptor.getName();
        }

        boolean isNeeded() {
            return RequiredFields.isRequired(descriptor)
                    || RequiredFields.requiredBeside(descriptor).isPresent();
        }

        int longest() {
            return descriptor.getOptions().getExtension(FieldRules.line);
        }

        Takes takes() {
            boolean isLeftOut = !EventKind.mayHave(
                    payload(kind.sample().toBuilder(), kind.name()).build(), descriptor);
            if (descriptor.isRepeated() || isLeftOut) {
                return Takes.OTHER;
            }
            FieldOptions rules = descriptor.getOptions();
            return switch (descriptor.getJavaType()) {
                case STRING ->
                    rules.getExtension(FieldRules.id)
                            ? Takes.ID
                            : rules.getExtension(FieldRules.words)
                                    ? Takes.TEXT
                                    : longest() > 0 ? Takes.LINE : Takes.OTHER;
                case INT, LONG -> rules.hasExtension(FieldRules.range) ? Takes.NUMBER : Takes.OTHER;
                case BOOLEAN -> Takes.FLAG;
                case ENUM -> Takes.ENUM;
                case MESSAGE ->
                    switch (descriptor.getMessageType().getName()) {
                        case "Money" -> Takes.MONEY;
                        case "Date" -> Takes.DATE;
                        default -> Takes.OTHER;
                    };
                case FLOAT, DOUBLE, BYTE_STRING -> Takes.OTHER;
            };
        }

        @Override
        public String toString() {
            return path();
        }
    }

    private static final List<Field> FIELDS = EventKind.ALL.stream()
            .flatMap(kind -> kind.fields().stream().map(field -> new Field(kind, field)))
            .toList();

    /// A field of a new kind is tried by its rule. What has none needs a test of its own, below.
    @Test
    void every_field_of_every_kind_is_tried() {
        assertThat(FIELDS.stream()
                        .filter(field -> field.takes() == Takes.OTHER)
                        .map(Field::path)
                        .toList())
                .containsExactly(
                        "account_profile.tags",
                        "account_profile.aliases",
                        "subscription_change.interval",
                        "subscription_change.ends_on",
                        "subscription_change.discount",
                        "survey_answer.scale_low",
                        "survey_answer.scale_high",
                        "survey_answer.score",
                        "survey_answer.positive_from",
                        "exchange_rate.source_currency",
                        "exchange_rate.target_currency",
                        "exchange_rate.rate",
                        "measurement.value",
                        "retraction.kind",
                        "survey_dismissal.scale_low",
                        "survey_dismissal.scale_high");
        assertThat(kinds())
                .isEqualTo(EventKind.ALL.stream().map(EventKind::name).toList());
    }

    record Bad(Event event, String field, ProblemReason reason, String what) {
        @Override
        public String toString() {
            return field + " " + what;
        }
    }

    static Stream<Bad> badFields() {
        return FIELDS.stream().flatMap(EveryKindTest::badValues);
    }

    private static Stream<Bad> badValues(Field field) {
        Stream<Bad> bad = switch (field.takes()) {
            case ID ->
                Stream.concat(
                        badIds(field),
                        field.isNeeded()
                                ? Stream.of(
                                        bad(field, "", PROBLEM_REASON_REQUIRED),
                                        bad(field, " ", PROBLEM_REASON_REQUIRED))
                                : Stream.of(bad(field, " ", PROBLEM_REASON_BAD_FORMAT)));
            case LINE ->
                Stream.concat(
                        badLines(field, field.longest()),
                        field.isNeeded() ? Stream.of(bad(field, " ", PROBLEM_REASON_REQUIRED)) : Stream.of());
            case TEXT ->
                Stream.of(
                        bad(field, "x".repeat(65_536), PROBLEM_REASON_TOO_LONG),
                        bad(field, "é".repeat(32_768), PROBLEM_REASON_TOO_LONG),
                        bad(field, "a\0b", PROBLEM_REASON_BAD_CHARACTER));
            case MONEY -> Stream.concat(badMoney(field), missingWhereNeeded(field));
            case NUMBER -> Stream.concat(badNumbers(field), missingWhereNeeded(field));
            case ENUM ->
                Stream.concat(
                        Stream.of(
                                badNumber(field, 99, PROBLEM_REASON_OUT_OF_RANGE),
                                badNumber(field, -1, PROBLEM_REASON_OUT_OF_RANGE)),
                        field.isNeeded() ? Stream.of(badNumber(field, 0, PROBLEM_REASON_REQUIRED)) : Stream.of());
            case DATE -> Stream.concat(badDates(field), missingWhereNeeded(field));
            case FLAG, OTHER -> Stream.of();
        };
        return Stream.concat(bad, besideOthers(field));
    }

    private static Stream<Bad> badNumbers(Field field) {
        Range range = field.descriptor().getOptions().getExtension(FieldRules.range);
        boolean isLong = field.descriptor().getJavaType() == FieldDescriptor.JavaType.LONG;
        return Stream.of(
                        range.getLeast() - 1,
                        range.getMost() + 1,
                        isLong ? Long.MAX_VALUE : Integer.MAX_VALUE,
                        isLong ? Long.MIN_VALUE : Integer.MIN_VALUE)
                .map(number -> bad(field, isLong ? number : (Object) number.intValue(), PROBLEM_REASON_OUT_OF_RANGE));
    }

    private static Stream<Bad> missingWhereNeeded(Field field) {
        return field.isNeeded() ? Stream.of(missing(field)) : Stream.of();
    }

    /// Every constant beside which a field that the sample has mustn't be given.
    private static Stream<Bad> besideOthers(Field field) {
        Optional<Beside> only = EventKind.onlyBeside(field.descriptor())
                .filter(_ -> field.takes() != Takes.OTHER && EventMapper.isByRules(field.kind()));
        return only.stream().flatMap(beside -> {
            FieldDescriptor choosing = Objects.requireNonNull(
                    field.descriptor().getContainingType().findFieldByName(beside.getField()));
            return choosing.getEnumType().getValues().stream()
                    .filter(value ->
                            value.getNumber() != 0 && !beside.getValuesList().contains(value.getName()))
                    .map(value -> new Bad(
                            with(new Field(field.kind(), choosing), value).build(),
                            field.path(),
                            PROBLEM_REASON_CONTRADICTION,
                            "beside " + value.getName()));
        });
    }

    private static Stream<Bad> badIds(Field field) {
        return Stream.of(
                bad(field, "x".repeat(129), PROBLEM_REASON_TOO_LONG),
                bad(field, "🚀".repeat(129), PROBLEM_REASON_TOO_LONG),
                bad(field, " id", PROBLEM_REASON_BAD_FORMAT),
                bad(field, "a\tb", PROBLEM_REASON_BAD_CHARACTER),
                bad(field, "a\0b", PROBLEM_REASON_BAD_CHARACTER));
    }

    private static Stream<Bad> badLines(Field field, int longest) {
        return Stream.of(
                bad(field, "x".repeat(longest + 1), PROBLEM_REASON_TOO_LONG),
                bad(field, "🚀".repeat(longest + 1), PROBLEM_REASON_TOO_LONG),
                bad(field, "a\nb", PROBLEM_REASON_BAD_CHARACTER),
                bad(field, "a\u0085b", PROBLEM_REASON_BAD_CHARACTER),
                bad(field, "a\0", PROBLEM_REASON_BAD_CHARACTER));
    }

    private static Stream<Bad> badMoney(Field field) {
        return Stream.concat(
                Stream.of("abc", "-1", "1e3", "1,5", "1.1234567", "1000000000000.1", "Infinity")
                        .map(amount -> badInside(field, "amount", amount, PROBLEM_REASON_BAD_FORMAT)),
                Stream.of("eur", "€").map(code -> badInside(field, "currency_code", code, PROBLEM_REASON_BAD_FORMAT)));
    }

    private static Stream<Bad> badDates(Field field) {
        return Stream.of(
                badInside(field, "month", 13, PROBLEM_REASON_BAD_FORMAT, ""),
                badInside(field, "day", 0, PROBLEM_REASON_BAD_FORMAT, ""),
                badInside(field, "day", 32, PROBLEM_REASON_BAD_FORMAT, ""),
                badInside(field, "year", Integer.MIN_VALUE, PROBLEM_REASON_BAD_FORMAT, ""),
                badInside(field, "year", 1969, PROBLEM_REASON_OUT_OF_RANGE, ".year"),
                badInside(field, "year", 2200, PROBLEM_REASON_OUT_OF_RANGE, ".year"));
    }

    private static Bad bad(Field field, Object value, ProblemReason reason) {
        return new Bad(with(field, value).build(), field.path(), reason, what(value));
    }

    private static Bad badNumber(Field field, int number, ProblemReason reason) {
        Object value = field.descriptor().getEnumType().findValueByNumberCreatingIfUnknown(number);
        return new Bad(with(field, value).build(), field.path(), reason, "number " + number);
    }

    private static Bad missing(Field field) {
        Event.Builder event = field.kind().sample().toBuilder();
        payload(event, field.kind().name()).clearField(field.descriptor());
        return new Bad(event.build(), field.path(), PROBLEM_REASON_REQUIRED, "missing");
    }

    private static Bad badInside(Field field, String name, Object value, ProblemReason reason) {
        return badInside(field, name, value, reason, "." + name);
    }

    private static Bad badInside(Field field, String name, Object value, ProblemReason reason, String reported) {
        Event.Builder event = field.kind().sample().toBuilder();
        Message.Builder inner = payload(event, field.kind().name()).getFieldBuilder(field.descriptor());
        inner.setField(inner.getDescriptorForType().findFieldByName(name), value);
        return new Bad(event.build(), field.path() + reported, reason, name + " " + what(value));
    }

    private static String what(Object value) {
        String text = value.toString().replaceAll("\\p{Cntrl}", "·");
        return "'" + text.substring(0, Math.min(8, text.length())) + "' of " + text.length();
    }

    private static Event.Builder with(Field field, Object value) {
        Event.Builder event = field.kind().sample().toBuilder();
        payload(event, field.kind().name()).setField(field.descriptor(), value);
        return event;
    }

    private static Message.Builder payload(Event.Builder event, String kind) {
        return event.getFieldBuilder(Event.getDescriptor().findFieldByName(kind));
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void value_out_of_its_limits_is_rejected_with_the_path_of_its_field_and_the_reason(Bad bad) {
        assertRejected(bad.event(), bad.field(), bad.reason());
    }

    static List<Field> textFields() {
        Set<Takes> texts = EnumSet.of(Takes.ID, Takes.LINE, Takes.TEXT);
        return FIELDS.stream().filter(field -> texts.contains(field.takes())).toList();
    }

    @ParameterizedTest
    @MethodSource("textFields")
    void longest_and_most_hostile_texts_are_kept_to_the_letter(Field field) {
        int longest = field.takes() == Takes.ID ? 128 : field.takes() == Takes.LINE ? field.longest() : 65_535 / 4;
        List<String> texts = new ArrayList<>(List.of(
                "🚀".repeat(longest),
                "\\N",
                "\\",
                "a'; drop table x; --",
                "\"; \\' \\\" %_",
                "‏اسم",
                "ﬁ\u200b",
                "null"));
        if (field.takes() == Takes.TEXT) {
            texts.add("x".repeat(65_535));
            texts.add("\\N\tone\\\n\ttwo\r\n\\t ");
        }
        for (String text : texts) {
            io.keepwell.core.fact.store.Event event = mapped(with(field, text));
            assertThat(event.fact().toString())
                    .contains(field.descriptor().getName().equals("event_id") ? "" : text);
            assertThat(keep(event)).isEqualTo(event.fact());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kind_needs_no_more_than_its_required_fields(String kind) {
        Event.Builder event = sample(kind);
        Message.Builder payload = payload(event, kind);
        FIELDS.stream()
                .filter(field -> field.kind().name().equals(kind) && !field.isNeeded())
                .forEach(field -> payload.clearField(field.descriptor()));

        io.keepwell.core.fact.store.Event mapped = mapped(event);
        assertThat(keep(mapped)).isEqualTo(mapped.fact());
    }

    /// Whatever else the sample has that goes only with its own constant is left out.
    @Test
    void every_constant_of_the_contract_becomes_the_one_of_its_name() {
        int tried = 0;
        for (Field field : FIELDS) {
            if (field.takes() != Takes.ENUM) {
                continue;
            }
            FieldDescriptor descriptor = field.descriptor();
            for (var value : descriptor.getEnumType().getValues()) {
                if (value.getNumber() == 0) {
                    continue;
                }
                Event.Builder event = with(field, value);
                Message.Builder payload = payload(event, field.kind().name());
                field.kind().fields().stream()
                        .filter(other -> !EventKind.mayHave(payload.build(), other))
                        .forEach(payload::clearField);
                if (field.kind().name().equals("survey_answer")) {
                    event.getSurveyAnswerBuilder()
                            .setScaleHigh(10)
                            .clearTurned()
                            .clearPositiveFrom();
                }
                String prefix = EventKind.prefix(descriptor.getEnumType());
                assertThat(mapped(event).fact().toString())
                        .contains("=" + value.getName().substring(prefix.length()));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(60);
    }

    @Test
    void constants_that_do_not_pair_keep_the_service_from_starting() {
        assertThatThrownBy(() -> Choices.of(LeadState.getDescriptor(), Offer.Step.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Choices.of(LeadState.getDescriptor(), MoreThanLeads.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("doesn't offer all of");
    }

    private enum MoreThanLeads {
        CREATED,
        CONVERTED,
        LOST,
        FOUND
    }

    // ---- what only some fields have
    // -----------------------------------------------------------------------------------

    static Stream<Bad> contradictions() {
        return Stream.of(
                other("order { }  account_id: ''", "order", "account_id", PROBLEM_REASON_REQUIRED),
                other("account_id: 'acme'", "exchange_rate", "account_id", PROBLEM_REASON_CONTRADICTION),
                other("account_id: 'acme'", "retraction", "account_id", PROBLEM_REASON_CONTRADICTION),
                other("account_id: ' '", "cost", "account_id", PROBLEM_REASON_BAD_FORMAT),
                other("corrects_event_id: 'a\\tb'", "order", "corrects_event_id", PROBLEM_REASON_BAD_CHARACTER),
                other(
                        "corrects_event_id: '" + "x".repeat(129) + "'",
                        "order",
                        "corrects_event_id",
                        PROBLEM_REASON_TOO_LONG),
                other(
                        "event_id: 'me' corrects_event_id: 'me'",
                        "order",
                        "corrects_event_id",
                        PROBLEM_REASON_CONTRADICTION),
                other("corrects_event_id: 'r'", "retraction", "corrects_event_id", PROBLEM_REASON_CONTRADICTION),
                other("retraction { kind: '' }", "retraction", "retraction.kind", PROBLEM_REASON_REQUIRED),
                other(
                        "retraction { kind: 'retraction' }",
                        "retraction",
                        "retraction.kind",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "retraction { kind: 'fact_order' }",
                        "retraction",
                        "retraction.kind",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "exchange_rate { target_currency: 'USD' }",
                        "exchange_rate",
                        "exchange_rate.target_currency",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "survey_answer { kind: SURVEY_KIND_NPS scale_high: 10 }",
                        "survey_answer",
                        "survey_answer.turned",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "survey_answer { kind: SURVEY_KIND_NPS scale_high: 10 turned: false }",
                        "survey_answer",
                        "survey_answer.positive_from",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "exchange_rate { source_currency: '' }",
                        "exchange_rate",
                        "exchange_rate.source_currency",
                        PROBLEM_REASON_REQUIRED),
                other(
                        "exchange_rate { source_currency: 'usd' }",
                        "exchange_rate",
                        "exchange_rate.source_currency",
                        PROBLEM_REASON_BAD_FORMAT),
                other(
                        "exchange_rate { target_currency: 'XYZ' }",
                        "exchange_rate",
                        "exchange_rate.target_currency",
                        PROBLEM_REASON_BAD_FORMAT),
                other(
                        "survey_dismissal { scale_low: 2 }",
                        "survey_dismissal",
                        "survey_dismissal.scale_high",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "survey_dismissal { kind: SURVEY_KIND_CSAT scale_low: -1 }",
                        "survey_dismissal",
                        "survey_dismissal.scale_low",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "survey_dismissal { kind: SURVEY_KIND_CSAT scale_high: 101 }",
                        "survey_dismissal",
                        "survey_dismissal.scale_high",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "survey_dismissal { kind: SURVEY_KIND_CSAT scale_low: 10 }",
                        "survey_dismissal",
                        "survey_dismissal.scale_high",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "survey_answer { scale_low: 0 score: 0 positive_from: 0 }",
                        "survey_answer",
                        "survey_answer.positive_from",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "survey_answer { positive_from: 8 }",
                        "survey_answer",
                        "survey_answer.positive_from",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "survey_answer { positive_from: -1 }",
                        "survey_answer",
                        "survey_answer.positive_from",
                        PROBLEM_REASON_OUT_OF_RANGE),
                other(
                        "subscription_change { discount { amount: '-1' } }",
                        "subscription_change",
                        "subscription_change.discount.amount",
                        PROBLEM_REASON_BAD_FORMAT),
                other(
                        "subscription_change { step: SUBSCRIPTION_STEP_TRIAL }",
                        "subscription_change",
                        "subscription_change.price",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "account_profile { " + "tags: 't' ".repeat(19) + "}",
                        "account_profile",
                        "account_profile.tags",
                        PROBLEM_REASON_TOO_LONG),
                other(
                        "account_profile { tags: '  ' }",
                        "account_profile",
                        "account_profile.tags[2]",
                        PROBLEM_REASON_REQUIRED),
                other(
                        "account_profile { tags: 'a\\nb' }",
                        "account_profile",
                        "account_profile.tags[2]",
                        PROBLEM_REASON_BAD_CHARACTER),
                other(
                        "account_profile { tags: '" + "x".repeat(65) + "' }",
                        "account_profile",
                        "account_profile.tags[2]",
                        PROBLEM_REASON_TOO_LONG),
                other(
                        "account_profile { " + "aliases { partner: 'p' account_id: 'a' } ".repeat(19) + "}",
                        "account_profile",
                        "account_profile.aliases",
                        PROBLEM_REASON_TOO_LONG),
                other(
                        "account_profile { aliases { account_id: 'a' } }",
                        "account_profile",
                        "account_profile.aliases[2].partner",
                        PROBLEM_REASON_REQUIRED),
                other(
                        "account_profile { aliases { partner: 'a\\tb' account_id: 'a' } }",
                        "account_profile",
                        "account_profile.aliases[2].partner",
                        PROBLEM_REASON_BAD_CHARACTER),
                other(
                        "account_profile { aliases { partner: 'p' account_id: '" + "x".repeat(129) + "' } }",
                        "account_profile",
                        "account_profile.aliases[2].account_id",
                        PROBLEM_REASON_TOO_LONG));
    }

    private static Bad other(String change, String kind, String field, ProblemReason reason) {
        Event.Builder event = sample(kind);
        try {
            TextFormat.merge(change, event);
        } catch (TextFormat.ParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return new Bad(event.build(), field, reason, what(change));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void contradiction_is_rejected_with_the_path_of_its_field_and_the_reason(Bad bad) {
        assertRejected(bad.event(), bad.field(), bad.reason());
    }

    @Test
    void trial_may_say_when_it_ends() {
        Event.Builder event = sample("subscription_change");
        event.getSubscriptionChangeBuilder()
                .clear()
                .setSubscriptionId("main")
                .setStep(io.keepwell.ingestion.v1.SubscriptionStep.SUBSCRIPTION_STEP_TRIAL)
                .getEndsOnBuilder()
                .setYear(2026)
                .setMonth(4)
                .setDay(1);

        io.keepwell.core.fact.store.Event mapped = mapped(event);
        assertThat(mapped.fact())
                .isEqualTo(new SubscriptionChange(
                        "main",
                        SubscriptionChange.Step.TRIAL,
                        Optional.empty(),
                        Optional.of(LocalDate.parse("2026-04-01")),
                        ""));
        assertThat(keep(mapped)).isEqualTo(mapped.fact());
    }

    @Test
    void temporary_discount_leaves_the_monthly_amount_and_one_above_the_price_leaves_nothing_of_it() {
        Event.Builder event = sample("subscription_change");
        event.getSubscriptionChangeBuilder().getDiscountBuilder().setLasting(false);
        // 12 × 100.00 a year are 100.00 a month.
        assertThat(monthlyMicros(event)).isEqualTo(100_000_000L);

        event.getSubscriptionChangeBuilder()
                .getDiscountBuilder()
                .setLasting(true)
                .setAmount("1200.000001");
        assertThat(monthlyMicros(event)).isZero();
    }

    private long monthlyMicros(Event.Builder event) {
        SubscriptionChange change = (SubscriptionChange) mapped(event).fact();
        assertThat(keep(mapped(event))).isEqualTo(change);
        return change.terms().orElseThrow().monthlyMicros();
    }

    @Test
    void rates_and_measurements_are_exact_from_their_least_to_their_greatest() {
        assertThat(rate("0.000000001")).isEqualTo(1);
        assertThat(rate("1000000000")).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(rate("001.10")).isEqualTo(1_100_000_000L);
        for (String text : List.of("0", "0.0000000001", "1000000000.000000001", "-1", "1e3", ".5", "1.", "1,5", "٣")) {
            ProblemReason reason =
                    text.matches("0|-1|1000000000.000000001") ? PROBLEM_REASON_OUT_OF_RANGE : PROBLEM_REASON_BAD_FORMAT;
            assertRejected(withRate(text).build(), "exchange_rate.rate", reason);
        }
        assertThat(value("-1000000000000")).isEqualTo(-1_000_000_000_000_000_000L);
        assertThat(value("1000000000000.000000")).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(value("-0")).isZero();
        for (String text : List.of(
                "1000000000000.000001",
                "-1000000000000.000001",
                "0.0000001",
                "--1",
                "+1",
                "NaN",
                " 1",
                "1".repeat(400))) {
            ProblemReason reason =
                    text.matches("-?100000000000[01].*") ? PROBLEM_REASON_OUT_OF_RANGE : PROBLEM_REASON_BAD_FORMAT;
            assertRejected(withValue(text).build(), "measurement.value", reason);
        }
    }

    private long rate(String text) {
        ExchangeRate fact = (ExchangeRate) mapped(withRate(text)).fact();
        assertThat(keep(mapped(withRate(text)))).isEqualTo(fact);
        return fact.rateBillionths();
    }

    private static Event.Builder withRate(String text) {
        Event.Builder event = sample("exchange_rate");
        event.getExchangeRateBuilder().setRate(text);
        return event;
    }

    private long value(String text) {
        Measurement fact = (Measurement) mapped(withValue(text)).fact();
        assertThat(keep(mapped(withValue(text)))).isEqualTo(fact);
        return fact.valueMicros();
    }

    private static Event.Builder withValue(String text) {
        Event.Builder event = sample("measurement");
        event.getMeasurementBuilder().setValue(text);
        return event;
    }

    @Test
    void missing_counts_are_one_and_a_tag_that_is_given_twice_is_there_once() {
        Event.Builder order = sample("order");
        order.getOrderBuilder().clearQuantity();
        assertThat(((Order) mapped(order).fact()).quantity()).isEqualTo(1);
        Event.Builder usage = sample("usage");
        usage.getUsageBuilder().clearTimes().clearSeconds();
        assertThat(mapped(usage).fact()).isEqualTo(new Usage("u1", "export", 1, 0));
        Event.Builder profile = sample("account_profile");
        profile.getAccountProfileBuilder().addTags(" vip ");
        assertThat(((AccountProfile) mapped(profile).fact()).tags()).containsExactly("vip", "founder's friend");
    }

    @Test
    void correction_and_retraction_reach_the_events_they_name() {
        platform.forget();
        io.keepwell.core.fact.store.Event first = mapped(sample("order").setEventId("first"));
        io.keepwell.core.fact.store.Event second =
                mapped(sample("order").setEventId("second").setCorrectsEventId("first"));
        assertThat(second.corrects()).contains(EventKey.of("first"));

        intake(first);
        intake(second);
        assertThat(stored(FactTables.ORDER)).extracting(StoredFact::key).containsExactly(EventKey.of("second"));
        Event.Builder retraction = sample("retraction");
        retraction.getRetractionBuilder().setKind("order").setEventId("second");
        intake(mapped(retraction));
        assertThat(stored(FactTables.ORDER)).isEmpty();
    }

    @Test
    void costs_are_of_an_account_or_of_the_firm() {
        assertThat(mapped(sample("cost").clearAccountId()).accountAlias()).isEmpty();
        assertThat(mapped(sample("cost")).accountAlias()).isEqualTo("acme");
    }

    // ----
    // ------------------------------------------------------------------------------------------------------------

    private static void assertRejected(Event event, String field, ProblemReason reason) {
        assertThat(MAPPER.map(event)).isInstanceOfSatisfying(FactMapping.Rejected.class, rejected -> {
            assertThat(rejected.problem().field()).isEqualTo(field);
            assertThat(rejected.problem().reason()).isEqualTo(reason);
            assertThat(rejected.problem().message()).endsWith(".").hasSizeLessThan(400);
        });
    }

    private static io.keepwell.core.fact.store.Event mapped(Event.Builder message) {
        FactMapping mapping = MAPPER.map(message.build());
        assertThat(mapping).isInstanceOf(FactMapping.Mapped.class);
        return ((FactMapping.Mapped) mapping).event();
    }

    /// Keeps an event under an id of its own and reads it again.
    private Fact keep(io.keepwell.core.fact.store.Event reported) {
        io.keepwell.core.fact.store.Event event = new io.keepwell.core.fact.store.Event(
                EventKey.of(UUID.randomUUID().toString()),
                reported.accountAlias(),
                reported.occurredAt(),
                reported.fact());
        intake(event);
        StoredFact<?> stored = stored(FactTables.of(event.fact())).stream()
                .filter(each -> each.key().equals(event.key()))
                .findAny()
                .orElseThrow();
        assertThat(stored.occurredAt()).isEqualTo(event.occurredAt());
        assertThat(stored.account() == 0).isEqualTo(event.accountAlias().isEmpty());
        return stored.fact();
    }

    private static void intake(io.keepwell.core.fact.store.Event... events) {
        assertThat(platform.get(Intake.class).keep(platform.partner(), Arrays.asList(events)))
                .containsOnly(FactStore.Kept.NEW);
    }

    private static <F extends Fact> List<StoredFact<F>> stored(FactTable<F> table) {
        List<StoredFact<F>> facts = new ArrayList<>();
        platform.get(Database.class).run(connection -> FactReader.all(connection, table, Optional.empty(), facts::add));
        return facts;
    }
}
