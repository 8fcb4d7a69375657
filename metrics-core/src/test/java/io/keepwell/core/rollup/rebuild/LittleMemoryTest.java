package io.keepwell.core.rollup.rebuild;

import static io.keepwell.core.TestPlatform.EUR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.ChangeLog;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What many facts make doesn't need to be in memory at once, in a process of its own with a small heap.
@UsesDatabase
@Slow
@RunsOnce("the heap of a process")
final class LittleMemoryTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void figures_of_many_facts_are_worked_out_with_little_memory() throws Exception {
        send(400);
        repeat("fact_usage", "user_id, feature, times, seconds", 300);
        repeatPayments(300);

        // Each account pays a euro and uses the product once on 1 + 300 days.
        assertThat(inLittleMemory(80, Figures.class, platform.clock().instant().toString()))
                .contains("REVENUE 120400000000", "ACTIVE_ACCOUNTS 120400", "ACTIVE_USERS 120400", "CUSTOMERS 400");
    }

    @Test
    void ledgers_of_accounts_with_many_facts_are_made_with_little_memory() throws Exception {
        send(300);
        repeatPayments(600);
        platform.get(Database.class).run(LittleMemoryTest::markPayments);

        var _ = inLittleMemory(144, Ledgers.class);

        // Each account pays a euro on 1 + 600 days.
        String revenue = "select count(*), sum(amount) from %s where measure = " + Measure.REVENUE.code();
        assertThat(platform.rows(revenue.formatted("ledger_row"))).containsExactly("180300 180300000000");
        assertThat(platform.rows(revenue.formatted("cell_day") + " and slice <> " + Cell.EVERYWHERE))
                .containsExactly("601 180300000000");
    }

    /// Lets some customers pay a subscription and a euro, and use the product.
    private static void send(int accounts) {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            stories.add(new Story("customer " + i, EUR)
                    .on("2026-01-10")
                    .starts("10.00")
                    .send(new Usage("una", "export", 1, 0))
                    .send(new Payment(
                            "p",
                            "",
                            "",
                            new Money(1_000_000, EUR),
                            Payment.Nature.RECURRING,
                            Payment.Result.RECEIVED)));
        }
        platform.send(stories.toArray(Story[]::new));
    }

    private static void repeatPayments(int times) {
        repeat("fact_payment", "payment_id, order_id, product, amount_micros, amount_currency, nature, result", times);
    }

    /// Tells every fact of a kind once more on each of the following days.
    private static void repeat(String table, String columns, int times) {
        String digit = "(select 0 as d union select 1 union select 2 union select 3 union select 4 union select 5"
                + " union select 6 union select 7 union select 8 union select 9)";
        String reported = columns.replace("payment_id", "concat(payment_id, n)");
        execute("""
                insert into %1$s (
                    partner_id, event_key, batch, content_hash, account, day, occurred_at, received_at, %2$s)
                select partner_id, unhex(left(sha2(concat(hex(event_key), n), 256), 32)), batch, content_hash, account,
                    date_add(day, interval n day), date_add(occurred_at, interval n day), received_at, %5$s
                from %1$s
                cross join (
                    select 1 + a.d + 10 * b.d + 100 * c.d as n
                    from %3$s a cross join %3$s b cross join %3$s c
                ) numbers
                where n <= %4$d
                """.formatted(table, columns, digit, times, reported));
    }

    private static void execute(String sql) {
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        });
    }

    /// Has every account with payments refreshed.
    private static void markPayments(Connection connection) throws SQLException {
        ChangeLog.Mark mark = new ChangeLog.Mark(FactTables.PAYMENT);
        try (var select = connection.prepareStatement("select distinct account from fact_payment");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                mark.add(rows.getInt(1), LocalDate.of(2026, 1, 10));
            }
        }
        ChangeLog.append(connection, 1_000_000, platform.clock().instant(), List.of(mark));
    }

    /// Runs a program against the platform's database.
    ///
    /// @return the lines that it says
    private static List<String> inLittleMemory(int megabytes, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=UTC",
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                platform.testDatabase().jdbcUrl()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static ApplicationContext start(String url) {
        return ApplicationContext.run(Map.of("keepwell.db.url", url, "keepwell.db.pool", 4));
    }

    /// Says what some measures came to, as of a moment.
    static final class Figures {
        private Figures() {}

        public static void main(String[] arguments) {
            try (ApplicationContext context = start(arguments[0])) {
                Set<Measure> measures =
                        EnumSet.of(Measure.REVENUE, Measure.ACTIVE_ACCOUNTS, Measure.ACTIVE_USERS, Measure.CUSTOMERS);
                Map<Measure, Long> sums = new EnumMap<>(Measure.class);
                context.getBean(AsOfDataFactory.class)
                        .asOf(Optional.of(Instant.parse(arguments[1])))
                        .cells(CellRequest.of(measures, List.of(LocalDate.of(2026, 3, 1), LocalDate.of(2027, 1, 1))))
                        .forEach(cell -> sums.merge(cell.measure(), cell.amount(), Long::sum));
                sums.forEach((measure, sum) -> System.out.println(measure + " " + sum));
            }
        }
    }

    /// Refreshes what the change log asks for; then makes everything anew, and compares it with that.
    static final class Ledgers {
        private Ledgers() {}

        public static void main(String[] arguments) {
            try (ApplicationContext context = start(arguments[0])) {
                Refresh refresh = context.getBean(Refresh.class);
                refresh.untilIdle();
                refresh.askForRebuild();
                refresh.untilIdle();
            }
        }
    }
}
