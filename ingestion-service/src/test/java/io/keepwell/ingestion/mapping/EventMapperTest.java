package io.keepwell.ingestion.mapping;

import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_BAD_CHARACTER;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_BAD_FORMAT;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_CONTRADICTION;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_OUT_OF_RANGE;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_REQUIRED;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_TOO_LONG;
import static io.keepwell.ingestion.v1.ProblemReason.PROBLEM_REASON_UNKNOWN_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.IntervalUnit;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventMapperTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final EventMapper MAPPER = new EventMapper(Clock.fixed(NOW, ZoneOffset.UTC));

    record Bad(String what, Event event, String field, ProblemReason reason) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> badEvents() {
        return Stream.of(badHeaders(), badSlices(), badChanges(), badAnswers()).flatMap(each -> each);
    }

    private static Stream<Bad> badHeaders() {
        return Stream.of(
                bad("no event id", event -> event.clearEventId(), "event_id", PROBLEM_REASON_REQUIRED),
                bad("event id of 129", event -> event.setEventId("x".repeat(129)), "event_id", PROBLEM_REASON_TOO_LONG),
                bad(
                        "event id with a space behind",
                        event -> event.setEventId("id "),
                        "event_id",
                        PROBLEM_REASON_BAD_FORMAT),
                bad("event id with a NUL", event -> event.setEventId("a\0b"), "event_id", PROBLEM_REASON_BAD_CHARACTER),
                bad(
                        "no account",
                        change(_ -> {}).andThen(event -> event.clearAccountId()),
                        "account_id",
                        PROBLEM_REASON_REQUIRED),
                bad(
                        "account of 129",
                        event -> event.setAccountId("x".repeat(129)),
                        "account_id",
                        PROBLEM_REASON_TOO_LONG),
                bad(
                        "account with a line break",
                        event -> event.setAccountId("a\nb"),
                        "account_id",
                        PROBLEM_REASON_BAD_CHARACTER),
                bad("no moment", event -> event.clearOccurredAt(), "occurred_at", PROBLEM_REASON_REQUIRED),
                bad("before 1970", at(-1, 0), "occurred_at", PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "three days ahead",
                        at(NOW.getEpochSecond() + 3 * 86_400, 0),
                        "occurred_at",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad("greatest of seconds", at(Long.MAX_VALUE, 0), "occurred_at", PROBLEM_REASON_OUT_OF_RANGE),
                bad("negative nanos", at(1, -1), "occurred_at", PROBLEM_REASON_OUT_OF_RANGE),
                bad("a second of nanos", at(1, 1_000_000_000), "occurred_at", PROBLEM_REASON_OUT_OF_RANGE),
                bad("no payload", event -> event.clearPayload(), "payload", PROBLEM_REASON_UNKNOWN_KIND),
                bad(
                        "name of 201",
                        profile(p -> p.setName("x".repeat(201))),
                        "account_profile.name",
                        PROBLEM_REASON_TOO_LONG),
                bad(
                        "name with a bell",
                        profile(p -> p.setName("a\u0007")),
                        "account_profile.name",
                        PROBLEM_REASON_BAD_CHARACTER));
    }

    private static Stream<Bad> badSlices() {
        return Dimension.OF_PROFILES.stream()
                .map(dimension -> bad(
                        dimension + " of 65",
                        profile(p -> p.setField(
                                io.keepwell.ingestion.v1.AccountProfile.getDescriptor()
                                        .findFieldByName(dimension.id()),
                                "x".repeat(65))),
                        "account_profile." + dimension.id(),
                        PROBLEM_REASON_TOO_LONG));
    }

    private static Stream<Bad> badChanges() {
        String at = "subscription_change.";
        return Stream.of(
                bad(
                        "no subscription",
                        change(c -> c.clearSubscriptionId()),
                        at + "subscription_id",
                        PROBLEM_REASON_REQUIRED),
                bad("no step", change(c -> c.clearStep()), at + "step", PROBLEM_REASON_REQUIRED),
                bad("unknown step", change(c -> c.setStepValue(99)), at + "step", PROBLEM_REASON_OUT_OF_RANGE),
                bad("no price", change(c -> c.clearPrice()), at + "price", PROBLEM_REASON_REQUIRED),
                bad("no interval", change(c -> c.clearInterval()), at + "interval", PROBLEM_REASON_REQUIRED),
                bad(
                        "no amount",
                        change(c -> c.getPriceBuilder().clearAmount()),
                        at + "price.amount",
                        PROBLEM_REASON_REQUIRED),
                badAmount("abc"),
                badAmount("-1"),
                badAmount("+1"),
                badAmount("1e30"),
                badAmount("1,000.00"),
                badAmount("1.2345678"),
                badAmount(".5"),
                badAmount("1."),
                badAmount("1000000000000.000001"),
                badAmount("1".repeat(400)),
                badAmount("NaN"),
                badAmount("٣"),
                badAmount(" 1"),
                bad(
                        "no currency",
                        change(c -> c.getPriceBuilder().clearCurrencyCode()),
                        at + "price.currency_code",
                        PROBLEM_REASON_REQUIRED),
                bad(
                        "currency in lower case",
                        change(c -> c.getPriceBuilder().setCurrencyCode("eur")),
                        at + "price.currency_code",
                        PROBLEM_REASON_BAD_FORMAT),
                bad("negative quantity", change(c -> c.setQuantity(-1)), at + "quantity", PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "quantity over 10^9",
                        change(c -> c.setQuantity(1_000_000_001L)),
                        at + "quantity",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "interval of none",
                        change(c -> c.getIntervalBuilder().setCount(0)),
                        at + "interval.count",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "interval of 121",
                        change(c -> c.getIntervalBuilder().setCount(121)),
                        at + "interval.count",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "interval without unit",
                        change(c -> c.getIntervalBuilder().clearUnit()),
                        at + "interval.unit",
                        PROBLEM_REASON_REQUIRED),
                bad(
                        "interval of unknown unit",
                        change(c -> c.getIntervalBuilder().setUnitValue(77)),
                        at + "interval.unit",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "more than 10^10 a month",
                        change(c ->
                                c.setQuantity(1_000_000_000).getPriceBuilder().setAmount("1000000000000")),
                        at + "price.amount",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "price with a pause",
                        change(c -> c.setStep(SubscriptionStep.SUBSCRIPTION_STEP_PAUSE)),
                        at + "price",
                        PROBLEM_REASON_CONTRADICTION),
                bad(
                        "quantity with an end",
                        change(c -> c.setStep(SubscriptionStep.SUBSCRIPTION_STEP_END)
                                .clearPrice()
                                .clearInterval()
                                .setQuantity(2)),
                        at + "price",
                        PROBLEM_REASON_CONTRADICTION),
                bad(
                        "end of a start",
                        change(c -> c.setEndsOn(date(2026, 12, 1))),
                        at + "ends_on",
                        PROBLEM_REASON_CONTRADICTION),
                bad("30 February", cancel(date(2026, 2, 30)), at + "ends_on", PROBLEM_REASON_BAD_FORMAT),
                bad("an empty date", cancel(date(0, 0, 0)), at + "ends_on", PROBLEM_REASON_BAD_FORMAT),
                bad("the year 2200", cancel(date(2200, 1, 1)), at + "ends_on.year", PROBLEM_REASON_OUT_OF_RANGE),
                bad("the year 1969", cancel(date(1969, 12, 31)), at + "ends_on.year", PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "reason of 201",
                        change(c -> c.setReason("x".repeat(201))),
                        at + "reason",
                        PROBLEM_REASON_TOO_LONG));
    }

    private static Bad badAmount(String amount) {
        return bad(
                "amount '" + amount + "'",
                change(c -> c.getPriceBuilder().setAmount(amount)),
                "subscription_change.price.amount",
                PROBLEM_REASON_BAD_FORMAT);
    }

    private static Stream<Bad> badAnswers() {
        String at = "survey_answer.";
        return Stream.of(
                bad("no kind", answer(a -> a.clearKind()), at + "kind", PROBLEM_REASON_REQUIRED),
                bad("unknown kind", answer(a -> a.setKindValue(9)), at + "kind", PROBLEM_REASON_OUT_OF_RANGE),
                bad("scale from −1", answer(a -> a.setScaleLow(-1)), at + "scale_low", PROBLEM_REASON_OUT_OF_RANGE),
                bad("scale to 101", answer(a -> a.setScaleHigh(101)), at + "scale_high", PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "scale upside down",
                        answer(a -> a.setKind(SurveyKind.SURVEY_KIND_CSAT)
                                .setScaleLow(5)
                                .setScaleHigh(5)
                                .setScore(5)),
                        at + "scale_high",
                        PROBLEM_REASON_CONTRADICTION),
                bad(
                        "NPS from 0 to 5",
                        answer(a -> a.setScaleHigh(5).setScore(5)),
                        at + "scale_high",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad("NPS from 2 to 10", answer(a -> a.setScaleLow(2)), at + "scale_high", PROBLEM_REASON_OUT_OF_RANGE),
                bad("score 11", answer(a -> a.setScore(11)), at + "score", PROBLEM_REASON_OUT_OF_RANGE),
                bad("score −1", answer(a -> a.setScore(-1)), at + "score", PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "score 0 on 1 to 10",
                        answer(a -> a.setScaleLow(1).setScore(0)),
                        at + "score",
                        PROBLEM_REASON_OUT_OF_RANGE),
                bad(
                        "respondent of 129",
                        answer(a -> a.setRespondentId("x".repeat(129))),
                        at + "respondent_id",
                        PROBLEM_REASON_TOO_LONG),
                bad(
                        "question of 201",
                        answer(a -> a.setQuestion("x".repeat(201))),
                        at + "question",
                        PROBLEM_REASON_TOO_LONG),
                bad(
                        "comment of 70 kB",
                        answer(a -> a.setComment("x".repeat(70_000))),
                        at + "comment",
                        PROBLEM_REASON_TOO_LONG),
                bad(
                        "comment of few characters and many bytes",
                        answer(a -> a.setComment("é".repeat(32_768))),
                        at + "comment",
                        PROBLEM_REASON_TOO_LONG),
                bad(
                        "comment with a NUL",
                        answer(a -> a.setComment("a\0b")),
                        at + "comment",
                        PROBLEM_REASON_BAD_CHARACTER));
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void bad_event_is_rejected_with_the_path_of_its_field_and_the_reason(Bad bad) {
        assertThat(MAPPER.map(bad.event())).isInstanceOfSatisfying(FactMapping.Rejected.class, rejected -> {
            assertThat(rejected.problem().field()).isEqualTo(bad.field());
            assertThat(rejected.problem().reason()).isEqualTo(bad.reason());
            assertThat(rejected.problem().message()).endsWith(".").hasSizeLessThan(300);
        });
    }

    @Test
    void good_change_is_taken_over_field_by_field() {
        Event message = event(change(c -> c.setQuantity(3)));

        io.keepwell.core.fact.store.Event event = mapped(message);
        assertThat(event.key()).isEqualTo(EventKey.of("id-1"));
        assertThat(event.accountAlias()).isEqualTo("acme");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-05T12:00:00.123456Z"));
        assertThat(event.fact())
                .isEqualTo(new SubscriptionChange(
                        "main",
                        SubscriptionChange.Step.START,
                        // 3 × 1,200.50 a year are 3,601.50 ÷ 12 = 300.125 a month.
                        Optional.of(new SubscriptionChange.Terms(
                                new Money(1_200_500_000L, new CurrencyCode("EUR")),
                                3,
                                new BillingInterval(1, BillingInterval.Unit.YEAR),
                                SubscriptionChange.Discount.NONE,
                                300_125_000L)),
                        Optional.empty(),
                        ""));
    }

    @Test
    void missing_measure_is_one_and_the_greatest_of_everything_fits() {
        assertThat(((SubscriptionChange) mapped(event(change(c -> {}))).fact())
                        .terms()
                        .orElseThrow()
                        .quantity())
                .isEqualTo(1);
        Event greatest = event(change(c -> c.setReason("r".repeat(200))
                .setSubscriptionId("🚀".repeat(128))
                .getPriceBuilder()
                .setAmount("120000000000.000000")));
        // 120 milliards a year are the greatest monthly amount, 10^10.
        assertThat(((SubscriptionChange) mapped(greatest).fact())
                        .terms()
                        .orElseThrow()
                        .monthlyMicros())
                .isEqualTo(SubscriptionChange.Terms.MOST_MONTHLY_MICROS);
        assertThat(((SurveyAnswer) mapped(event(answer(a -> a.setComment("x".repeat(65_535)))))
                                .fact())
                        .comment())
                .hasSize(65_535);
    }

    @Test
    void good_cancellation_and_answer_and_profile_are_taken_over() {
        assertThat(mapped(event(cancel(date(2027, 1, 31)))).fact())
                .isEqualTo(new SubscriptionChange(
                        "main",
                        SubscriptionChange.Step.CANCEL,
                        Optional.empty(),
                        Optional.of(LocalDate.parse("2027-01-31")),
                        "too dear"));
        assertThat(mapped(event(answer(a -> a.setComment(" line\n\ttwo ").setRespondentId("ann"))))
                        .fact())
                .isEqualTo(new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "ann", "", " line\n\ttwo "));
        assertThat(mapped(event(profile(
                                p -> p.setName("  Acme ").setOwner("Ana").setChannel("web"))))
                        .fact())
                .isEqualTo(new AccountProfile(
                        "Acme", Slice.NO_PROFILE.with(Dimension.OWNER, "Ana").with(Dimension.CHANNEL, "web")));
    }

    @Test
    void every_dimension_comes_from_the_field_of_its_name() {
        for (Dimension dimension : Dimension.OF_PROFILES) {
            AccountProfile fact = (AccountProfile) mapped(event(profile(p -> p.setField(
                            io.keepwell.ingestion.v1.AccountProfile.getDescriptor()
                                    .findFieldByName(dimension.id()),
                            "value"))))
                    .fact();
            assertThat(fact.reported()).isEqualTo(Slice.NO_PROFILE.with(dimension, "value"));
        }
    }

    @Test
    void of_several_problems_the_first_is_reported() {
        Event event = event(e -> e.clearEventId().clearAccountId().clearPayload());

        assertThat(MAPPER.map(event))
                .isInstanceOfSatisfying(
                        FactMapping.Rejected.class,
                        rejected -> assertThat(rejected.problem().field()).isEqualTo("event_id"));
    }

    private static io.keepwell.core.fact.store.Event mapped(Event message) {
        FactMapping mapping = MAPPER.map(message);
        assertThat(mapping).isInstanceOf(FactMapping.Mapped.class);
        return ((FactMapping.Mapped) mapping).event();
    }

    private static Bad bad(String what, Consumer<Event.Builder> change, String field, ProblemReason reason) {
        return new Bad(what, event(change), field, reason);
    }

    private static Event event(Consumer<Event.Builder> change) {
        Event.Builder event = Event.newBuilder()
                .setEventId("id-1")
                .setAccountId("acme")
                .setOccurredAt(Timestamp.newBuilder()
                        .setSeconds(Instant.parse("2026-03-05T12:00:00Z").getEpochSecond())
                        .setNanos(123_456_789));
        answer(_ -> {}).accept(event);
        change.accept(event);
        return event.build();
    }

    private static Consumer<Event.Builder> at(long seconds, int nanos) {
        return event ->
                event.setOccurredAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
    }

    private static Consumer<Event.Builder> profile(Consumer<io.keepwell.ingestion.v1.AccountProfile.Builder> change) {
        return event -> change.accept(event.getAccountProfileBuilder());
    }

    private static Consumer<Event.Builder> change(
            Consumer<io.keepwell.ingestion.v1.SubscriptionChange.Builder> change) {
        return event -> {
            var builder = event.getSubscriptionChangeBuilder()
                    .setSubscriptionId("main")
                    .setStep(SubscriptionStep.SUBSCRIPTION_STEP_START);
            builder.getPriceBuilder().setAmount("1200.50").setCurrencyCode("EUR");
            builder.getIntervalBuilder().setCount(1).setUnit(IntervalUnit.INTERVAL_UNIT_YEAR);
            change.accept(builder);
        };
    }

    private static Consumer<Event.Builder> cancel(Date endsOn) {
        return event -> event.getSubscriptionChangeBuilder()
                .setSubscriptionId("main")
                .setStep(SubscriptionStep.SUBSCRIPTION_STEP_CANCEL)
                .setEndsOn(endsOn)
                .setReason("too dear");
    }

    private static Consumer<Event.Builder> answer(Consumer<io.keepwell.ingestion.v1.SurveyAnswer.Builder> change) {
        return event -> change.accept(event.getSurveyAnswerBuilder()
                .setKind(SurveyKind.SURVEY_KIND_NPS)
                .setScaleLow(0)
                .setScaleHigh(10)
                .setScore(9));
    }

    private static Date date(int year, int month, int day) {
        return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
    }
}
