package io.keepwell.deploy.demo;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.contract.EventKind;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.AccountAlias;
import io.keepwell.ingestion.v1.BillingInterval;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.IntervalUnit;
import io.keepwell.ingestion.v1.SubscriptionDiscount;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// From a story to the messages that a partner would send. A fact whose components are named as the fields of the
/// contract needs no code here.
public final class EventMessages {
    private EventMessages() {}

    public static Event message(Story.SentEvent reported) {
        Event.Builder event = Event.newBuilder()
                .setEventId(reported.eventId())
                .setAccountId(reported.account())
                .setOccurredAt(timestamp(reported.occurredAt()));
        reported.corrects().ifPresent(event::setCorrectsEventId);
        return switch (reported.fact()) {
            case AccountProfile profile ->
                event.setAccountProfile(message(profile)).build();
            case SubscriptionChange change ->
                event.setSubscriptionChange(message(change)).build();
            case SurveyAnswer answer -> event.setSurveyAnswer(message(answer)).build();
            case ExchangeRate rate -> event.setExchangeRate(message(rate)).build();
            case Measurement measurement ->
                event.setMeasurement(message(measurement)).build();
            case Retraction retraction ->
                event.setRetraction(message(retraction)).build();
            default -> byNames(reported.fact(), event);
        };
    }

    private static Event byNames(Fact fact, Event.Builder event) {
        EventKind kind = EventKind.of(FactTables.of(fact).kind()).orElseThrow();
        Message.Builder payload = event.getFieldBuilder(kind.payload());
        Map<String, RecordComponent> components = Arrays.stream(fact.getClass().getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        for (FieldDescriptor field : kind.fields()) {
            RecordComponent component = Optional.ofNullable(components.get(field.getJsonName()))
                    .orElseThrow(() -> new IllegalStateException("no fact has " + field.getFullName()));
            value(field, component(fact, component)).ifPresent(value -> payload.setField(field, value));
        }
        return event.build();
    }

    private static Object component(Fact fact, RecordComponent component) {
        try {
            return component.getAccessor().invoke(fact);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// As the contract's field has it; empty where nothing is sent.
    private static Optional<Object> value(FieldDescriptor field, Object component) {
        return switch (component) {
            case Optional<?> given -> given.flatMap(value -> value(field, value));
            case Enum<?> constant -> constant(field.getEnumType(), constant).map(value -> value);
            case Money money -> Optional.of(message(money));
            case LocalDate day -> Optional.of(message(day));
            case String _, Boolean _, Integer _, Long _ -> Optional.of(component);
            default ->
                throw new IllegalStateException(field.getFullName() + " can't be made of " + component.getClass());
        };
    }

    /// The core's constants for what isn't known stand for nothing that is sent.
    private static Optional<EnumValueDescriptor> constant(EnumDescriptor type, Enum<?> constant) {
        return Optional.ofNullable(type.findValueByName(EventKind.prefix(type) + constant.name()));
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }

    private static Date message(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    private static io.keepwell.ingestion.v1.Money message(Money money) {
        return io.keepwell.ingestion.v1.Money.newBuilder()
                .setAmount(Money.units(money.micros()).toPlainString())
                .setCurrencyCode(money.currency().code())
                .build();
    }

    private static io.keepwell.ingestion.v1.AccountProfile message(AccountProfile profile) {
        io.keepwell.ingestion.v1.AccountProfile.Builder message = io.keepwell.ingestion.v1.AccountProfile.newBuilder()
                .setName(profile.name())
                .setOwner(profile.reported().value(Dimension.OWNER))
                .setSegment(profile.reported().value(Dimension.SEGMENT))
                .setIndustry(profile.reported().value(Dimension.INDUSTRY))
                .setRegion(profile.reported().value(Dimension.REGION))
                .setPlan(profile.reported().value(Dimension.PLAN))
                .setProduct(profile.reported().value(Dimension.PRODUCT))
                .setChannel(profile.reported().value(Dimension.CHANNEL))
                .addAllTags(profile.tags());
        profile.aliases()
                .forEach(alias -> message.addAliases(
                        AccountAlias.newBuilder().setPartner(alias.partner()).setAccountId(alias.account())));
        return message.build();
    }

    private static io.keepwell.ingestion.v1.SubscriptionChange message(SubscriptionChange change) {
        io.keepwell.ingestion.v1.SubscriptionChange.Builder message =
                io.keepwell.ingestion.v1.SubscriptionChange.newBuilder()
                        .setSubscriptionId(change.subscriptionId())
                        .setStep(SubscriptionStep.valueOf("SUBSCRIPTION_STEP_" + change.step()))
                        .setReason(change.reason());
        change.terms().ifPresent(terms -> {
            message.setPrice(message(terms.price()))
                    .setQuantity(terms.quantity())
                    .setInterval(BillingInterval.newBuilder()
                            .setCount(terms.interval().count())
                            .setUnit(IntervalUnit.valueOf(
                                    "INTERVAL_UNIT_" + terms.interval().unit())));
            if (!terms.discount().equals(SubscriptionChange.Discount.NONE)) {
                message.setDiscount(SubscriptionDiscount.newBuilder()
                        .setAmount(Money.units(terms.discount().micros()).toPlainString())
                        .setLasting(terms.discount().lasting()));
            }
        });
        change.endsOn().map(EventMessages::message).ifPresent(message::setEndsOn);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.SurveyAnswer message(SurveyAnswer answer) {
        io.keepwell.ingestion.v1.SurveyAnswer.Builder message = io.keepwell.ingestion.v1.SurveyAnswer.newBuilder()
                .setKind(SurveyKind.valueOf("SURVEY_KIND_" + answer.kind()))
                .setScaleLow(answer.scaleLow())
                .setScaleHigh(answer.scaleHigh())
                .setScore(answer.score())
                .setTurned(answer.turned())
                .setRespondentId(answer.respondentId())
                .setQuestion(answer.question())
                .setComment(answer.comment())
                .setOwner(answer.owner())
                .setTicketId(answer.ticketId());
        if (answer.positiveFrom() > 0) {
            message.setPositiveFrom(answer.positiveFrom());
        }
        return message.build();
    }

    private static io.keepwell.ingestion.v1.ExchangeRate message(ExchangeRate rate) {
        return io.keepwell.ingestion.v1.ExchangeRate.newBuilder()
                .setSourceCurrency(rate.sourceCurrency().code())
                .setTargetCurrency(rate.targetCurrency().code())
                .setRate(BigDecimal.valueOf(rate.rateBillionths(), ExchangeRate.DECIMALS)
                        .toPlainString())
                .build();
    }

    private static io.keepwell.ingestion.v1.Measurement message(Measurement measurement) {
        return io.keepwell.ingestion.v1.Measurement.newBuilder()
                .setName(measurement.name())
                .setValue(Money.units(measurement.valueMicros()).toPlainString())
                .setUnit(measurement.unit())
                .build();
    }

    /// Every key is that of some UUID, so it can be named by that.
    private static io.keepwell.ingestion.v1.Retraction message(Retraction retraction) {
        return io.keepwell.ingestion.v1.Retraction.newBuilder()
                .setKind(FactTables.ofCode(Math.toIntExact(retraction.kindCode()))
                        .orElseThrow()
                        .kind())
                .setEventId(uuid(retraction.targetKey()))
                .setReason(retraction.reason())
                .build();
    }

    private static String uuid(String hex) {
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }
}
