package io.keepwell.core;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CsmSentiment;
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
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.ServicePromise;
import io.keepwell.core.time.BusinessHours;
import io.keepwell.core.time.Calendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Stories that nobody would think of, the same for the same seed: steps in any order, several
/// subscriptions, three currencies, moments that coincide, first and last instants of days.
public final class RandomStories {
    /// Days on which something happens; ends of cancellations may be up to sixty days later.
    public static final LocalDate FIRST = LocalDate.of(2026, 1, 20);

    public static final LocalDate LAST = LocalDate.of(2026, 5, 10);

    /// The partners that tell. The first one is the platform's own.
    public static final List<String> PARTNERS = List.of("billing", "shop", "desk");

    private static final String SENDS = " tells ";
    private static final List<String> OWNERS = List.of("", "Ana", "Bo");
    private static final List<String> SEGMENTS = List.of("Small", "Large");
    private static final List<Dimension> OTHER_DIMENSIONS = Dimension.OF_PROFILES.stream()
            .filter(dimension -> dimension != Dimension.OWNER && dimension != Dimension.SEGMENT)
            .toList();
    private static final List<String> VALUES = List.of("", "North", "South");
    private static final List<String> SUBSCRIPTIONS = List.of("one", "two", "three");
    private static final List<String> TICKETS = List.of("ticket-1", "ticket-1", "ticket-1", "ticket-2");
    private static final List<String> REMARKS = List.of("remark-1", "remark-2");
    private static final List<Milestone.Point> POINTS = List.of(
            Milestone.Point.FIRST_CONTACT,
            Milestone.Point.VALUE_REACHED,
            Milestone.Point.ONBOARDING_STARTED,
            Milestone.Point.ONBOARDING_STARTED,
            Milestone.Point.ONBOARDING_ENDED,
            Milestone.Point.ONBOARDING_ENDED,
            Milestone.Point.GOAL_REACHED);
    private static final List<String> PRODUCTS = List.of("", "Desk", "Chair");
    private static final List<String> CHANNELS = List.of("", "web", "fair");
    private static final CurrencyCode GBP = new CurrencyCode("GBP");
    private static final List<CurrencyCode> FOREIGN =
            List.of(TestPlatform.USD, TestPlatform.USD, TestPlatform.USD, GBP);
    /// From which currency into which. The last two convert nothing.
    private static final List<List<CurrencyCode>> RATES = List.of(
            List.of(TestPlatform.USD, TestPlatform.EUR),
            List.of(TestPlatform.USD, TestPlatform.EUR),
            List.of(TestPlatform.USD, TestPlatform.EUR),
            List.of(TestPlatform.USD, TestPlatform.EUR),
            List.of(GBP, TestPlatform.EUR),
            List.of(GBP, TestPlatform.EUR),
            List.of(TestPlatform.EUR, TestPlatform.USD),
            List.of(TestPlatform.USD, GBP));
    private static final List<String> MEASURES = List.of("visits", "seats");
    private static final List<String> IDS = List.of("x", "y");
    private static final List<String> PRICES = List.of("0.00", "10.00", "10.00", "25.50", "99.999999", "1200.00");
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.MIDNIGHT,
            LocalTime.of(9, 20),
            LocalTime.NOON,
            LocalTime.NOON,
            LocalTime.NOON,
            LocalTime.of(16, 45),
            LocalTime.of(23, 59, 59, 999_999_000));

    private final Random random;
    private final ZoneId zone;
    private final List<Supplier<Fact>> partners = new ArrayList<>();
    private final List<Supplier<Fact>> others = new ArrayList<>();

    public RandomStories(long seed) {
        this(seed, ZoneOffset.UTC);
    }

    /// @param zone in which days begin and end
    public RandomStories(long seed, ZoneId zone) {
        this.random = new Random(seed);
        this.zone = zone;
        send(6, this::change);
        send(2, this::profile);
        send(3, this::answer);
        send(1, this::remark);
        send(4, this::remarkStep);
        send(9, this::ticket);
        send(3, this::use);
        send(6, this::milestone);
        send(1, this::outcome);
        send(2, this::checkIn);
        others.addAll(revenue());
        others.addAll(growth());
    }

    /// @param often of how many facts, in proportion to the others
    private void send(int often, Supplier<Fact> partner) {
        partners.addAll(Collections.nCopies(often, partner));
    }

    private List<Supplier<Fact>> revenue() {
        return List.of(this::rate, this::rate, this::renewal, this::payment, this::payment, this::order, this::cost);
    }

    private List<Supplier<Fact>> growth() {
        return List.of(
                this::opportunity,
                this::offer,
                () -> new Referral(""),
                this::lead,
                this::measurement,
                this::csmSentiment,
                () -> dismissal(""),
                () -> new StayReason(one(List.of(StayReason.Reason.values())), ""));
    }

    /// All events of some accounts, in no particular order.
    public List<Story.SentEvent> send(int accounts, int eventsOfEach) {
        List<Story.SentEvent> reported = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            String name = "account-" + account;
            for (int i = 0; i < eventsOfEach; i++) {
                reported.add(reported(name + "-" + i, name, fact()));
            }
        }
        return reported;
    }

    /// As `send`, and as many events again of all other kinds of facts, rates of the foreign currency
    /// and costs of the firm as a whole among them; and for each account an answer of nobody known, and a
    /// question that nobody known closed.
    public List<Story.SentEvent> sendEverything(int accounts, int eventsOfEach) {
        List<Story.SentEvent> reported = send(accounts, eventsOfEach);
        for (int account = 0; account < accounts; account++) {
            String name = "account-" + account;
            for (int i = 0; i < eventsOfEach; i++) {
                Fact fact = one(others).get();
                boolean ofTheFirm = fact instanceof ExchangeRate || (fact instanceof Cost && random.nextBoolean());
                reported.add(reported(name + "-other-" + i, ofTheFirm ? Account.FIRM_NAME : name, fact));
            }
            reported.add(reported(name + "-nobody", Account.FIRM_NAME, answerAbout(one(OWNERS))));
            reported.add(reported(name + "-nobody-closed", Account.FIRM_NAME, dismissal(one(OWNERS))));
            reported.addAll(move(name));
        }
        return reported;
    }

    /// A ticket that two replies solved, of every third account: random steps hardly ever come to one.
    public static List<Story.SentEvent> ticketsWithTwoReplies(int accounts) {
        List<Story.SentEvent> reported = new ArrayList<>();
        List<TicketUpdate.Step> steps = List.of(
                TicketUpdate.Step.OPENED,
                TicketUpdate.Step.REPLIED,
                TicketUpdate.Step.REPLIED,
                TicketUpdate.Step.RESOLVED);
        for (int account = 0; account < accounts; account += 3) {
            Instant opened = Instant.parse("2026-03-02T17:00:00Z").plus(Duration.ofDays(account));
            for (int i = 0; i < steps.size(); i++) {
                reported.add(new Story.SentEvent(
                        PARTNERS.getFirst() + SENDS + "account-" + account + "-replies-" + i,
                        "account-" + account,
                        opened.plus(Duration.ofMinutes(10L * i)),
                        new TicketUpdate("ticket-3", steps.get(i), TicketUpdate.Topic.QUESTION, "", false)));
            }
        }
        return reported;
    }

    /// A subscription that ends on the day, and often at the very moment, at which another or the same one
    /// begins anew, mostly in the same foreign currency.
    private List<Story.SentEvent> move(String account) {
        String from = SUBSCRIPTIONS.getLast();
        String to = one(SUBSCRIPTIONS);
        Instant begins = moment();
        Instant moves = begins.plus(Duration.ofDays(number(0, 40)));
        CurrencyCode currency = one(FOREIGN);
        return List.of(
                step(account, "rate", begins, rateOf(currency)),
                step(account, "begins", begins, start(from, currency)),
                step(account, "rate of then", moves, rateOf(currency)),
                step(account, "ends", moves, stepOf(from, SubscriptionChange.Step.END)),
                step(account, "tries", begins, stepOf(to, SubscriptionChange.Step.TRIAL)),
                step(account, "moves", moves.plusSeconds(number(0, 1)), start(to, currency)));
    }

    private Story.SentEvent step(String account, String name, Instant moment, Fact fact) {
        boolean ofTheFirm = fact instanceof ExchangeRate;
        String id = PARTNERS.getFirst() + SENDS + account + "-move-" + name;
        return new Story.SentEvent(id, ofTheFirm ? Account.FIRM_NAME : account, moment, fact);
    }

    private SubscriptionChange start(String id, CurrencyCode currency) {
        return new SubscriptionChange(
                id,
                SubscriptionChange.Step.START,
                Optional.of(SubscriptionChange.Terms.of(
                        new Money(number(1, 90) * 1_000_000L, currency),
                        1,
                        new BillingInterval(1, BillingInterval.Unit.YEAR))),
                Optional.empty(),
                "");
    }

    private static SubscriptionChange stepOf(String id, SubscriptionChange.Step step) {
        return new SubscriptionChange(id, step, Optional.empty(), Optional.empty(), "");
    }

    private ExchangeRate rateOf(CurrencyCode currency) {
        return new ExchangeRate(currency, TestPlatform.EUR, number(500_000_000, 1_500_000_000));
    }

    /// The same events, some of which are taken back and some corrected, corrections among them, by the
    /// partner that told them. What is corrected may have been about another account.
    public List<Story.SentEvent> withSecondThoughts(List<Story.SentEvent> reported) {
        List<Story.SentEvent> all = new ArrayList<>(reported);
        List<Story.SentEvent> ofCustomers =
                reported.stream().filter(each -> !isOfTheFirm(each)).toList();
        for (int i = 0; i < reported.size() / 8; i++) {
            Story.SentEvent wrong = one(all);
            FactTable<?> kind = FactTables.of(wrong.fact());
            if (kind == FactTables.RETRACTION) {
                continue;
            }
            String id = wrong.eventId() + " again " + i;
            if (random.nextBoolean()) {
                Retraction retraction = Retraction.of(kind, EventKey.of(wrong.eventId()), "");
                all.add(new Story.SentEvent(id, Account.FIRM_NAME, wrong.occurredAt(), retraction));
            } else {
                String account = isOfTheFirm(wrong)
                        ? Account.FIRM_NAME
                        : one(ofCustomers).account();
                Fact right = fact();
                while (FactTables.of(right) != kind) {
                    right = random.nextBoolean() ? fact() : one(others).get();
                }
                all.add(new Story.SentEvent(id, account, moment(), right, Optional.of(wrong.eventId())));
            }
        }
        return all;
    }

    private static boolean isOfTheFirm(Story.SentEvent reported) {
        return reported.account().equals(Account.FIRM_NAME);
    }

    private Story.SentEvent reported(String id, String account, Fact fact) {
        return new Story.SentEvent(partner(fact) + SENDS + id, account, moment(), fact);
    }

    /// Two bill, and may have the same name for different subscriptions. All of them tell profiles, one
    /// hears the answers, and things of any kind are sometimes another partner's of the same name.
    private String partner(Fact fact) {
        return switch (fact) {
            case SubscriptionChange change ->
                switch (change.subscriptionId()) {
                    case "one" -> PARTNERS.getFirst();
                    case "two" -> PARTNERS.get(1);
                    default -> PARTNERS.get(random.nextInt(2));
                };
            case AccountProfile _ -> one(PARTNERS);
            case SurveyAnswer _, SurveyDismissal _ -> PARTNERS.getLast();
            default -> random.nextInt(4) == 0 ? PARTNERS.getLast() : PARTNERS.getFirst();
        };
    }

    /// The partner that tells an event.
    public static String partner(Story.SentEvent reported) {
        return reported.eventId().substring(0, reported.eventId().indexOf(SENDS));
    }

    /// Events by the partner that tells them.
    public static Map<String, List<Story.SentEvent>> byPartner(List<Story.SentEvent> reported) {
        return reported.stream()
                .collect(Collectors.groupingBy(RandomStories::partner, TreeMap::new, Collectors.toList()));
    }

    public <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// From least to most, both included.
    public int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public Random random() {
        return random;
    }

    public LocalDate day() {
        return FIRST.plusDays(random.nextLong(LAST.toEpochDay() - FIRST.toEpochDay() + 1));
    }

    private Instant moment() {
        return day().atTime(one(TIMES)).atZone(zone).toInstant();
    }

    private Fact fact() {
        return one(partners).get();
    }

    /// What a firm might count differently. Business hours begin and end with a quarter of an hour.
    public Policies policies() {
        Set<DayOfWeek> days = Stream.generate(() -> one(List.of(DayOfWeek.values())))
                .limit(number(1, 9))
                .collect(Collectors.toSet());
        Set<LocalDate> holidays =
                Stream.generate(this::day).limit(number(0, 20)).collect(Collectors.toSet());
        Map<DayOfWeek, List<BusinessHours.Span>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, workingDay()));
        return new Policies(
                number(0, 30),
                number(0, 20),
                number(0, 120),
                number(1, 40),
                new BusinessHours(week, holidays),
                promise(24),
                promise(100),
                Calendar.COMMON);
    }

    /// Sometimes nothing; else rules of all kinds, of which the last one may fit every ticket.
    ///
    /// @param mostHours in any of them
    private ServicePromise promise(int mostHours) {
        List<ServicePromise.Rule> rules = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            Optional<String> priority = Optional.of(one(ServicePromise.PRIORITIES));
            Optional<String> segment = Optional.of(one(SEGMENTS)).filter(name -> !name.isEmpty());
            rules.add(new ServicePromise.Rule(priority, segment, promised(mostHours)));
            segment.ifPresent(
                    name -> rules.add(new ServicePromise.Rule(Optional.empty(), segment, promised(mostHours))));
            if (random.nextBoolean()) {
                rules.add(new ServicePromise.Rule(Optional.empty(), Optional.empty(), promised(mostHours)));
            }
        }
        return new ServicePromise(rules);
    }

    private ServicePromise.Time promised(int mostHours) {
        return new ServicePromise.Time(Duration.ofMinutes(15L * number(1, 4 * mostHours)), random.nextBoolean());
    }

    /// Some hours of the night, of the day with or without a break, or all of them.
    private List<BusinessHours.Span> workingDay() {
        BusinessHours.Span night = new BusinessHours.Span(LocalTime.MIDNIGHT, quarter(1, 6));
        BusinessHours.Span morning = new BusinessHours.Span(quarter(7, 10), quarter(11, 12));
        BusinessHours.Span afternoon = new BusinessHours.Span(quarter(13, 15), quarter(16, 20));
        BusinessHours.Span evening = new BusinessHours.Span(quarter(21, 23), LocalTime.MIDNIGHT);
        BusinessHours.Span allDay = new BusinessHours.Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        return one(List.of(
                List.of(allDay),
                List.of(new BusinessHours.Span(quarter(0, 12), quarter(13, 23))),
                List.of(morning, afternoon),
                List.of(night, evening),
                List.of(evening, afternoon, night)));
    }

    private LocalTime quarter(int firstHour, int lastHour) {
        return LocalTime.of(number(firstHour, lastHour), number(0, 3) * 15);
    }

    private AccountProfile profile() {
        Slice reported = Slice.NO_PROFILE.with(Dimension.OWNER, one(OWNERS)).with(Dimension.SEGMENT, one(SEGMENTS));
        return new AccountProfile("", reported.with(one(OTHER_DIMENSIONS), one(VALUES)));
    }

    private SurveyAnswer answer() {
        return answerAbout("");
    }

    /// @param owner who was rated
    private SurveyAnswer answerAbout(String owner) {
        SurveyAnswer.Kind kind = one(List.of(SurveyAnswer.Kind.values()));
        int low = kind == SurveyAnswer.Kind.NPS ? random.nextInt(2) : 1;
        int high = kind == SurveyAnswer.Kind.NPS ? 10 : one(List.of(5, 7, 10));
        boolean turned = kind != SurveyAnswer.Kind.NPS && random.nextInt(4) == 0;
        int positiveFrom = kind == SurveyAnswer.Kind.CSAT && random.nextInt(4) == 0 ? 3 : 0;
        String comment = one(List.of("", "", "Could be faster"));
        int score = number(low, high);
        String respondent = List.of("", "lee", "kim").get(score % 3);
        return new SurveyAnswer(kind, low, high, score, turned, positiveFrom, respondent, "", comment, owner, "");
    }

    /// @param owner who was to be rated
    private SurveyDismissal dismissal(String owner) {
        SurveyAnswer.Kind kind = one(List.of(SurveyAnswer.Kind.NPS, SurveyAnswer.Kind.NPS, SurveyAnswer.Kind.CSAT));
        int low = number(0, 1);
        return new SurveyDismissal(kind, low, 10, one(List.of("", "lee")), "", owner, "");
    }

    private Feedback remark() {
        return new Feedback(
                one(REMARKS),
                one(List.of("", "Likes the new look", "Too slow")),
                one(List.of("", "speed", "looks")),
                one(List.of(Feedback.Tone.values())),
                one(List.of("", "mail", "phone")));
    }

    private FeedbackStep remarkStep() {
        return new FeedbackStep(one(REMARKS), one(List.of(FeedbackStep.Step.values())));
    }

    private TicketUpdate ticket() {
        return new TicketUpdate(
                one(TICKETS),
                one(List.of(TicketUpdate.Step.values())),
                one(List.of(TicketUpdate.Topic.values())),
                "",
                random.nextInt(3) == 0,
                one(List.of(TicketUpdate.Priority.values())));
    }

    private Usage use() {
        return new Usage(one(List.of("ann", "ben", "cy")), one(List.of("", "search", "export")), number(1, 9), 0);
    }

    private Milestone milestone() {
        Milestone.Point point = one(POINTS);
        Optional<LocalDate> estimate = point == Milestone.Point.ONBOARDING_STARTED && random.nextInt(3) > 0
                ? Optional.of(day())
                : Optional.empty();
        return new Milestone(point, one(List.of("", "", "second")), estimate);
    }

    private CustomerOutcome outcome() {
        return new CustomerOutcome(
                one(List.of(CustomerOutcome.Kind.values())),
                Optional.of(money()).filter(_ -> random.nextInt(4) > 0),
                Optional.of(money()).filter(_ -> random.nextInt(2) > 0),
                random.nextBoolean());
    }

    private CheckIn checkIn() {
        CheckIn.Step step = one(List.of(CheckIn.Step.values()));
        Optional<LocalDate> plannedOn = step == CheckIn.Step.PLANNED && random.nextInt(3) > 0
                ? Optional.of(day().plusDays(number(0, 30)))
                : Optional.empty();
        return new CheckIn(one(List.of("first", "second", "third")), step, plannedOn);
    }

    private SubscriptionChange change() {
        SubscriptionChange.Step step =
                random.nextInt(3) == 0 ? SubscriptionChange.Step.START : one(List.of(SubscriptionChange.Step.values()));
        Optional<LocalDate> endsOn = step.mayEndOn() && random.nextInt(4) > 0
                ? Optional.of(day().plusDays(random.nextInt(60)))
                : Optional.empty();
        String id = one(SUBSCRIPTIONS);
        return new SubscriptionChange(
                id, step, step.hasTerms() ? Optional.of(terms(id)) : Optional.empty(), endsOn, "");
    }

    private ExchangeRate rate() {
        List<CurrencyCode> pair = one(RATES);
        return new ExchangeRate(pair.getFirst(), pair.getLast(), number(500_000_000, 1_500_000_000));
    }

    /// @param foreign how often of ten it isn't the euro
    private CurrencyCode currency(int foreign) {
        boolean isForeign = random.nextInt(10) < foreign;
        return isForeign ? one(FOREIGN) : TestPlatform.EUR;
    }

    private Money money() {
        return new Money(number(1, 900_000_000), currency(2));
    }

    private Optional<Money> maybeMoney() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(money());
    }

    private RenewalOutcome renewal() {
        RenewalOutcome.Result result = one(List.of(RenewalOutcome.Result.values()));
        return new RenewalOutcome(
                one(IDS),
                FIRST.plusDays(number(0, 3) * 20L),
                result,
                maybeMoney(),
                result == RenewalOutcome.Result.RENEWED ? maybeMoney() : Optional.empty(),
                "");
    }

    private Payment payment() {
        return new Payment(
                one(IDS),
                "",
                one(PRODUCTS),
                money(),
                one(List.of(Payment.Nature.values())),
                one(List.of(
                        Payment.Result.RECEIVED,
                        Payment.Result.RECEIVED,
                        Payment.Result.REFUNDED,
                        Payment.Result.FAILED)));
    }

    private Order order() {
        return new Order(one(IDS), one(PRODUCTS), money(), number(1, 3), random.nextBoolean());
    }

    private Cost cost() {
        return new Cost(one(List.of(Cost.Purpose.values())), money());
    }

    private Opportunity opportunity() {
        return new Opportunity(
                one(IDS),
                one(List.of(Opportunity.Kind.values())),
                one(List.of(Opportunity.State.values())),
                maybeMoney());
    }

    private Offer offer() {
        return new Offer(
                one(IDS),
                one(List.of(Offer.Kind.values())),
                one(List.of(Offer.Step.values())),
                one(PRODUCTS),
                maybeMoney());
    }

    private Lead lead() {
        return new Lead(one(IDS), one(CHANNELS), one(List.of(Lead.State.values())));
    }

    private CsmSentiment csmSentiment() {
        int value = number(0, 100);
        return new CsmSentiment(value, value < 20 ? "Nobody answers" : "", OWNERS.get(value % OWNERS.size()));
    }

    private Measurement measurement() {
        return new Measurement(one(MEASURES), number(-3, 9) * 500_000L, "");
    }

    /// One subscription is in foreign money more often than not, so that rates move what it comes to.
    private SubscriptionChange.Terms terms(String id) {
        int foreign = id.equals(SUBSCRIPTIONS.getLast()) ? 8 : 1;
        BillingInterval interval = new BillingInterval(number(1, 3), one(List.of(BillingInterval.Unit.values())));
        long micros = Money.parseMicros(one(PRICES)).orElseThrow();
        SubscriptionChange.Discount discount = random.nextInt(4) == 0
                ? new SubscriptionChange.Discount(number(1, 60) * 500_000L, random.nextBoolean())
                : SubscriptionChange.Discount.NONE;
        return SubscriptionChange.Terms.of(new Money(micros, currency(foreign)), number(1, 3), interval, discount);
    }
}
