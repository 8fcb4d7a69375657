package io.keepwell.deploy.demo;

import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.money.Money;
import java.time.LocalDate;
import java.time.Month;
import java.util.random.RandomGenerator;

/// What billing reports of the firm as a whole: what a dollar is worth, and what customer success, sales and marketing
/// cost, week by week.
final class FirmEvents {
    private static final long MICROS = 1_000_000L;
    private static final double DEAREST = 0.99;
    private static final double CHEAPEST = 0.82;

    private final StoryPeriod era;
    private final CustomerLog log;
    private final RandomGenerator random;

    FirmEvents(StoryPeriod era, CustomerLog log, RandomGenerator random) {
        this.era = era;
        this.log = log;
        this.random = random;
    }

    void send() {
        rates();
        LocalDate last = era.lastDay();
        long weeks = 0;
        for (LocalDate friday = StoryPeriod.monday(era.firstDay()).plusDays(4);
                !friday.isAfter(last);
                friday = friday.plusWeeks(1)) {
            double growth = 1 + weeks++ / 250.0;
            cost(friday, Cost.Purpose.CUSTOMER_SUCCESS, 5_200 * growth);
            cost(friday, Cost.Purpose.SALES, 4_100 * growth);
            boolean fair = friday.getMonth() == Month.MARCH || friday.getMonth() == Month.SEPTEMBER;
            cost(friday, Cost.Purpose.MARKETING, (fair ? 5_200 : 2_900) * growth);
        }
    }

    /// Once a month until the first day, each Monday from then on.
    private void rates() {
        double rate = 0.9;
        LocalDate day = era.firstDay().minusMonths(StoryPeriod.MONTHS_BEFORE + 3L);
        while (!day.isAfter(era.lastDay())) {
            rate = Math.clamp(rate + 0.006 * random.nextGaussian(), CHEAPEST, DEAREST);
            long billionths = Math.round(rate * 10_000) * 100_000L;
            log.sendOfFirm(
                    DemoPartner.BILLING,
                    day.atStartOfDay(StoryPeriod.ZONE).toInstant(),
                    new ExchangeRate(DemoContract.DOLLAR, DemoContract.EURO, billionths));
            day = day.isBefore(era.firstDay())
                    ? day.plusMonths(1)
                    : StoryPeriod.monday(day).plusWeeks(1);
        }
    }

    private void cost(LocalDate friday, Cost.Purpose purpose, double euros) {
        long micros = Math.round(euros * (0.9 + 0.2 * random.nextDouble())) * MICROS;
        if (!friday.isBefore(era.firstDay())) {
            log.sendOfFirm(
                    DemoPartner.BILLING,
                    StoryPeriod.hours(friday, random),
                    new Cost(purpose, new Money(micros, DemoContract.EURO)));
        }
    }
}
