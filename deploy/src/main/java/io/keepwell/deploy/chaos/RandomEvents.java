package io.keepwell.deploy.chaos;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
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
        often(12, this::answer);
        often(6, this::change);
        often(3, this::profile);
        List<Supplier<Fact>> others = List.of(
                this::renewal,
                this::order,
                this::payment,
                this::ticket,
                this::use,
                this::milestone,
                this::offer,
                () -> new Referral(partner + "-" + number(1, 9)),
                this::feedback,
                () -> new FeedbackStep(id("remark"), one(FeedbackStep.Step.values())),
                this::opportunity,
                () -> new Lead(id("lead"), partner, one(Lead.State.values())),
                () -> new Cost(one(Cost.Purpose.values()), money()),
                this::checkIn,
                this::outcome,
                this::rate,
                () -> new Measurement(one("visits", "seats"), number(-3, 9) * 500_000L, partner),
                () -> new StayReason(one(StayReason.Reason.values()), partner + " stays"));
        others.forEach(maker -> often(1, maker));
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
        boolean isOfFirm = fact instanceof ExchangeRate
                || ((fact instanceof Cost || fact instanceof SurveyAnswer) && random.nextBoolean());
        return isOfFirm ? "" : "shared-" + random.nextInt(ACCOUNTS);
    }

    /// Events that become valid no more once their account is taken away, with ids of their own.
    List<PlannedEvent> refused(int size) {
        List<PlannedEvent> refused = new ArrayList<>();
        while (refused.size() < size) {
            refused.add(reported("nobody", order()));
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
                Slice.UNTOLD
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
                words());
    }

    private RenewalOutcome renewal() {
        RenewalOutcome.Result result = one(RenewalOutcome.Result.values());
        boolean renewed = result == RenewalOutcome.Result.RENEWED;
        return new RenewalOutcome(
                id("contract"), day(), result, maybeMoney(), renewed ? maybeMoney() : Optional.empty(), partner);
    }

    private Order order() {
        return new Order(id("order"), partner, money(), number(1, 3), random.nextBoolean());
    }

    private Payment payment() {
        return new Payment(
                id("payment"),
                id("order"),
                partner,
                money(),
                one(Payment.Nature.values()),
                one(Payment.Result.values()));
    }

    private TicketUpdate ticket() {
        return new TicketUpdate(
                id("ticket"),
                one(TicketUpdate.Step.values()),
                one(TicketUpdate.Topic.values()),
                partner + "'s agent",
                random.nextInt(3) == 0,
                one(TicketUpdate.Priority.values()));
    }

    private Usage use() {
        return new Usage(partner + "-" + number(1, 5), one("", "search", "export"), number(1, 9), number(0, 99));
    }

    private Milestone milestone() {
        Milestone.Point point = one(Milestone.Point.values());
        boolean estimates = point == Milestone.Point.ONBOARDING_STARTED;
        return new Milestone(point, partner, estimates ? Optional.of(day()) : Optional.empty());
    }

    private Offer offer() {
        return new Offer(id("offer"), one(Offer.Kind.values()), one(Offer.Step.values()), partner, maybeMoney());
    }

    private Feedback feedback() {
        return new Feedback(id("remark"), words(), one("", "speed"), one(Feedback.Tone.values()), partner);
    }

    private Opportunity opportunity() {
        return new Opportunity(
                id("deal"), one(Opportunity.Kind.values()), one(Opportunity.State.values()), maybeMoney());
    }

    private CheckIn checkIn() {
        CheckIn.Step step = one(CheckIn.Step.values());
        return new CheckIn(id("talk"), step, step == CheckIn.Step.PLANNED ? Optional.of(day()) : Optional.empty());
    }

    private CustomerOutcome outcome() {
        return new CustomerOutcome(
                one(CustomerOutcome.Kind.values()), maybeMoney(), maybeMoney(), random.nextBoolean());
    }

    private ExchangeRate rate() {
        return new ExchangeRate(USD, EUR, number(500_000_000, 1_500_000_000));
    }

    // ---- parts of facts

    private String words() {
        return partner + " says " + WORDS.get(random.nextInt(WORDS.size()));
    }

    /// One of few, so that several events are about the same.
    private String id(String of) {
        return partner + "-" + of + "-" + number(1, 50);
    }

    private Money money() {
        return new Money(number(1, 900_000_000), random.nextInt(5) == 0 ? USD : EUR);
    }

    private Optional<Money> maybeMoney() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(money());
    }

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
