package io.keepwell.deploy.demo;

import com.google.protobuf.Timestamp;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.BillingInterval;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.IntervalUnit;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import java.time.Instant;
import java.time.LocalDate;

/// From a story to the messages that a partner would send.
public final class EventMessages {
    private EventMessages() {}

    public static Event message(Story.Told told) {
        Event.Builder event = Event.newBuilder()
                .setEventId(told.eventId())
                .setAccountId(told.account())
                .setOccurredAt(timestamp(told.occurredAt()));
        switch (told.fact()) {
            case AccountProfile profile -> event.setAccountProfile(message(profile));
            case SubscriptionChange change -> event.setSubscriptionChange(message(change));
            case SurveyAnswer answer -> event.setSurveyAnswer(message(answer));
            default ->
                throw new IllegalArgumentException("the demo tells no fact of the kind " + FactTables.of(told.fact()));
        }
        return event.build();
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }

    private static io.keepwell.ingestion.v1.AccountProfile message(AccountProfile profile) {
        return io.keepwell.ingestion.v1.AccountProfile.newBuilder()
                .setName(profile.name())
                .setOwner(profile.leaf().value(Dimension.OWNER))
                .setSegment(profile.leaf().value(Dimension.SEGMENT))
                .setIndustry(profile.leaf().value(Dimension.INDUSTRY))
                .setRegion(profile.leaf().value(Dimension.REGION))
                .setPlan(profile.leaf().value(Dimension.PLAN))
                .setProduct(profile.leaf().value(Dimension.PRODUCT))
                .setChannel(profile.leaf().value(Dimension.CHANNEL))
                .build();
    }

    private static io.keepwell.ingestion.v1.SubscriptionChange message(SubscriptionChange change) {
        io.keepwell.ingestion.v1.SubscriptionChange.Builder message =
                io.keepwell.ingestion.v1.SubscriptionChange.newBuilder()
                        .setSubscriptionId(change.subscriptionId())
                        .setStep(SubscriptionStep.valueOf("SUBSCRIPTION_STEP_" + change.step()))
                        .setReason(change.reason());
        change.terms()
                .ifPresent(terms -> message.setPrice(io.keepwell.ingestion.v1.Money.newBuilder()
                                .setAmount(Money.units(terms.price().micros()).toPlainString())
                                .setCurrencyCode(terms.price().currency().code()))
                        .setQuantity(terms.quantity())
                        .setInterval(BillingInterval.newBuilder()
                                .setCount(terms.interval().count())
                                .setUnit(IntervalUnit.valueOf(
                                        "INTERVAL_UNIT_" + terms.interval().unit()))));
        change.endsOn().map(EventMessages::message).ifPresent(message::setEndsOn);
        return message.build();
    }

    private static Date message(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    private static io.keepwell.ingestion.v1.SurveyAnswer message(SurveyAnswer answer) {
        return io.keepwell.ingestion.v1.SurveyAnswer.newBuilder()
                .setKind(SurveyKind.valueOf("SURVEY_KIND_" + answer.kind()))
                .setScaleLow(answer.scaleLow())
                .setScaleHigh(answer.scaleHigh())
                .setScore(answer.score())
                .setRespondentId(answer.respondentId())
                .setQuestion(answer.question())
                .setComment(answer.comment())
                .build();
    }
}
