package io.keepwell.deploy.chaos;

import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/// A publisher's events: of every kind, with ids and accounts that publishers of other partners use,
/// too. Some take earlier ones back or take their place, and some of these come before what they are
/// about.
final class RandomEvents {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECONDS = Duration.ofDays(90).toSeconds();
    private static final int ACCOUNTS = 200;
    private static final int MOST_REMEMBERED = 1_000;
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private final Random random;
    private final String partner;
    private final int publisher;
    private final RandomFacts facts;
    /// What makes a fact, each kind as often as it is to come.
    private final List<Supplier<Fact>> makers = new ArrayList<>();
    /// Of this publisher, which may be taken back.
    private final List<PlannedEvent> earlier = new ArrayList<>();
    /// What was taken back before it was reported.
    private final Deque<PlannedEvent> later = new ArrayDeque<>();
    private int events;
    private int batches;

    /// @param partner says who speaks in each content, so that what got into the wrong hands is seen
    /// @param publisher tells the publishers of one partner apart; those of two partners with the same
    ///     number use the same ids
    RandomEvents(long seed, String partner, int publisher) {
        this.random = new Random(31 * seed + 7L * partner.hashCode() + publisher);
        this.partner = partner;
        this.publisher = publisher;
        this.facts = new RandomFacts(random, partner);
        often(12, this::answer);
        often(6, this::change);
        often(3, this::profile);
        often(1, this::dismissal);
        often(1, this::rate);
        often(1, () -> new Measurement(one("visits", "seats"), number(-3, 9) * 500_000L, partner));
        RandomFacts.KINDS.forEach(kind -> often(1, () -> facts.of(kind)));
    }

    private void often(int times, Supplier<Fact> maker) {
        makers.addAll(Collections.nCopies(times, maker));
    }

    /// New events. The first one begins the subscription of an account that nobody else writes about, so
    /// that a lost mark for the refresher would be seen in the cells.
    List<PlannedEvent> batch(int size) {
        String own = "own-" + publisher + "-" + batches++;
        List<PlannedEvent> batch = new ArrayList<>();
        batch.add(reported(own, start()));
        while (batch.size() < size) {
            batch.add(next());
        }
        for (PlannedEvent planned : batch) {
            if (!(planned.reported().fact() instanceof Retraction)) {
                earlier.add(planned);
            }
        }
        while (earlier.size() > MOST_REMEMBERED) {
            earlier.removeFirst();
        }
        return batch;
    }

    private PlannedEvent next() {
        boolean isEmpty = earlier.isEmpty();
        return switch (random.nextInt(20)) {
            case 0 -> isEmpty ? fresh() : retraction(anyEarlier());
            case 1 -> isEmpty ? fresh() : correction(anyEarlier());
            case 2 -> {
                PlannedEvent target = fresh();
                later.add(target);
                yield random.nextBoolean() ? retraction(target) : correction(target);
            }
            case 3, 4, 5 -> Objects.requireNonNullElseGet(later.poll(), this::fresh);
            default -> fresh();
        };
    }

    private PlannedEvent anyEarlier() {
        return earlier.get(random.nextInt(earlier.size()));
    }

    private PlannedEvent retraction(PlannedEvent target) {
        FactTable<?> table = FactTables.of(target.reported().fact());
        EventKey key = EventKey.of(target.reported().eventId());
        return reported("", Retraction.of(table, key, partner + " was wrong"));
    }

    /// Another event of the same kind.
    private PlannedEvent correction(PlannedEvent target) {
        Class<? extends Fact> kind = target.reported().fact().getClass();
        Fact fact = fact();
        while (!kind.isInstance(fact)) {
            fact = fact();
        }
        return new PlannedEvent(
                reported(account(fact), fact).reported(),
                Optional.of(target.reported().eventId()));
    }

    private PlannedEvent fresh() {
        Fact fact = fact();
        return reported(account(fact), fact);
    }

    private Fact fact() {
        return makers.get(random.nextInt(makers.size())).get();
    }

    /// Empty for what is about the firm as a whole, or what nobody known said.
    private String account(Fact fact) {
        boolean isOfFirm = switch (RequiredFields.accountRule(
                EventKind.of(FactTables.of(fact).kind()).orElseThrow().payload())) {
            case ACCOUNT_RULE_EMPTY -> true;
            case ACCOUNT_RULE_OPTIONAL -> random.nextBoolean();
            case ACCOUNT_RULE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
        return isOfFirm ? "" : "shared-" + random.nextInt(ACCOUNTS);
    }

    /// Events that become valid no more once their account is taken away, with ids of their own.
    List<PlannedEvent> refused(int size) {
        List<PlannedEvent> refused = new ArrayList<>();
        while (refused.size() < size) {
            refused.add(reported("nobody", start()));
        }
        return refused;
    }

    private PlannedEvent reported(String account, Fact fact) {
        int number = events++;
        String id = number % 2 == 0
                ? "event-" + publisher + "-" + number
                : new UUID(0x0190_0000_0000_7000L + publisher, Long.MIN_VALUE + number).toString();
        Instant moment = FIRST.plusSeconds(random.nextLong(SECONDS)).plusNanos(1_000L * random.nextInt(1_000_000));
        return new PlannedEvent(new Story.SentEvent(id, account, moment, fact), Optional.empty());
    }

    // ---- facts of each kind

    private AccountProfile profile() {
        return new AccountProfile(
                partner + "'s account " + random.nextInt(1_000),
                Slice.NO_PROFILE
                        .with(Dimension.SEGMENT, "segment " + random.nextInt(3))
                        .with(Dimension.REGION, "region " + random.nextInt(3)));
    }

    private SubscriptionChange change() {
        if (random.nextBoolean()) {
            return start();
        }
        SubscriptionChange.Step step = one(SubscriptionChange.Step.values());
        return new SubscriptionChange(
                "main",
                step,
                step.hasTerms() ? Optional.of(terms()) : Optional.empty(),
                step.mayEndOn() ? Optional.of(day()) : Optional.empty(),
                partner + " has a reason");
    }

    private SubscriptionChange start() {
        return new SubscriptionChange(
                "main", SubscriptionChange.Step.START, Optional.of(terms()), Optional.empty(), "");
    }

    private SubscriptionChange.Terms terms() {
        CurrencyCode currency = random.nextInt(20) == 0 ? USD : EUR;
        Money price = new Money(1_000_000L * number(10, 999), currency);
        return SubscriptionChange.Terms.of(
                price, number(1, 5), new BillingInterval(number(1, 3), one(BillingInterval.Unit.values())));
    }

    private SurveyAnswer answer() {
        return new SurveyAnswer(
                random.nextInt(4) == 0 ? SurveyAnswer.Kind.CSAT : SurveyAnswer.Kind.NPS,
                0,
                10,
                random.nextInt(11),
                "respondent-" + random.nextInt(1_000),
                "",
                facts.words());
    }

    private SurveyDismissal dismissal() {
        return new SurveyDismissal(
                SurveyAnswer.Kind.NPS,
                0,
                10,
                "respondent-" + random.nextInt(1_000),
                partner + " asks " + random.nextInt(10),
                "",
                "");
    }

    private ExchangeRate rate() {
        return new ExchangeRate(USD, EUR, number(500_000_000, 1_500_000_000));
    }

    // ---- parts of facts

    private LocalDate day() {
        return LocalDate.ofInstant(FIRST.plusSeconds(random.nextLong(2 * SECONDS)), ZoneOffset.UTC);
    }

    private int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
