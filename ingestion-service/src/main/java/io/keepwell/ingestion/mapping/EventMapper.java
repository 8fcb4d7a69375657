package io.keepwell.ingestion.mapping;

import com.google.protobuf.Timestamp;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Event;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Turns a partner's message into an event, or says what is wrong with it. Validates wholly, so that what it lets
/// through
/// fits the tables.
@Singleton
public final class EventMapper {
    private static final Duration LONGEST_AHEAD = Duration.ofDays(2);
    private static final int NANOS_A_SECOND = 1_000_000_000;

    private final Clock clock;

    public EventMapper(Clock clock) {
        this.clock = clock;
    }

    public Mapping map(io.keepwell.ingestion.v1.Event message) {
        Fields fields = new Fields();
        String eventId = fields.id("event_id", message.getEventId(), Event.LONGEST_ID);
        String account = fields.id("account_id", message.getAccountId(), Event.LONGEST_ID);
        Instant occurredAt = moment(fields, message.hasOccurredAt(), message.getOccurredAt());
        Optional<Fact> fact = fact(fields, message);
        return fields.problem()
                .<Mapping>map(Mapping.Rejected::new)
                .orElseGet(() ->
                        new Mapping.Mapped(new Event(EventKey.of(eventId), account, occurredAt, fact.orElseThrow())));
    }

