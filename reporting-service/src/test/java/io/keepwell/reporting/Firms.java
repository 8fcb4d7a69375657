package io.keepwell.reporting;

import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Firms with customers whose histories are given to the core.
public final class Firms {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final int PARTNER = 1;

    private Firms() {}

    /// Three customers, by whom every figure of October 2026 can be worked out by hand:
    ///
    /// - opening: acme 1,000 + beta 500 = 1,500; closing: acme 1,200 + gamma 300 = 1,500
    /// - new 300 (gamma), expansion 200 (acme), churn 500 (beta)
    /// - customer churn: 1 of 2 = 50 %
    /// - answers in October: 9, 10, 3: (2 − 1) ÷ 3 = 33.3; in September: 9: 100.0
    public static void ofThree(ApplicationContext context, String receivedAt) {
        send(
                context,
                receivedAt,
                List.of(
                        new Story("acme", EUR)
                                .on("2025-06-10")
                                .isNamed("Acme")
                                .standsIn(Dimension.SEGMENT, "Enterprise")
                                .starts("1000.00")
                                .on("2026-09-10")
                                .recommends(9)
                                .on("2026-10-05")
                                .changesTo("1200.00")
                                .on("2026-10-06")
                                .recommends(9),
                        new Story("beta", EUR)
                                .on("2026-02-01")
                                .isNamed("Beta")
                                .standsIn(Dimension.SEGMENT, "SMB")
                                .starts("500.00")
                                .on("2026-10-07")
                                .recommends(3)
                                .on("2026-10-20")
                                .ends(),
                        new Story("gamma", EUR)
                                .on("2026-10-12")
                                .isNamed("Gamma")
                                .starts("300.00")
                                .on("2026-10-30")
                                .recommends(10)));
    }

    /// Delta, who pays 100 since 15 October, is heard of only later.
    static void withLateNews(ApplicationContext context, String receivedAt) {
        send(
                context,
                receivedAt,
                List.of(new Story("delta", EUR).on("2026-10-15").starts("100.00")));
    }

    /// Some hundred customers over two years, always the same ones.
    static void ofHundreds(ApplicationContext context, String receivedAt) {
        Random random = new Random(20261102);
        List<Story> stories = new ArrayList<>();
        YearMonth first = YearMonth.of(2024, 10);
        for (int customer = 1; customer <= 260; customer++) {
            stories.add(history(random, "customer-" + customer, first.plusMonths(customer * 25 / 261)));
        }
        send(context, receivedAt, stories);
    }

    private static Story history(Random random, String name, YearMonth joined) {
        int monthly = 400 + 50 * random.nextInt(60);
        Story story = new Story(name, EUR).on(day(random, joined)).isNamed(name);
        story.standsIn(Dimension.SEGMENT, random.nextInt(3) == 0 ? "Enterprise" : "Mid-market");
        story.starts(monthly + ".00");
        boolean running = true;
        for (YearMonth month = joined.plusMonths(1);
                month.isBefore(YearMonth.of(2026, 11));
                month = month.plusMonths(1)) {
            story.on(month.atDay(2 + random.nextInt(8)));
            int chance = random.nextInt(1000);
            if (running && chance < 18) {
                story.ends();
                running = false;
            } else if (running && chance < 60) {
                monthly += 50 + 25 * random.nextInt(12);
                story.changesTo(monthly + ".00");
            } else if (running && chance < 82) {
                monthly = Math.max(200, monthly - 100);
                story.changesTo(monthly + ".00");
            } else if (!running && chance < 60) {
                story.starts(monthly + ".00");
                running = true;
            }
            if (running && random.nextInt(4) == 0) {
                story.on(month.atDay(12 + random.nextInt(14))).recommends(score(random));
            }
        }
        return story;
    }

    private static int score(Random random) {
        int chance = random.nextInt(100);
        if (chance < 52) {
            return 9 + random.nextInt(2);
        }
        return chance < 84 ? 7 + random.nextInt(2) : random.nextInt(7);
    }

    private static LocalDate day(Random random, YearMonth month) {
        return month.atDay(1 + random.nextInt(28));
    }

    private static void send(ApplicationContext context, String receivedAt, List<Story> stories) {
        ReportingZone zone = ReportingZone.of("Europe/Berlin");
        context.getBean(Database.class)
                .run(_ -> context.getBean(Settings.class).put(new Firm("Nordlicht Software", zone, EUR)));
        AccountNumbers accountNumbers = context.getBean(AccountNumbers.class);
        FactStore facts = context.getBean(FactStore.class);
        long batch = Instant.parse(receivedAt).getEpochSecond() * 1_000;
        for (Story story : stories) {
            List<Story.SentEvent> reported = story.reported();
            Map<String, Integer> numbers = accountNumbers.resolve(
                    PARTNER, reported.stream().map(Story.SentEvent::account).toList());
            List<FactStore.Arrival> arrivals = reported.stream()
                    .map(each -> new FactStore.Arrival(
                            each.event(), numbers.getOrDefault(each.account(), 0), zone.dayOf(each.occurredAt())))
                    .toList();
            batch++;
            FactStore.Intake intake = new FactStore.Intake(PARTNER, batch, Instant.parse(receivedAt), arrivals);
            context.getBean(Database.class).transaction(connection -> facts.keep(connection, intake));
        }
        Refresh refresh = context.getBean(Refresh.class);
        Refresh.Step turn = refresh.once();
        while (turn == Refresh.Step.WORKED) {
            turn = refresh.once();
        }
    }
}
