package io.keepwell.deploy.demo;

import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a customer has agreed on and pays, and what billing reports of it.
///
/// Over 300 lines: every step of the contract reads and moves the same few figures, and draws from the same chance.
final class DemoContract {
    static final CurrencyCode EURO = new CurrencyCode("EUR");
    static final CurrencyCode DOLLAR = new CurrencyCode("USD");

    private static final long MICROS = 1_000_000L;
    private static final int YEAR = 12;
    private static final int KNOWN_DUE_DAYS = 90;
    private static final int WRONG_SEATS = 10;
    private static final List<String> ADD_ONS =
            List.of("Training day", "Data import", "Onboarding package", "API pack", "Custom report", "Audit export");

    private final CompanyNames.Member member;
    private final CustomerLog log;
    private final RandomGenerator random;
    private final CurrencyCode currency;
    private final String subscription;
    private final long seatMicros;
    private int months;
    private long seats;
    private SubscriptionChange.Discount discount = SubscriptionChange.Discount.NONE;
    private LocalDate anchor = LocalDate.EPOCH;
    private LocalDate nextBill = LocalDate.MAX;
    private LocalDate trouble = LocalDate.MIN;
    private int billed;
    private int orders;
    private int payments;

    DemoContract(CompanyNames.Member member, CustomerLog log, RandomGenerator random) {
        this.member = member;
        this.log = log;
        this.random = random;
        this.currency = member.paysInDollars() ? DOLLAR : EURO;
        this.subscription = "sub-%05d".formatted(member.number());
        this.seatMicros = Math.round(member.size().seatPrice() * (0.85 + 0.3 * random.nextDouble()) * 2) * MICROS / 2;
        int fewest = member.size().fewestSeats();
        double share = random.nextDouble() * random.nextDouble();
        this.seats = fewest + Math.round(share * (member.size().mostSeats() - fewest));
        this.months = switch (member.size()) {
            case SMALL -> random.nextDouble() < 0.9 ? 1 : YEAR;
            case MEDIUM -> random.nextDouble() < 0.5 ? 1 : random.nextBoolean() ? 3 : YEAR;
            case LARGE -> random.nextDouble() < 0.15 ? 3 : YEAR;
        };
    }

    void tries(LocalDate day, LocalDate endsOn) {
        step(StoryPeriod.hours(day, random), SubscriptionChange.Step.TRIAL, Optional.empty(), Optional.of(endsOn), "");
    }

    /// Begins without paying.
    void startsFree(LocalDate day) {
        SubscriptionChange.Terms nothing = SubscriptionChange.Terms.of(
                new Money(0, currency), 1, new BillingInterval(1, BillingInterval.Unit.MONTH));
        step(StoryPeriod.hours(day, random), SubscriptionChange.Step.START, Optional.of(nothing), Optional.empty(), "");
    }

    /// Begins to pay, for the first time or again.
    void starts(LocalDate day, boolean wasFree) {
        anchor = day;
        nextBill = day;
        billed = 0;
        discount = SubscriptionChange.Discount.NONE;
        double draw = random.nextDouble();
        if (draw < 0.2) {
            long tenth = seatMicros * seats * months / 10;
            discount = new SubscriptionChange.Discount(tenth, draw < 0.08);
        }
        step(
                StoryPeriod.hours(day, random),
                wasFree ? SubscriptionChange.Step.CHANGE : SubscriptionChange.Step.START,
                Optional.of(terms()),
                Optional.empty(),
                "");
    }

    /// Takes more or fewer seats.
    void resizes(LocalDate day, double factor) {
        long before = seats;
        seats = Math.clamp(Math.round(seats * factor), 1L, 3L * member.size().mostSeats());
        if (seats == before) {
            seats += factor > 1 ? 1 : before > 1 ? -1 : 0;
        }
        if (!discount.lasting()) {
            discount = SubscriptionChange.Discount.NONE;
        }
        Instant at = StoryPeriod.hours(day, random);
        SubscriptionChange right = change(terms());
        if (random.nextDouble() < 0.03) {
            long wanted = seats;
            seats = wanted + WRONG_SEATS;
            String wrong = log.send(DemoPartner.BILLING, at, change(terms()));
            seats = wanted;
            log.correct(DemoPartner.BILLING, wrong, at, right, random.nextInt(20));
        } else {
            log.send(DemoPartner.BILLING, at, right);
        }
    }

