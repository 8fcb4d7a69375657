package io.keepwell.deploy.chaos;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// A publisher's events: of mixed kinds, with ids and accounts that publishers of other partners use, too.
final class RandomEvents {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECONDS = Duration.ofDays(90).toSeconds();
    private static final int ACCOUNTS = 200;
    private static final BillingInterval MONTH = new BillingInterval(1, BillingInterval.Unit.MONTH);
    private static final List<String> WORDS = List.of(
            "",
            "fine",
            "tab\there",
            "line\nbreak",
            "back\\slash \\N \\0",
            "quote ' \" `",
            "\uD83D\uDE80\uD83C\uDFFD",
            "\u05E9\u05DC\u05D5\u05DD",
            "x".repeat(3_000));

    private final Random random;
    private final String partner;
    private final int publisher;
    private int events;
    private int batches;

    /// @param partner says who speaks in each content, so that what got into the wrong hands is seen
    /// @param publisher tells the publishers of one partner apart; those of two partners with the same number
    /// use the same ids
    RandomEvents(long seed, String partner, int publisher) {
        this.random = new Random(31 * seed + 7L * partner.hashCode() + publisher);
        this.partner = partner;
        this.publisher = publisher;
    }

    /// New events. The first one begins the subscription of an account that nobody else writes about, so that a lost
    /// mark for the refresher would be seen in the cells.
    List<Story.Told> batch(int size) {
        String own = "own-" + publisher + "-" + batches++;
        List<Story.Told> batch = new ArrayList<>();
        batch.add(told(own, start()));
        while (batch.size() < size) {
            batch.add(told("shared-" + random.nextInt(ACCOUNTS), fact()));
        }
        return batch;
    }

    /// Events that become valid no more once their account is taken away, with ids of their own.
    List<Story.Told> refused(int size) {
        List<Story.Told> refused = new ArrayList<>();
        while (refused.size() < size) {
            refused.add(told("nobody", fact()));
        }
        return refused;
    }

    /// The same place with another content.
    static Story.Told changed(Story.Told told) {
        return new Story.Told(told.eventId(), told.account(), told.occurredAt().plusSeconds(1), told.fact());
    }

    private Story.Told told(String account, Fact fact) {
        int number = events++;
        String id = number % 2 == 0
                ? "event-" + publisher + "-" + number
                : new UUID(0x0190_0000_0000_7000L + publisher, Long.MIN_VALUE + number).toString();
        Instant moment = FIRST.plusSeconds(random.nextLong(SECONDS)).plusNanos(1_000L * random.nextInt(1_000_000));
        return new Story.Told(id, account, moment, fact);
    }

    private Fact fact() {
        return switch (random.nextInt(10)) {
            case 0 -> profile();
            case 1, 2 -> start();
            case 3 ->
                new SubscriptionChange(
                        "main",
                        SubscriptionChange.Step.CANCEL,
                        Optional.empty(),
                        Optional.of(LocalDate.ofInstant(FIRST.plusSeconds(2 * SECONDS), ZoneOffset.UTC)),
                        partner + " too dear");
            default ->
                new SurveyAnswer(
                        random.nextInt(4) == 0 ? SurveyAnswer.Kind.CSAT : SurveyAnswer.Kind.NPS,
                        0,
                        10,
                        random.nextInt(11),
                        "respondent-" + random.nextInt(1_000),
                        "",
                        partner + " says " + WORDS.get(random.nextInt(WORDS.size())));
        };
    }

    private AccountProfile profile() {
        return new AccountProfile(
                partner + "'s account " + random.nextInt(1_000),
                Slice.UNKNOWN
                        .with(Dimension.SEGMENT, "segment " + random.nextInt(3))
                        .with(Dimension.REGION, "region " + random.nextInt(3)));
    }

    private SubscriptionChange start() {
        CurrencyCode currency = new CurrencyCode(random.nextInt(20) == 0 ? "USD" : "EUR");
        Money price = new Money(1_000_000L * (10 + random.nextInt(990)), currency);
        return new SubscriptionChange(
                "main",
                SubscriptionChange.Step.START,
                Optional.of(SubscriptionChange.Terms.of(price, 1 + random.nextInt(5), MONTH)),
                Optional.empty(),
                "");
    }
}
