package io.keepwell.core.fact.store;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells a customer's history in a few lines, for tests, the demo and the docs:
///
/// ```java
/// new Story("acme", EUR)
///         .on("2026-01-05").isNamed("Acme").standsIn(Dimension.SEGMENT, "Enterprise").starts("1200.00")
///         .on("2026-03-01").changesTo("1500.00")
///         .on("2026-04-10").recommends(9)
///         .on("2026-06-30").ends();
/// ```
///
/// Events happen at noon UTC, a second after one another on the same day. Their ids are the account's
/// name and a count.
public final class Story {
    private static final String ONLY_SUBSCRIPTION = "main";

    private final String account;
    private final CurrencyCode currency;
    private final List<SentEvent> reported = new ArrayList<>();
    private LocalDate day = LocalDate.EPOCH;
    private int secondsOfDay;
    private String name = "";
    private Slice slice = Slice.NO_PROFILE;
    private String subscription = ONLY_SUBSCRIPTION;

    public Story(String account, CurrencyCode currency) {
        this.account = account;
        this.currency = currency;
    }

    /// One event of a story.
    ///
    /// @param corrects the id of the event whose place this one takes
    public record SentEvent(String eventId, String account, Instant occurredAt, Fact fact, Optional<String> corrects) {
        public SentEvent(String eventId, String account, Instant occurredAt, Fact fact) {
            this(eventId, account, occurredAt, fact, Optional.empty());
        }

        /// As a partner's validated event.
        public Event event() {
            return new Event(EventKey.of(eventId), account, occurredAt, fact, corrects.map(EventKey::of));
        }
    }

    /// What follows happens on this day.
    public Story on(LocalDate next) {
        if (!next.equals(day)) {
            day = next;
            secondsOfDay = 0;
        }
        return this;
    }

    /// @param next such as `2026-01-31`
    public Story on(String next) {
        return on(LocalDate.parse(next));
    }

    /// Gives the account a name.
    public Story isNamed(String newName) {
        name = newName;
        return send(new AccountProfile(name, slice));
    }

    /// Puts the account into another slice.
    public Story standsIn(Dimension dimension, String value) {
        return standsIn(slice.with(dimension, value));
    }

    /// Puts the account into another slice by all that profiles report.
    public Story standsIn(Slice reported) {
        slice = reported;
        return send(new AccountProfile(name, slice));
    }

    /// What follows is about another of the account's subscriptions.
    public Story withSubscription(String id) {
        subscription = id;
        return this;
    }

    /// The subscription begins.
    ///
    /// @param monthly decimal text, a month
    public Story starts(String monthly) {
        return starts(monthly, 1, new BillingInterval(1, BillingInterval.Unit.MONTH));
    }

    public Story starts(String price, long quantity, BillingInterval interval) {
        return sendStep(
                SubscriptionChange.Step.START, Optional.of(terms(price, quantity, interval)), Optional.empty(), "");
    }

    /// The subscription costs another amount a month.
    public Story changesTo(String monthly) {
        return changesTo(monthly, 1, new BillingInterval(1, BillingInterval.Unit.MONTH));
    }

    public Story changesTo(String price, long quantity, BillingInterval interval) {
        return sendStep(
                SubscriptionChange.Step.CHANGE, Optional.of(terms(price, quantity, interval)), Optional.empty(), "");
    }

    public Story pauses() {
        return sendStep(SubscriptionChange.Step.PAUSE, Optional.empty(), Optional.empty(), "");
    }

    public Story resumes() {
        return sendStep(SubscriptionChange.Step.RESUME, Optional.empty(), Optional.empty(), "");
    }

    /// @param endsOn first day on which it no longer runs
    public Story cancels(LocalDate endsOn, String reason) {
        return sendStep(SubscriptionChange.Step.CANCEL, Optional.empty(), Optional.of(endsOn), reason);
    }

    public Story ends() {
        return sendStep(SubscriptionChange.Step.END, Optional.empty(), Optional.empty(), "");
    }

    /// Answers an NPS question on the scale from 0 to 10.
    public Story recommends(int score) {
        return recommends(score, "");
    }

    public Story recommends(int score, String comment) {
        return send(new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, "", "", comment));
    }

    /// Tells any other fact.
    public Story send(Fact fact) {
        Instant moment = day.atTime(LocalTime.NOON).plusSeconds(secondsOfDay++).toInstant(ZoneOffset.UTC);
        reported.add(new SentEvent(account + "-" + (reported.size() + 1), account, moment, fact));
        return this;
    }

    /// All that was reported, in order.
    public List<SentEvent> reported() {
        return List.copyOf(reported);
    }

    private Story sendStep(
            SubscriptionChange.Step step,
            Optional<SubscriptionChange.Terms> terms,
            Optional<LocalDate> endsOn,
            String reason) {
        return send(new SubscriptionChange(subscription, step, terms, endsOn, reason));
    }

    private SubscriptionChange.Terms terms(String price, long quantity, BillingInterval interval) {
        long micros =
                Money.parseMicros(price).orElseThrow(() -> new IllegalArgumentException("not an amount: " + price));
        return SubscriptionChange.Terms.of(new Money(micros, currency), quantity, interval);
    }
}
