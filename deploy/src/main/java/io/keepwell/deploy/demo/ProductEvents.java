package io.keepwell.deploy.demo;

import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;

/// What the product reports of a customer: who uses what, and how many seats are taken. A customer who is about to
/// leave uses it less and less. At first the product counts only the larger customers.
final class ProductEvents {
    private static final List<String> FEATURES = List.of(
            "invoices", "invoices", "invoices", "search", "search", "dashboards", "automation", "export", "mobile");
    private static final long MICROS = 1_000_000L;
    /// How many of the small ones let their use be counted.
    private static final double TRACKED = 0.55;

    private final CompanyNames.Member member;
    private final CustomerLog log;
    private final RandomGenerator random;
    private final boolean tracked;
    private final LocalDate countedFrom;
    private LocalDate lullUntil = LocalDate.MIN;

    ProductEvents(CompanyNames.Member member, StoryPeriod era, CustomerLog log, RandomGenerator random) {
        this.member = member;
        this.log = log;
        this.random = random;
        this.tracked = member.size() != Size.SMALL || random.nextDouble() < TRACKED;
        this.countedFrom = member.size() == Size.SMALL ? era.countsEverybodyFrom() : era.firstDay();
    }

    /// @param fade 1 for who stays, down to 0 for who no longer needs it
    /// @param monthsIn since the customer began
    void week(LocalDate monday, CustomerSentiment sentiment, double fade, long monthsIn, long seats) {
        if (!tracked || monday.isBefore(countedFrom)) {
            return;
        }
        if (random.nextDouble() < 0.011) {
            lullUntil = monday.plusWeeks(2L + random.nextInt(4));
        }
        double lull = monday.isBefore(lullUntil) ? 0.3 : 1;
        double uses = Math.clamp(0.87 + 0.08 * sentiment.value(), 0.35, 0.98) * StoryPeriod.busy(monday) * lull * fade;
        if (random.nextDouble() < uses) {
            use(monday, sentiment, monthsIn);
            if (random.nextDouble() < 0.02 * member.size().users() * fade) {
                use(monday, sentiment, monthsIn);
            }
        }
        if (member.size() != Size.SMALL && monday.getDayOfMonth() <= 7 && month(monday)) {
            long taken = Math.max(1, Math.round(seats * Math.clamp(0.75 + 0.12 * sentiment.value(), 0.2, 1) * fade));
            log.send(
                    DemoPartner.PRODUCT,
                    StoryPeriod.night(monday, random),
                    new Measurement("seats.taken", taken * MICROS, "seats"));
        }
    }

    /// Large customers are counted every month, others every quarter.
    private boolean month(LocalDate monday) {
        return member.size() == Size.LARGE || (monday.getMonthValue() + member.number()) % 3 == 0;
    }

    private void use(LocalDate monday, CustomerSentiment sentiment, long monthsIn) {
        int known = (int)
                Math.min(member.size().users() + monthsIn / 3, member.size().users() * 3L);
        String user = "user-" + (1 + random.nextInt(known));
        int times = 1 + random.nextInt(Math.clamp(Math.round(8 + 3 * sentiment.value()), 2, 20));
        log.send(
                DemoPartner.PRODUCT,
                StoryPeriod.hours(monday.plusDays(random.nextInt(5)), random),
                new Usage(user, log.any(FEATURES), times, times * (40L + random.nextInt(200))));
    }
}
