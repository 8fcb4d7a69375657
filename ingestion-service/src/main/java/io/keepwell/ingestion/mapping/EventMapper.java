package io.keepwell.ingestion.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.core.account.Account;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.store.Event;
import io.keepwell.ingestion.v1.Event.PayloadCase;
import io.keepwell.ingestion.v1.ProblemReason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns a partner's message into an event, or says what is wrong with it. Validates wholly, so that what it
/// lets through fits the tables.
@Singleton
public final class EventMapper {
    private static final Duration LONGEST_AHEAD = Duration.ofDays(2);
    private static final int NANOS_A_SECOND = 1_000_000_000;
    private static final OneofDescriptor PAYLOADS =
            io.keepwell.ingestion.v1.Event.getDescriptor().getOneofs().getFirst();
    private static final Set<PayloadCase> OF_THE_FIRM = ofTheFirm();
    /// Kinds whose payload says more than the rules at its fields can.
    private static final Set<PayloadCase> BY_CODE = EnumSet.of(
            PayloadCase.ACCOUNT_PROFILE,
            PayloadCase.SUBSCRIPTION_CHANGE,
            PayloadCase.SURVEY_ANSWER,
            PayloadCase.SURVEY_DISMISSAL,
            PayloadCase.EXCHANGE_RATE,
            PayloadCase.MEASUREMENT,
            PayloadCase.RETRACTION);
    private static final Map<PayloadCase, RuleMapping> BY_RULES = byRules();

    private final Clock clock;

    public EventMapper(Clock clock) {
        this.clock = clock;
    }

    /// Whether the contract's rules say all there is to say about a kind's payload.
    public static boolean isByRules(EventKind kind) {
        return !BY_CODE.contains(payloadCase(kind));
    }

    private static Set<PayloadCase> ofTheFirm() {
        return EventKind.ALL.stream()
                .filter(kind -> RequiredFields.accountRule(kind.payload()) == AccountRule.ACCOUNT_RULE_EMPTY)
                .map(EventMapper::payloadCase)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PayloadCase.class)));
    }

    private static Map<PayloadCase, RuleMapping> byRules() {
        Map<PayloadCase, RuleMapping> mappings = new EnumMap<>(PayloadCase.class);
        EventKind.ALL.stream()
                .filter(EventMapper::isByRules)
                .forEach(kind -> mappings.put(payloadCase(kind), RuleMapping.of(kind)));
        return mappings;
    }

    private static PayloadCase payloadCase(EventKind kind) {
        return PayloadCase.forNumber(kind.payload().getNumber());
    }

    public FactMapping map(io.keepwell.ingestion.v1.Event message) {
        return RequiredFields.firstMissing(message)
                .<FactMapping>map(missing -> new FactMapping.Rejected(
                        new Problem(missing.field(), ProblemReason.PROBLEM_REASON_REQUIRED, missing.message())))
                .orElseGet(() -> mapWhole(message));
    }

    private FactMapping mapWhole(io.keepwell.ingestion.v1.Event message) {
        Fields fields = new Fields();
        String eventId = fields.id("event_id", message.getEventId());
        String account = account(fields, message);
        Instant occurredAt = moment(fields, message.getOccurredAt());
        Optional<EventKey> corrects = corrects(fields, message);
        Optional<Fact> fact = fact(fields, message);
        return fields.problem()
                .<FactMapping>map(FactMapping.Rejected::new)
                .orElseGet(() -> new FactMapping.Mapped(
                        new Event(EventKey.of(eventId), account, occurredAt, fact.orElseThrow(), corrects)));
    }

    private static String account(Fields fields, io.keepwell.ingestion.v1.Event message) {
        String field = "account_id";
        String account = message.getAccountId();
        if (OF_THE_FIRM.contains(message.getPayloadCase())) {
            fields.refuseIf(
                    !account.equals(Account.FIRM_NAME), field, "It must be empty: this is about the firm as a whole.");
            return account;
        }
        return fields.id(field, account);
    }

    private Instant moment(Fields fields, Timestamp timestamp) {
        String field = "occurred_at";
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

    private static Optional<EventKey> corrects(Fields fields, io.keepwell.ingestion.v1.Event message) {
        String field = "corrects_event_id";
        if (message.getCorrectsEventId().isEmpty()) {
            return Optional.empty();
        }
        EventKey key = EventKey.of(fields.id(field, message.getCorrectsEventId()));
        fields.refuseIf(
                message.getPayloadCase() == PayloadCase.RETRACTION,
                field,
                "A retraction can't be taken back: tell the event again, under another id.");
        fields.refuseIf(key.equals(EventKey.of(message.getEventId())), field, "An event doesn't take its own place.");
        return Optional.of(key);
    }

    private static Optional<Fact> fact(Fields event, io.keepwell.ingestion.v1.Event message) {
        return switch (message.getPayloadCase()) {
            case ACCOUNT_PROFILE ->
                ProfileMapping.profile(event.inside("account_profile"), message.getAccountProfile());
            case SUBSCRIPTION_CHANGE ->
                SubscriptionMapping.change(event.inside("subscription_change"), message.getSubscriptionChange());
            case SURVEY_ANSWER -> SurveyMapping.answer(event.inside("survey_answer"), message.getSurveyAnswer());
            case SURVEY_DISMISSAL ->
                SurveyMapping.dismissal(event.inside("survey_dismissal"), message.getSurveyDismissal());
            case EXCHANGE_RATE -> FirmMapping.exchangeRate(event.inside("exchange_rate"), message.getExchangeRate());
            case MEASUREMENT -> ProfileMapping.measurement(event.inside("measurement"), message.getMeasurement());
            case RETRACTION -> FirmMapping.retraction(event.inside("retraction"), message.getRetraction());
            case PAYLOAD_NOT_SET -> {
                event.refuse(
                        "payload",
                        ProblemReason.PROBLEM_REASON_UNKNOWN_KIND,
                        "The event has no payload of a kind that is known here.");
                yield Optional.empty();
            }
            default -> byRules(event, message);
        };
    }

    private static Optional<Fact> byRules(Fields event, io.keepwell.ingestion.v1.Event message) {
        FieldDescriptor payload = message.getOneofFieldDescriptor(PAYLOADS);
        RuleMapping mapping = Objects.requireNonNull(BY_RULES.get(message.getPayloadCase()));
        return mapping.map(event.inside(payload.getName()), (Message) message.getField(payload));
    }
}