    private SubscriptionChange change(SubscriptionChange.Terms terms) {
        return new SubscriptionChange(
                subscription, SubscriptionChange.Step.CHANGE, Optional.of(terms), Optional.empty(), "");
    }

    void pauses(LocalDate day) {
        nextBill = LocalDate.MAX;
        step(StoryPeriod.hours(day, random), SubscriptionChange.Step.PAUSE, Optional.empty(), Optional.empty(), "");
    }

    void resumes(LocalDate day) {
        nextBill = day;
        anchor = day;
        billed = 0;
        step(StoryPeriod.hours(day, random), SubscriptionChange.Step.RESUME, Optional.empty(), Optional.empty(), "");
    }

    /// Says that it ends; what is paid for still runs.
    ///
    /// @return the first day on which it doesn't
    LocalDate cancels(LocalDate day, String reason) {
        LocalDate endsOn = nextBill.isAfter(day) && !nextBill.equals(LocalDate.MAX) ? nextBill : day.plusDays(1);
        step(
                StoryPeriod.hours(day, random),
                SubscriptionChange.Step.CANCEL,
                Optional.empty(),
                Optional.of(endsOn),
                reason);
        nextBill = LocalDate.MAX;
        if (random.nextDouble() < 0.06) {
            pay(StoryPeriod.night(endsOn.plusDays(3), random), price().micros() / 2, Payment.Result.REFUNDED);
        }
        return endsOn;
    }

    /// Whether it is renewed year by year.
    boolean isYearly() {
        return months > 1;
    }

    /// The last day on which the customer can say no: the first anniversary after a day.
    LocalDate dueAfter(LocalDate day) {
        LocalDate due = anchor.plusYears(1);
        while (!due.isAfter(day)) {
            due = due.plusYears(1);
        }
        return due;
    }

    /// When a renewal comes into sight.
    static LocalDate inSight(LocalDate due) {
        return due.minusDays(KNOWN_DUE_DAYS);
    }

    void isDue(LocalDate due) {
        renewal(inSight(due), due, RenewalOutcome.Result.DUE, yearly(), Optional.empty(), "");
    }

    void renews(LocalDate day, LocalDate due) {
        Money value = yearly();
        if (random.nextDouble() < 0.3) {
            resizes(StoryPeriod.workday(due), 1.03 + random.nextDouble() * 0.1);
        }
        renewal(day, due, RenewalOutcome.Result.RENEWED, value, Optional.of(yearly()), "");
    }

    /// @return the first day on which it no longer runs
    LocalDate declines(LocalDate day, LocalDate due, String reason) {
        renewal(day, due, RenewalOutcome.Result.DECLINED, yearly(), Optional.empty(), reason);
        step(
                StoryPeriod.hours(day, random),
                SubscriptionChange.Step.CANCEL,
                Optional.empty(),
                Optional.of(due),
                reason);
        nextBill = LocalDate.MAX;
        return due;
    }

    private void renewal(
            LocalDate day,
            LocalDate due,
            RenewalOutcome.Result result,
            Money value,
            Optional<Money> renewed,
            String reason) {
        String contract = "contract-%05d".formatted(member.number());
        log.send(
                DemoPartner.BILLING,
                StoryPeriod.hours(day, random),
                new RenewalOutcome(contract, due, result, Optional.of(value), renewed, reason));
    }

    /// Bills what falls due in a week.
    void week(LocalDate monday, CustomerSentiment sentiment, boolean inTrouble) {
        while (nextBill.isBefore(monday.plusWeeks(1))) {
            bill(nextBill, sentiment, inTrouble);
            billed++;
            nextBill = anchor.plusMonths((long) months * billed);
        }
        double orderWeekly = (member.size() == Size.SMALL ? 0.006 : member.size() == Size.MEDIUM ? 0.012 : 0.03)
                * Math.exp(0.45 * sentiment.value());
        if (random.nextDouble() < orderWeekly) {
            orders(monday.plusDays(random.nextInt(5)), log.any(ADD_ONS));
        }
    }

