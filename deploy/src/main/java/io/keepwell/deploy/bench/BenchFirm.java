package io.keepwell.deploy.bench;

import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.time.Period;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// A made-up firm with many facts, kept as if partners had sent them: of ten, five survey answers, three
/// changes of subscriptions, a payment and a use of the product; of the last year, changes of the last
/// three. Accounts stand in 5 segments, 4 regions, 3 plans, with an owner for each segment and region.
final class BenchFirm {
    static final List<String> SEGMENTS = List.of("enterprise", "mid-market", "small", "start-up", "public");

    private static final List<String> REGIONS = List.of("north", "east", "south", "west");
    private static final List<String> PLANS = List.of("basic", "plus", "all");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final int A_BATCH = 5_000;
    private static final int LOADERS = 2;
    private static final int YEAR = 365;

    private final ApplicationContext context;
    private final Oracle oracle;
    private final int partner;
    private final String key;
    private final int accounts;
    private final LocalDate lastDay;
    private final NumberSequence batches;
    private final List<Integer> numbers = new ArrayList<>();
    private long facts;
    private long lastSeed;

    /// @param oracle is reported everything, too
    /// @param lastDay of the facts
    BenchFirm(ApplicationContext context, Oracle oracle, int accounts, LocalDate lastDay) {
        this.context = context;
        this.oracle = oracle;
        this.accounts = accounts;
        this.lastDay = lastDay;
        PartnerKeys keys = context.getBean(PartnerKeys.class);
        this.partner = keys.partner("bench").id();
        this.key = keys.issue(keys.partner("bench"), EnumSet.allOf(Scope.class), Optional.empty());
        this.batches = new NumberSequence(context.getBean(Database.class), "batch", 10_000);
    }

    /// Of the partner that sends everything.
    String key() {
        return key;
    }

    /// The day after the last.
    LocalDate end() {
        return lastDay.plusDays(1);
    }

    /// Whole months with all facts.
    Period period() {
        return new Period(lastDay.minusYears(3).withDayOfMonth(1), end());
    }

    /// Writes facts until there are so many. Ledger and cells don't know of them yet.
    void growTo(long size) throws Exception {
        if (numbers.isEmpty()) {
            nameAccounts();
        }
        long missing = (size - facts) / A_BATCH;
        List<Callable<Long>> loaders = new ArrayList<>();
        for (int loader = 0; loader < LOADERS; loader++) {
            Random random = new Random(++lastSeed);
            long own = missing / LOADERS;
            loaders.add(() -> {
                for (long batch = 0; batch < own; batch++) {
                    keep(IntStream.range(0, A_BATCH).mapToObj(_ -> any(random)).toList());
                }
                return own * A_BATCH;
            });
        }
        facts += Threads.sum(loaders);
        context.getBean(Database.class).run(connection -> {
            // Everything is made anew instead, once that is asked for.
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("truncate table change_log");
                statement.executeUpdate("update refresher_lease set rebuild = 0");
            }
        });
    }

    long facts() {
        return facts;
    }

    private void nameAccounts() throws SQLException {
        AccountNumbers accountNumbers = context.getBean(AccountNumbers.class);
        Random random = new Random(0);
        for (int start = 0; start < accounts; start += A_BATCH) {
            List<String> names = IntStream.range(start, Math.min(accounts, start + A_BATCH))
                    .mapToObj(number -> "account-" + number)
                    .toList();
            Map<String, Integer> resolved = accountNumbers.resolve(partner, names);
            List<FactStore.Arrival> profiles = new ArrayList<>();
            for (String name : names) {
                int number = Objects.requireNonNull(resolved.get(name));
                numbers.add(number);
                profiles.add(profile(number, name, random));
            }
            keep(profiles);
            facts += profiles.size();
        }
    }

    private FactStore.Arrival profile(int number, String name, Random random) {
        String segment = one(SEGMENTS, random);
        String region = one(REGIONS, random);
        Slice reported = Slice.NO_PROFILE
                .with(Dimension.SEGMENT, segment)
                .with(Dimension.REGION, region)
                .with(Dimension.PLAN, one(PLANS, random))
                .with(Dimension.OWNER, "owner of " + segment + " " + region);
        return arrival(number, lastDay.minusYears(3), new AccountProfile(name, reported), random);
    }

    private FactStore.Arrival any(Random random) {
        int account = numbers.get(random.nextInt(numbers.size()));
        LocalDate day = lastDay.minusDays(random.nextInt(YEAR));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> arrival(account, lastDay.minusDays(random.nextInt(3 * YEAR)), change(random), random);
            case 3 ->
                arrival(
                        account,
                        day,
                        new Payment(
                                "p" + random.nextInt(),
                                "",
                                "core",
                                price(random),
                                Payment.Nature.RECURRING,
                                Payment.Result.RECEIVED),
                        random);
            case 4 -> arrival(account, day, new Usage("user", "search", 1, 0), random);
            default -> arrival(account, day, answer(random), random);
        };
    }

    private static SurveyAnswer answer(Random random) {
        SurveyAnswer.Kind kind = random.nextInt(5) == 0 ? SurveyAnswer.Kind.CSAT : SurveyAnswer.Kind.NPS;
        int high = kind == SurveyAnswer.Kind.NPS ? 10 : 5;
        int low = kind == SurveyAnswer.Kind.NPS ? 0 : 1;
        int score = low + random.nextInt(high - low + 1);
        int positiveFrom = kind == SurveyAnswer.Kind.CSAT ? 4 : 0;
        return new SurveyAnswer(kind, low, high, score, false, positiveFrom, "", "", "", "", "");
    }

    private static SubscriptionChange change(Random random) {
        int step = random.nextInt(10);
        if (step == 0) {
            return new SubscriptionChange("main", SubscriptionChange.Step.END, Optional.empty(), Optional.empty(), "");
        }
        return new SubscriptionChange(
                "main",
                step < 4 ? SubscriptionChange.Step.START : SubscriptionChange.Step.CHANGE,
                Optional.of(SubscriptionChange.Terms.of(
                        price(random), 1, new BillingInterval(1, BillingInterval.Unit.MONTH))),
                Optional.empty(),
                "");
    }

    private static Money price(Random random) {
        return new Money(1_000_000L * (10 + random.nextInt(490)), EUR);
    }

    private FactStore.Arrival arrival(int account, LocalDate day, Fact fact, Random random) {
        LocalTime time = LocalTime.ofNanoOfDay(1_000L * random.nextLong(86_400_000_000L));
        UUID id = new UUID(
                (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(1 << 12),
                Long.MIN_VALUE | (random.nextLong() >>> 2));
        Event event = new Event(
                EventKey.of(id.toString()),
                "account-" + account,
                day.atTime(time).toInstant(ZoneOffset.UTC),
                fact);
        return new FactStore.Arrival(event, account, day);
    }

    private void keep(List<FactStore.Arrival> arrivals) throws SQLException {
        Database database = context.getBean(Database.class);
        FactStore store = context.getBean(FactStore.class);
        Clock clock = context.getBean(Clock.class);
        FactStore.Intake intake = new FactStore.Intake(partner, batches.next(), clock.instant(), arrivals);
        var _ = database.transaction(connection -> store.keep(connection, intake));
        oracle.send(arrivals);
    }

    private static String one(List<String> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
