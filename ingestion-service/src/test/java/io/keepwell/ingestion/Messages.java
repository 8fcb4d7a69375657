package io.keepwell.ingestion;

import com.google.protobuf.Timestamp;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.IntervalUnit;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import java.time.Instant;

/// Events as partners send them.
public final class Messages {
    private Messages() {}

    public static Event answer(String id, String account, String moment, int score, String comment) {
        Event.Builder event = event(id, account, moment);
        event.getSurveyAnswerBuilder()
                .setKind(SurveyKind.SURVEY_KIND_NPS)
                .setScaleLow(0)
                .setScaleHigh(10)
                .setScore(score)
                .setComment(comment);
        return event.build();
    }

    public static Event start(String id, String account, String moment, String monthly, String currency) {
        Event.Builder event = event(id, account, moment);
        var change = event.getSubscriptionChangeBuilder()
                .setSubscriptionId("main")
                .setStep(SubscriptionStep.SUBSCRIPTION_STEP_START);
        change.getPriceBuilder().setAmount(monthly).setCurrencyCode(currency);
        change.getIntervalBuilder().setCount(1).setUnit(IntervalUnit.INTERVAL_UNIT_MONTH);
        return event.build();
    }

    public static Event end(String id, String account, String moment) {
        Event.Builder event = event(id, account, moment);
        event.getSubscriptionChangeBuilder().setSubscriptionId("main").setStep(SubscriptionStep.SUBSCRIPTION_STEP_END);
        return event.build();
    }

    public static Event owner(String id, String account, String moment, String name, String owner) {
        Event.Builder event = event(id, account, moment);
        event.getAccountProfileBuilder().setName(name).setOwner(owner);
        return event.build();
    }

    private static Event.Builder event(String id, String account, String moment) {
        Instant at = Instant.parse(moment);
        return Event.newBuilder()
                .setEventId(id)
                .setAccountId(account)
                .setOccurredAt(
                        Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
    }
}