    private void bill(LocalDate day, CustomerSentiment sentiment, boolean inTrouble) {
        Instant at = StoryPeriod.night(day, random);
        long amount = Math.max(0, price().micros() - discount.micros());
        double fails = (member.size() == Size.SMALL ? 0.05 : 0.018) * Math.exp(-0.5 * sentiment.value());
        boolean failed = random.nextDouble() < (inTrouble ? Math.min(0.5, fails * 6) : fails);
        if (!failed) {
            pay(at, amount, Payment.Result.RECEIVED);
            return;
        }
        pay(at, amount, Payment.Result.FAILED);
        trouble = day;
        if (random.nextDouble() < (inTrouble ? 0.3 : 0.9)) {
            LocalDate again = day.plusDays(3 + random.nextInt(9));
            pay(StoryPeriod.night(again, random), amount, Payment.Result.RECEIVED);
        }
    }

    private void pay(Instant at, long micros, Payment.Result result) {
        String id = "pay-%05d-%d".formatted(member.number(), ++payments);
        Payment right =
                new Payment(id, "", member.product(), new Money(micros, currency), Payment.Nature.RECURRING, result);
        if (random.nextDouble() < 0.003) {
            Payment wrong = new Payment(
                    id, "", member.product(), new Money(micros * 10, currency), Payment.Nature.RECURRING, result);
            String reported = log.send(DemoPartner.BILLING, at, wrong);
            log.correct(DemoPartner.BILLING, reported, at, right, random.nextInt(10));
        } else {
            log.send(DemoPartner.BILLING, at, right);
        }
    }

    /// Buys something beside the subscription.
    void orders(LocalDate day, String product) {
        String id = "order-%05d-%d".formatted(member.number(), ++orders);
        long units = 1L + random.nextInt(3);
        long worth = Math.round(seatMicros * (double) seats * (0.4 + random.nextDouble()) / MICROS) * MICROS * units;
        Instant at = StoryPeriod.hours(day, random);
        Order order = new Order(id, product, new Money(worth, currency), units, product.equals("API pack"));
        String reported = log.send(DemoPartner.BILLING, at, order);
        if (random.nextDouble() < 0.012) {
            log.takeBack(DemoPartner.BILLING, reported, at, order, "booked twice", random.nextInt(12));
            return;
        }
        log.send(
                DemoPartner.BILLING,
                StoryPeriod.night(day.plusDays(2L + random.nextInt(20)), random),
                new Payment(
                        id + "-paid",
                        id,
                        product,
                        new Money(worth, currency),
                        Payment.Nature.ONE_OFF,
                        Payment.Result.RECEIVED));
    }

    long seats() {
        return seats;
    }

    CurrencyCode currency() {
        return currency;
    }

    /// What a year comes to.
    Money yearly() {
        return new Money(seatMicros * seats * YEAR * (months == YEAR ? 9 : 10) / 10, currency);
    }

    /// The last day on which a payment failed, if any.
    LocalDate trouble() {
        return trouble;
    }

    private Money price() {
        return new Money(unitMicros() * seats, currency);
    }

    /// Of one seat for an interval: a year has a tenth off.
    private long unitMicros() {
        return seatMicros * months * (months == YEAR ? 9 : 10) / 10;
    }

    private SubscriptionChange.Terms terms() {
        return SubscriptionChange.Terms.of(
                new Money(unitMicros(), currency),
                seats,
                months == YEAR
                        ? new BillingInterval(1, BillingInterval.Unit.YEAR)
                        : new BillingInterval(months, BillingInterval.Unit.MONTH),
                discount);
    }

    private void step(
            Instant at,
            SubscriptionChange.Step step,
            Optional<SubscriptionChange.Terms> terms,
            Optional<LocalDate> endsOn,
            String reason) {
        log.send(DemoPartner.BILLING, at, new SubscriptionChange(subscription, step, terms, endsOn, reason));
    }
}
