package io.keepwell.core;

import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import io.micronaut.context.ApplicationContext;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Everything but the services, of real parts: a fresh schema, an application context, and a clock that
/// can be set.
///
/// ```java
/// @AutoClose
/// static final TestPlatform platform = TestPlatform.start();
/// ```
///
/// Reports in UTC and EUR. Each intake takes one second of the platform's clock.
public final class TestPlatform implements AutoCloseable {
    public static final CurrencyCode EUR = new CurrencyCode("EUR");
    public static final CurrencyCode USD = new CurrencyCode("USD");

    private static final int MOST_EVENTS = 1_000;
    private static final List<String> DERIVED = List.of(
            "pending_retraction",
            "fact_day_move",
            "change_log",
            "ledger_row",
            "product_user",
            "account",
            "account_alias",
            "account_merge",
            "account_split",
            "account_claim",
            "audit_trail",
            "health_model",
            "target",
            "metric_review",
            "focus",
            "account_version",
            "subscription_period",
            "mrr_movement",
            "cell_day",
            "cell_month");

    private final TestDatabase testDatabase;
    private final ApplicationContext context;
    private final NumberSequence batches;
    private final Partner partner;

    private TestPlatform(TestDatabase testDatabase, ApplicationContext context) {
        this.testDatabase = testDatabase;
        this.context = context;
        this.batches = new NumberSequence(get(Database.class), "batch", 1_000);
        this.partner = get(PartnerKeys.class).partner("billing");
    }

    public static TestPlatform start() {
        return start(Map.of());
    }

    /// @param properties of the application context, besides those of the platform itself
    public static TestPlatform start(Map<String, Object> properties, String... environments) {
        return start(TestDatabase.create(), properties, environments);
    }

    /// @param testDatabase is closed with the platform; `keepwell.db.url` may lead to it by another way
    public static TestPlatform start(
            TestDatabase testDatabase, Map<String, Object> properties, String... environments) {
        testDatabase.migrate();
        Map<String, Object> all = new HashMap<>(properties);
        all.putIfAbsent("keepwell.db.url", testDatabase.jdbcUrl());
        all.putIfAbsent("keepwell.db.pool", 8);
        all.put(TestClockFactory.SETTABLE, "true");
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(environments)
                .properties(all)
                .start();
        return new TestPlatform(testDatabase, context);
    }

    /// The bean of a type.
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /// All beans of a type.
    public <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type);
    }

    public TestClock clock() {
        return (TestClock) get(Clock.class);
    }

    public TestDatabase testDatabase() {
        return testDatabase;
    }

    /// The partner who tells the stories, unless another one is named.
    public Partner partner() {
        return partner;
    }

    /// Keeps the stories as intake would, and brings the figures up to date.
    public void send(Story... stories) {
        List<Story.SentEvent> reported = Arrays.stream(stories)
                .flatMap(story -> story.reported().stream())
                .toList();
        for (int start = 0; start < reported.size(); start += MOST_EVENTS) {
            keep(partner, reported.subList(start, Math.min(reported.size(), start + MOST_EVENTS)));
        }
        refresh();
    }

    /// Keeps at most 1,000 events in one intake. Figures stay as they are until a refresh.
    ///
    /// @return what became of each, in their order
    public List<FactStore.Kept> keep(Partner partner, List<Story.SentEvent> reported) {
        ReportingZone zone = get(Settings.class).firm().zone();
        Map<String, Integer> numbers = get(AccountNumbers.class)
                .resolve(
                        partner.id(),
                        reported.stream().map(Story.SentEvent::account).toList());
        List<FactStore.Arrival> arrivals = reported.stream()
                .map(each -> new FactStore.Arrival(
                        each.event(),
                        Objects.requireNonNull(numbers.get(each.account())),
                        zone.dayOf(each.occurredAt())))
                .toList();
        clock().advance(Duration.ofSeconds(1));
        long batch = batches.next();
        return get(Database.class)
                .transaction(connection -> get(FactStore.class)
                        .keep(connection, new FactStore.Intake(partner.id(), batch, clock().instant(), arrivals)));
    }

    /// Keeps random stories, each event under the partner that sends it.
    public void keepOfSeveral(List<Story.SentEvent> reported) {
        RandomStories.byPartner(reported).forEach((partner, ofPartner) -> {
            var _ = keep(get(PartnerKeys.class).partner(partner), ofPartner);
        });
    }

    /// Lets what several partners tell of accounts by the same name be about the same accounts: the
    /// platform's own partner's.
    public void mergeAccountsOfPartners(List<Story.SentEvent> reported) {
        List<String> names = reported.stream()
                .map(Story.SentEvent::account)
                .filter(name -> !name.equals(Account.FIRM_NAME))
                .distinct()
                .toList();
        Map<String, Integer> own = get(AccountNumbers.class).resolve(partner.id(), names);
        for (String name : RandomStories.PARTNERS) {
            int other = get(PartnerKeys.class).partner(name).id();
            if (other != partner.id()) {
                get(AccountNumbers.class)
                        .resolve(other, names)
                        .forEach((named, account) -> get(Identity.class)
                                .merge(Objects.requireNonNull(own.get(named)), account, "a test", "the same name"));
            }
        }
    }

    /// Brings ledger and cells up to date.
    public void refresh() {
        get(Refresh.class).untilIdle();
    }

    /// The figure of the whole firm.
    public MetricValue figure(String metric, String definition, String from, String to) {
        return figure(metric, definition, from, to, Slice.WHOLE);
    }

    /// @param from first day, such as `2026-01-31`
    /// @param to first day after the period
    public MetricValue figure(String metric, String definition, String from, String to, Slice slice) {
        return figure(metric, definition, from, to, slice, Optional.empty());
    }

    /// The figure of the whole firm for one value of the definition's custom dimension.
    public MetricValue figure(String metric, String definition, String from, String to, String customValue) {
        return figure(metric, definition, from, to, Slice.WHOLE, Optional.of(customValue));
    }

    private MetricValue figure(
            String metric, String definition, String from, String to, Slice slice, Optional<String> customValue) {
        Period period = new Period(LocalDate.parse(from), LocalDate.parse(to));
        return get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId(metric),
                        new DefinitionId(definition),
                        List.of(period),
                        slice,
                        customValue,
                        Optional.empty()))
                .getFirst();
    }

    /// Says what the firm is.
    public void setFirm(Firm firm) {
        get(Database.class).run(_ -> get(Settings.class).put(firm));
    }

    /// The number of an account that the partner has told about.
    public int account(String name) {
        return Objects.requireNonNull(
                get(AccountNumbers.class).resolve(partner.id(), List.of(name)).get(name));
    }

    /// Forgets all events, accounts and what was made of them. Numbers of accounts begin after the old
    /// ones.
    public void forget() {
        get(Database.class).run(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (FactTable<?> table : FactTables.ALL) {
                    statement.executeUpdate("delete from " + table.table());
                }
                for (String table : DERIVED) {
                    statement.executeUpdate("delete from " + table);
                }
                statement.executeUpdate("update refresher_lease set refreshed_until = null, turn = turn + 1");
            }
        });
        get(AccountNumbers.class).forget();
    }

    /// The rows that a query gives, in its order, as text; bytes in hexadecimal.
    public List<String> rows(String sql) {
        return get(Database.class).transaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(line(rows));
                }
                return List.copyOf(lines);
            }
        });
    }

    private static String line(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = rows.getObject(i);
            values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
        }
        return String.join(" ", values);
    }

    @Override
    public void close() {
        context.close();
        testDatabase.close();
    }
}