    private Instant moment(Fields fields, boolean given, Timestamp timestamp) {
        String field = "occurred_at";
        if (!given) {
            fields.refuse(field, ProblemReason.PROBLEM_REASON_REQUIRED, "This field is required.");
            return Instant.EPOCH;
        }
        Instant latest = clock.instant().plus(LONGEST_AHEAD);
        boolean inRange = timestamp.getSeconds() >= 0
                && timestamp.getSeconds() <= latest.getEpochSecond()
                && timestamp.getNanos() >= 0
                && timestamp.getNanos() < NANOS_A_SECOND;
        if (!inRange) {
            fields.refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "It must be from 1970-01-01T00:00:00Z to two days from now.");
            return Instant.EPOCH;
        }
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos())
                .truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Fact> fact(Fields fields, io.keepwell.ingestion.v1.Event message) {
        return switch (message.getPayloadCase()) {
            case ACCOUNT_PROFILE -> Optional.of(profile(fields, message.getAccountProfile()));
            case SUBSCRIPTION_CHANGE -> change(fields, message.getSubscriptionChange());
            case SURVEY_ANSWER -> answer(fields, message.getSurveyAnswer());
            case PAYLOAD_NOT_SET -> {
                fields.refuse(
                        "payload",
                        ProblemReason.PROBLEM_REASON_UNKNOWN_KIND,
                        "The event has no payload of a kind that is known here.");
                yield Optional.empty();
            }
        };
    }

    private static Fact profile(Fields fields, io.keepwell.ingestion.v1.AccountProfile message) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.ALL) {
            String value = switch (dimension) {
                case OWNER -> message.getOwner();
                case SEGMENT -> message.getSegment();
                case INDUSTRY -> message.getIndustry();
                case REGION -> message.getRegion();
                case PLAN -> message.getPlan();
                case PRODUCT -> message.getProduct();
                case CHANNEL -> message.getChannel();
            };
            values.put(dimension, fields.line("account_profile." + dimension.id(), value, Dimension.LONGEST_VALUE));
        }
        String name = fields.line("account_profile.name", message.getName(), AccountProfile.LONGEST_NAME);
        return new AccountProfile(name, new Slice(values));
    }

    private static Optional<Fact> change(Fields fields, io.keepwell.ingestion.v1.SubscriptionChange message) {
        String at = "subscription_change.";
        String subscription = fields.id(at + "subscription_id", message.getSubscriptionId(), Event.LONGEST_ID);
        Optional<SubscriptionChange.Step> step = step(fields, at + "step", message.getStep());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        Optional<SubscriptionChange.Terms> terms = Optional.empty();
        if (step.get().hasTerms()) {
            terms = terms(fields, at, message);
        } else if (message.hasPrice() || message.hasInterval() || message.getQuantity() != 0) {
            fields.refuse(
                    at + "price",
                    ProblemReason.PROBLEM_REASON_CONTRADICTION,
                    "Only the steps START and CHANGE have price, quantity and interval.");
        }
        Optional<LocalDate> endsOn = Optional.empty();
        if (message.hasEndsOn()) {
            endsOn = Optional.of(fields.date(at + "ends_on", message.getEndsOn()));
            if (step.get() != SubscriptionChange.Step.CANCEL) {
                fields.refuse(
                        at + "ends_on", ProblemReason.PROBLEM_REASON_CONTRADICTION, "Only the step CANCEL has it.");
            }
        }
        String reason = fields.line(at + "reason", message.getReason(), Fact.LONGEST_REMARK);
        if (fields.problem().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new SubscriptionChange(subscription, step.get(), terms, endsOn, reason));
    }

    private static Optional<SubscriptionChange.Step> step(Fields fields, String field, SubscriptionStep step) {
        return switch (step) {
            case SUBSCRIPTION_STEP_START -> Optional.of(SubscriptionChange.Step.START);
            case SUBSCRIPTION_STEP_CHANGE -> Optional.of(SubscriptionChange.Step.CHANGE);
            case SUBSCRIPTION_STEP_PAUSE -> Optional.of(SubscriptionChange.Step.PAUSE);
            case SUBSCRIPTION_STEP_RESUME -> Optional.of(SubscriptionChange.Step.RESUME);
            case SUBSCRIPTION_STEP_CANCEL -> Optional.of(SubscriptionChange.Step.CANCEL);
            case SUBSCRIPTION_STEP_END -> Optional.of(SubscriptionChange.Step.END);
            case SUBSCRIPTION_STEP_UNSPECIFIED, UNRECOGNIZED -> {
                fields.refuse(field, ProblemReason.PROBLEM_REASON_REQUIRED, "It must be a step that is known here.");
                yield Optional.empty();
            }
        };
    }

    private static Optional<SubscriptionChange.Terms> terms(
            Fields fields, String at, io.keepwell.ingestion.v1.SubscriptionChange message) {
        if (!message.hasPrice()) {
            fields.refuse(at + "price", ProblemReason.PROBLEM_REASON_REQUIRED, "START and CHANGE need a price.");
        }
        if (!message.hasInterval()) {
            fields.refuse(at + "interval", ProblemReason.PROBLEM_REASON_REQUIRED, "START and CHANGE need an interval.");
        }
        Money price = fields.money(at + "price", message.getPrice());
        long asked = message.getQuantity() == 0 ? 1 : message.getQuantity();
        int quantity = fields.inRange(at + "quantity", asked, 1, (int) SubscriptionChange.Terms.MOST_QUANTITY);
        int count = fields.inRange(at + "interval.count", message.getInterval().getCount(), 1, BillingInterval.MOST);
        Optional<BillingInterval.Unit> unit = switch (message.getInterval().getUnit()) {
            case INTERVAL_UNIT_DAY -> Optional.of(BillingInterval.Unit.DAY);
            case INTERVAL_UNIT_WEEK -> Optional.of(BillingInterval.Unit.WEEK);
            case INTERVAL_UNIT_MONTH -> Optional.of(BillingInterval.Unit.MONTH);
            case INTERVAL_UNIT_YEAR -> Optional.of(BillingInterval.Unit.YEAR);
            case INTERVAL_UNIT_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
        if (unit.isEmpty()) {
            fields.refuse(
                    at + "interval.unit",
                    ProblemReason.PROBLEM_REASON_REQUIRED,
                    "It must be DAY, WEEK, MONTH or YEAR.");
        }
        if (fields.problem().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SubscriptionChange.Terms.of(price, quantity, new BillingInterval(count, unit.orElseThrow())));
        } catch (ArithmeticException tooMuch) {
            fields.refuse(
                    at + "price.amount",
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "Price times quantity comes to more than 10000000000 a month.");
            return Optional.empty();
        }
    }

    private static Optional<Fact> answer(Fields fields, io.keepwell.ingestion.v1.SurveyAnswer message) {
        String at = "survey_answer.";
        Optional<SurveyAnswer.Kind> kind = surveyKind(fields, at + "kind", message.getKind());
        int low = fields.inRange(at + "scale_low", message.getScaleLow(), 0, 100);
        int high = fields.inRange(at + "scale_high", message.getScaleHigh(), 1, 100);
        if (low >= high) {
            fields.refuse(at + "scale_high", ProblemReason.PROBLEM_REASON_CONTRADICTION, "It must be above scale_low.");
        }
        boolean npsScale = high == 10 && (low == 0 || low == 1);
        if (kind.filter(SurveyAnswer.Kind.NPS::equals).isPresent() && !npsScale) {
            fields.refuse(
                    at + "scale_high",
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "An NPS question is asked on the scale 0 to 10 or 1 to 10.");
        }
        int score = fields.inRange(at + "score", message.getScore(), low, high);
        String respondent = fields.optionalId(at + "respondent_id", message.getRespondentId(), Event.LONGEST_ID);
        String question = fields.line(at + "question", message.getQuestion(), SurveyAnswer.LONGEST_QUESTION);
        String comment = fields.text(at + "comment", message.getComment(), Fact.LONGEST_TEXT_BYTES);
        if (fields.problem().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new SurveyAnswer(kind.orElseThrow(), low, high, score, respondent, question, comment));
    }

    private static Optional<SurveyAnswer.Kind> surveyKind(Fields fields, String field, SurveyKind kind) {
        return switch (kind) {
            case SURVEY_KIND_NPS -> Optional.of(SurveyAnswer.Kind.NPS);
            case SURVEY_KIND_CSAT -> Optional.of(SurveyAnswer.Kind.CSAT);
            case SURVEY_KIND_CES -> Optional.of(SurveyAnswer.Kind.CES);
            case SURVEY_KIND_UNSPECIFIED, UNRECOGNIZED -> {
                fields.refuse(field, ProblemReason.PROBLEM_REASON_REQUIRED, "It must be a kind that is known here.");
                yield Optional.empty();
            }
        };
    }
}
