package io.keepwell.ingestion.mapping;

import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_BAD_CHARACTER;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_BAD_FORMAT;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_CONTRADICTION;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_OUT_OF_RANGE;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_REQUIRED;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.LeadState;
import io.keepwell.ingestion.v1.ProblemReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final CurrencyCode USD = new CurrencyCode("USD");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    // ---- samples
    // ------------------------------------------------------------------------------------------------------

    static List<String> kinds() {
        return FactTables.ALL.stream().map(FactTable::kind).toList();
    }

    private static Event.Builder sample(String kind) {
        Event.Builder event = Event.newBuilder();
        try {
            TextFormat.merge(Files.readString(Path.of("src/test/resources/events", kind + ".txtpb")), event);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return event;
    }

    private static Money money(String amount, CurrencyCode currency) {
        return new Money(Money.parseMicros(amount).orElseThrow(), currency);
    }

    private static final Map<String, Fact> EXPECTED = Map.ofEntries(
            Map.entry(
                    "account_profile",
                    new AccountProfile(
                            "Acme",
                            new Slice(Map.of(
                                    Dimension.OWNER,
                                    "Ana",
                                    Dimension.SEGMENT,
                                    "Enterprise",
                                    Dimension.INDUSTRY,
                                    "Steel",
                                    Dimension.REGION,
                                    "EU",
                                    Dimension.PLAN,
                                    "Gold",
                                    Dimension.PRODUCT,
                                    "Cloud",
                                    Dimension.CHANNEL,
                                    "web")),
                            List.of("vip", "founder's friend"),
                            List.of(
                                    new AccountProfile.Alias("help desk", "4711"),
                                    new AccountProfile.Alias("crm", "A-1")))),
            Map.entry(
                    "subscription_change",
                    new SubscriptionChange(
                            "main",
                            SubscriptionChange.Step.START,
                            // 12 × 100.00 − 240.50 a year are 959.50 ÷ 12 = 79.958333 a month.
                            Optional.of(new SubscriptionChange.Terms(
                                    money("100.00", EUR),
                                    12,
                                    new BillingInterval(1, BillingInterval.Unit.YEAR),
                                    new SubscriptionChange.Discount(240_500_000L, true),
                                    79_958_333L)),
                            Optional.empty(),
                            "moved up")),
            Map.entry(
                    "survey_answer",
                    new SurveyAnswer(
                            SurveyAnswer.Kind.CES,
                            1,
                            7,
                            2,
                            true,
                            5,
                            "ann",
                            "How much effort was it?",
                            "little,\nreally",
                            "Bo",
                            "T-1")),
            Map.entry(
                    "renewal_outcome",
                    new RenewalOutcome(
                            "C-1",
                            LocalDate.parse("2026-03-31"),
                            RenewalOutcome.Result.RENEWED,
                            Optional.of(money("1200", EUR)),
                            Optional.of(money("1300", USD)),
                            "content")),
            Map.entry("order", new Order("O-1", "Cloud", money("99.99", EUR), 3, true)),
            Map.entry(
                    "payment",
                    new Payment(
                            "P-1",
                            "O-1",
                            "Cloud",
                            money("99.99", EUR),
                            Payment.Nature.ONE_OFF,
                            Payment.Result.REFUNDED)),
            Map.entry(
                    "ticket_update",
                    new TicketUpdate(
                            "T-1",
                            TicketUpdate.Step.REPLIED,
                            TicketUpdate.Topic.COMPLAINT,
                            "Bo",
                            true,
                            TicketUpdate.Priority.URGENT)),
            Map.entry("usage", new Usage("u1", "export", 7, 90)),
            Map.entry(
                    "milestone",
                    new Milestone(
                            Milestone.Point.ONBOARDING_STARTED,
                            "first report",
                            Optional.of(LocalDate.parse("2026-04-01")))),
            Map.entry(
                    "offer",
                    new Offer(
                            "F-1",
                            Offer.Kind.CROSS_SELL,
                            Offer.Step.ACCEPTED,
                            "Training",
                            Optional.of(money("500", EUR)))),
            Map.entry("referral", new Referral("bolt")),
            Map.entry("feedback", new Feedback("B-1", "the export\tis slow", "export", Feedback.Tone.NEGATIVE, "mail")),
            Map.entry("feedback_step", new FeedbackStep("B-1", FeedbackStep.Step.CONFIRMED_CONTENT)),
            Map.entry(
                    "opportunity",
                    new Opportunity(
                            "N-1",
                            Opportunity.Kind.EXPANSION,
                            Opportunity.State.WON,
                            Optional.of(money("2500.5", EUR)))),
            Map.entry("lead", new Lead("L-1", "fair", Lead.State.CONVERTED)),
            Map.entry("cost", new Cost(Cost.Purpose.MARKETING, money("10000", EUR))),
            Map.entry("check_in", new CheckIn("K-1", CheckIn.Step.PLANNED, Optional.of(LocalDate.parse("2026-04-02")))),
            Map.entry(
                    "outcome",
                    new CustomerOutcome(
                            CustomerOutcome.Kind.EFFICIENCY,
                            Optional.of(money("30000", EUR)),
                            Optional.of(money("120000", EUR)),
                            true)),
            Map.entry("exchange_rate", new ExchangeRate(USD, EUR, 921_000_001L)),
            Map.entry("measurement", new Measurement("visits", -12_500_001L, "visits")),
            Map.entry("stay_reason", new StayReason(StayReason.Reason.REGULATION, "must stay in the country")),
            Map.entry("retraction", new Retraction(3, "018f4e1a000070008000000000000003", "reported in error")));

    @ParameterizedTest
    @MethodSource("kinds")
    void sample_becomes_its_fact_and_comes_back_from_the_database_as_it_was_reported(String kind) {
        io.keepwell.core.fact.store.Event event = mapped(sample(kind));

        assertThat(event.fact()).isEqualTo(EXPECTED.get(kind));
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-05T12:00:00.123456Z"));
        assertThat(keep(event)).isEqualTo(event.fact());
    }

    // ---- every field and its limits
    // -----------------------------------------------------------------------------------

    /// What a field takes.
    enum Takes {
        ID,
        OPTIONAL_ID,
        LABEL,
        NEEDED_LABEL,
        LINE_32,
        LINE_200,
        TEXT,
        MONEY,
        OPTIONAL_MONEY,
        COUNT,
        ENUM,
        OPTIONAL_ENUM,
        DATE,
        OPTIONAL_DATE,
        CURRENCY,
        FLAG,
        /// Tried in tests of its own.
        OTHER
    }

    record Field(String kind, String name, Takes takes) {
        String path() {
            return kind + "." + name;
        }
    }

    private static List<Field> fields(String kind, Object... namesAndTakes) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndTakes.length; i += 2) {
            fields.add(new Field(kind, (String) namesAndTakes[i], (Takes) namesAndTakes[i + 1]));
        }
        return fields;
    }

    private static final List<Field> FIELDS = Stream.of(
                    fields(
                            "account_profile",
                            "name",
                            Takes.LINE_200,
                            "owner",
                            Takes.LABEL,
                            "segment",
                            Takes.LABEL,
                            "industry",
                            Takes.LABEL,
                            "region",
                            Takes.LABEL,
                            "plan",
                            Takes.LABEL,
                            "product",
                            Takes.LABEL,
                            "channel",
                            Takes.LABEL,
                            "tags",
                            Takes.OTHER,
                            "aliases",
                            Takes.OTHER),
                    fields(
                            "subscription_change",
                            "subscription_id",
                            Takes.ID,
                            "step",
                            Takes.ENUM,
                            "price",
                            Takes.MONEY,
                            "quantity",
                            Takes.COUNT,
                            "interval",
                            Takes.OTHER,
                            "ends_on",
                            Takes.OTHER,
                            "reason",
                            Takes.LINE_200,
                            "discount",
                            Takes.OTHER),
                    fields(
                            "survey_answer",
                            "kind",
                            Takes.ENUM,
                            "scale_low",
                            Takes.OTHER,
                            "scale_high",
                            Takes.OTHER,
                            "score",
                            Takes.OTHER,
                            "comment",
                            Takes.TEXT,
                            "respondent_id",
                            Takes.OPTIONAL_ID,
                            "question",
                            Takes.LINE_200,
                            "turned",
                            Takes.FLAG,
                            "positive_from",
                            Takes.OTHER,
                            "owner",
                            Takes.LABEL,
                            "ticket_id",
                            Takes.OPTIONAL_ID),
                    fields(
                            "renewal_outcome",
                            "contract_id",
                            Takes.ID,
                            "due_on",
                            Takes.DATE,
                            "result",
                            Takes.ENUM,
                            "value",
                            Takes.OPTIONAL_MONEY,
                            "renewed_value",
                            Takes.OPTIONAL_MONEY,
                            "reason",
                            Takes.LINE_200),
                    fields(
                            "order",
                            "order_id",
                            Takes.ID,
                            "product",
                            Takes.LABEL,
                            "value",
                            Takes.MONEY,
                            "quantity",
                            Takes.COUNT,
                            "recurring",
                            Takes.FLAG),
                    fields(
                            "payment",
                            "payment_id",
                            Takes.ID,
                            "order_id",
                            Takes.OPTIONAL_ID,
                            "product",
                            Takes.LABEL,
                            "amount",
                            Takes.MONEY,
                            "nature",
                            Takes.ENUM,
                            "result",
                            Takes.ENUM),
                    fields(
                            "ticket_update",
                            "ticket_id",
                            Takes.ID,
                            "step",
                            Takes.ENUM,
                            "topic",
                            Takes.OPTIONAL_ENUM,
                            "agent",
                            Takes.LABEL,
                            "bot",
                            Takes.FLAG,
                            "priority",
                            Takes.OPTIONAL_ENUM),
                    fields(
                            "usage",
                            "user_id",
                            Takes.ID,
                            "feature",
                            Takes.LABEL,
                            "times",
                            Takes.COUNT,
                            "seconds",
                            Takes.COUNT),
                    fields("milestone", "point", Takes.ENUM, "name", Takes.LABEL, "estimated_on", Takes.OPTIONAL_DATE),
                    fields(
                            "offer",
                            "offer_id",
                            Takes.ID,
                            "kind",
                            Takes.ENUM,
                            "step",
                            Takes.ENUM,
                            "product",
                            Takes.LABEL,
                            "value",
                            Takes.OPTIONAL_MONEY),
                    fields("referral", "referred_id", Takes.OPTIONAL_ID),
                    fields(
                            "feedback",
                            "feedback_id",
                            Takes.ID,
                            "text",
                            Takes.TEXT,
                            "theme",
                            Takes.LABEL,
                            "tone",
                            Takes.OPTIONAL_ENUM,
                            "channel",
                            Takes.LABEL),
                    fields("feedback_step", "feedback_id", Takes.ID, "step", Takes.ENUM),
                    fields(
                            "opportunity",
                            "opportunity_id",
                            Takes.ID,
                            "kind",
                            Takes.ENUM,
                            "state",
                            Takes.ENUM,
                            "value",
                            Takes.OPTIONAL_MONEY),
                    fields("lead", "lead_id", Takes.ID, "channel", Takes.LABEL, "state", Takes.ENUM),
                    fields("cost", "purpose", Takes.ENUM, "amount", Takes.MONEY),
                    fields("check_in", "check_in_id", Takes.ID, "step", Takes.ENUM, "planned_on", Takes.OPTIONAL_DATE),
                    fields(
                            "outcome",
                            "kind",
                            Takes.ENUM,
                            "gain",
                            Takes.OPTIONAL_MONEY,
                            "baseline",
                            Takes.OPTIONAL_MONEY,
                            "testimonial",
                            Takes.FLAG),
                    fields(
                            "exchange_rate",
                            "source_currency",
                            Takes.CURRENCY,
                            "target_currency",
                            Takes.CURRENCY,
                            "rate",
                            Takes.OTHER),
                    fields("measurement", "name", Takes.NEEDED_LABEL, "value", Takes.OTHER, "unit", Takes.LINE_32),
                    fields("stay_reason", "reason", Takes.ENUM, "remark", Takes.LINE_200),
                    fields("retraction", "kind", Takes.OTHER, "event_id", Takes.ID, "reason", Takes.LINE_200))
            .flatMap(List::stream)
            .toList();

    @Test
    void every_field_of_every_kind_is_tried() {
        Set<String> contract = new HashSet<>();
        for (FieldDescriptor payload :
                Event.getDescriptor().getOneofs().getFirst().getFields()) {
            payload.getMessageType()
                    .getFields()
                    .forEach(field -> contract.add(payload.getName() + "." + field.getName()));
        }

        assertThat(FIELDS.stream().map(Field::path).toList()).containsExactlyInAnyOrderElementsOf(contract);
        assertThat(kinds())
                .isEqualTo(Event.getDescriptor().getOneofs().getFirst().getFields().stream()
                        .map(FieldDescriptor::getName)
                        .toList());
        assertThat(EXPECTED.keySet()).containsExactlyInAnyOrderElementsOf(kinds());
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
        return switch (field.takes()) {
            case ID ->
                Stream.concat(
                        Stream.of(bad(field, "", PROBLEM_REASON_REQUIRED), bad(field, " ", PROBLEM_REASON_REQUIRED)),
                        badIds(field));
            case OPTIONAL_ID -> Stream.concat(Stream.of(bad(field, " ", PROBLEM_REASON_BAD_FORMAT)), badIds(field));
            case LABEL -> badLines(field, Fact.LONGEST_LABEL);
            case NEEDED_LABEL ->
                Stream.concat(Stream.of(bad(field, " ", PROBLEM_REASON_REQUIRED)), badLines(field, Fact.LONGEST_LABEL));
            case LINE_32 -> badLines(field, 32);
            case LINE_200 -> badLines(field, 200);
            case TEXT ->
                Stream.of(
                        bad(field, "x".repeat(65_536), PROBLEM_REASON_TOO_LONG),
                        bad(field, "é".repeat(32_768), PROBLEM_REASON_TOO_LONG),
                        bad(field, "a\0b", PROBLEM_REASON_BAD_CHARACTER));
            case MONEY -> Stream.concat(badMoney(field), Stream.of(missing(field)));
            case OPTIONAL_MONEY -> badMoney(field);
            case COUNT ->
                Stream.of(
                        bad(field, -1L, PROBLEM_REASON_OUT_OF_RANGE),
                        bad(field, 1_000_000_001L, PROBLEM_REASON_OUT_OF_RANGE),
                        bad(field, Long.MAX_VALUE, PROBLEM_REASON_OUT_OF_RANGE),
                        bad(field, Long.MIN_VALUE, PROBLEM_REASON_OUT_OF_RANGE));
            case ENUM ->
                Stream.of(
                        badNumber(field, 0, PROBLEM_REASON_REQUIRED),
                        badNumber(field, 99, PROBLEM_REASON_OUT_OF_RANGE),
                        badNumber(field, -1, PROBLEM_REASON_OUT_OF_RANGE));
            case OPTIONAL_ENUM -> Stream.of(badNumber(field, 99, PROBLEM_REASON_OUT_OF_RANGE));
            case DATE -> Stream.concat(badDates(field), Stream.of(missing(field)));
            case OPTIONAL_DATE -> badDates(field);
            case CURRENCY ->
                Stream.of(
                        bad(field, "", PROBLEM_REASON_REQUIRED),
                        bad(field, "eur", PROBLEM_REASON_BAD_FORMAT),
                        bad(field, "XYZ", PROBLEM_REASON_BAD_FORMAT));
            case FLAG, OTHER -> Stream.of();
        };
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
        FieldDescriptor descriptor = descriptor(field);
        Object value = descriptor.getEnumType().findValueByNumberCreatingIfUnknown(number);
        return new Bad(with(field, value).build(), field.path(), reason, "number " + number);
    }

    private static Bad missing(Field field) {
        Event.Builder event = sample(field.kind());
        payload(event, field.kind()).clearField(descriptor(field));
        return new Bad(event.build(), field.path(), PROBLEM_REASON_REQUIRED, "missing");
    }

    private static Bad badInside(Field field, String name, Object value, ProblemReason reason) {
        return badInside(field, name, value, reason, "." + name);
    }

    private static Bad badInside(Field field, String name, Object value, ProblemReason reason, String reported) {
        Event.Builder event = sample(field.kind());
        Message.Builder inner = payload(event, field.kind()).getFieldBuilder(descriptor(field));
        inner.setField(inner.getDescriptorForType().findFieldByName(name), value);
        return new Bad(event.build(), field.path() + reported, reason, name + " " + what(value));
    }

    private static String what(Object value) {
        String text = value.toString().replaceAll("\\p{Cntrl}", "·");
        return "'" + text.substring(0, Math.min(8, text.length())) + "' of " + text.length();
    }

    private static Event.Builder with(Field field, Object value) {
        Event.Builder event = sample(field.kind());
        payload(event, field.kind()).setField(descriptor(field), value);
        return event;
    }

    private static FieldDescriptor descriptor(Field field) {
        return Objects.requireNonNull(Event.getDescriptor()
                .findFieldByName(field.kind())
                .getMessageType()
                .findFieldByName(field.name()));
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
        return FIELDS.stream()
                .filter(field -> switch (field.takes()) {
                    case ID, OPTIONAL_ID, LABEL, NEEDED_LABEL, LINE_32, LINE_200, TEXT -> true;
                    case MONEY,
                            OPTIONAL_MONEY,
                            COUNT,
                            ENUM,
                            OPTIONAL_ENUM,
                            DATE,
                            OPTIONAL_DATE,
                            CURRENCY,
                            FLAG,
                            OTHER -> false;
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("textFields")
    void longest_and_most_hostile_texts_are_kept_to_the_letter(Field field) {
        int longest = switch (field.takes()) {
            case ID, OPTIONAL_ID -> 128;
            case LABEL, NEEDED_LABEL -> 64;
            case LINE_32 -> 32;
            case LINE_200 -> 200;
            default -> 65_535 / 4;
        };
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
            assertThat(event.fact().toString()).contains(field.name().equals("event_id") ? "" : text);
            assertThat(keep(event)).isEqualTo(event.fact());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kind_needs_no_more_than_its_required_fields(String kind) {
        Event.Builder event = sample(kind);
        Message.Builder payload = payload(event, kind);
        FIELDS.stream()
                .filter(field -> field.kind().equals(kind))
                .filter(field -> switch (field.takes()) {
                    case OPTIONAL_ID,
                            LABEL,
                            LINE_32,
                            LINE_200,
                            TEXT,
                            OPTIONAL_MONEY,
                            COUNT,
                            OPTIONAL_ENUM,
                            OPTIONAL_DATE,
                            FLAG -> true;
                    case ID, NEEDED_LABEL, MONEY, ENUM, DATE, CURRENCY -> false;
                    case OTHER ->
                        Set.of("tags", "aliases", "discount", "positive_from").contains(field.name());
                })
                .forEach(field -> payload.clearField(descriptor(field)));

        io.keepwell.core.fact.store.Event mapped = mapped(event);
        assertThat(keep(mapped)).isEqualTo(mapped.fact());
    }

    /// Whatever else the sample has that goes only with its own constant is left out.
    @Test
    void every_constant_of_the_contract_becomes_the_one_of_its_name() {
        int tried = 0;
        for (Field field : FIELDS) {
            if (field.takes() != Takes.ENUM && field.takes() != Takes.OPTIONAL_ENUM) {
                continue;
            }
            FieldDescriptor descriptor = descriptor(field);
            for (var value : descriptor.getEnumType().getValues()) {
                if (value.getNumber() == 0) {
                    continue;
                }
                Event.Builder event = with(field, value);
                Message.Builder payload = payload(event, field.kind());
                for (String other : List.of(
                        "price",
                        "interval",
                        "quantity",
                        "discount",
                        "renewed_value",
                        "estimated_on",
                        "planned_on",
                        "turned",
                        "positive_from")) {
                    FieldDescriptor only = payload.getDescriptorForType().findFieldByName(other);
                    boolean keeps = value.getName().endsWith("STEP_START")
                            || value.getName().endsWith("STEP_CHANGE");
                    if (only != null && !field.kind().equals("order") && !keeps) {
                        payload.clearField(only);
                    }
                }
                if (field.kind().equals("survey_answer")) {
                    event.getSurveyAnswerBuilder().setScaleHigh(10);
                }
                String prefix = descriptor
                        .getEnumType()
                        .getValues()
                        .getFirst()
                        .getName()
                        .replace("UNSPECIFIED", "");
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
                        "renewal_outcome { result: RENEWAL_RESULT_DECLINED }",
                        "renewal_outcome",
                        "renewal_outcome.renewed_value",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "milestone { point: MILESTONE_POINT_VALUE_REACHED }",
                        "milestone",
                        "milestone.estimated_on",
                        PROBLEM_REASON_CONTRADICTION),
                other(
                        "check_in { step: CHECK_IN_STEP_HELD }",
                        "check_in",
                        "check_in.planned_on",
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
                other("order { quantity: 0 }", "order", "order.quantity", PROBLEM_REASON_OUT_OF_RANGE),
                other("usage { times: 0 }", "usage", "usage.times", PROBLEM_REASON_OUT_OF_RANGE),
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
        assertThat(mapped(sample("cost")).accountAlias()).isEmpty();
        assertThat(mapped(sample("cost").setAccountId("acme")).accountAlias()).isEqualTo("acme");
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
