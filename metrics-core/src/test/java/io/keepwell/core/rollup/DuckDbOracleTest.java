package io.keepwell.core.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Another engine adds up the same facts by other means: window functions over the raw rows.
///
/// Cancellations that are still to come are left out of its stories, since SQL can't say them in a few lines.
@UsesDatabase
@Slow
final class DuckDbOracleTest {
    /// Movements by month and kind, in micros, from subscription changes alone.
    private static final String MOVEMENTS = """
            with stepped as (
                select
                    *,
                    -- Start and resumption undo an end; the newest of these steps says how it is.
                    last_value(case when step in (1, 4, 7) then 0 when step in (5, 6) then 1 end ignore nulls) over life as over,
                    last_value(case when step = 1 then 0 when step = 7 then 1 end ignore nulls) over life as trial,
                    last_value(case when step in (1, 4, 7) then 0 when step = 3 then 1 end ignore nulls) over life as paused
                from subscription_change
                where currency is null or currency = 'EUR'
                window life as (
                    partition by account, subscription_id order by occurred_at, step, event_key
                    rows between unbounded preceding and current row)
            ),
            priced as (
                select
                    *,
                    last_value(case when step = 1 or (step = 2 and coalesce(over, 0) = 0) then monthly_micros end ignore nulls)
                        over life as price
                from stepped
                window life as (
                    partition by account, subscription_id order by occurred_at, step, event_key
                    rows between unbounded preceding and current row)
            ),
            evenings as (
                select
                    account, subscription_id, day,
                    case when coalesce(over, 0) = 1 or coalesce(paused, 0) = 1 or coalesce(trial, 0) = 1 then 0 else coalesce(price, 0) end as amount
                from priced
                qualify row_number() over (
                    partition by account, subscription_id, day order by occurred_at desc, step desc, event_key desc) = 1
            ),
            changes as (
                select
                    account, day,
                    amount - coalesce(
                        lag(amount) over (partition by account, subscription_id order by day), 0) as change
                from evenings
            ),
            totals as (
                select account, day, sum(change) as change from changes group by account, day having sum(change) <> 0
            ),
            balances as (
                select account, day, change, sum(change) over (partition by account order by day) as after,
                    row_number() over (partition by account order by day) as nth
                from totals
            ),
            kinds as (
                select
                    day,
                    abs(change) as amount,
                    case
                        when after - change = 0 and nth = 1 then 1
                        when after - change = 0 then 3
                        when after = 0 then 5
                        when change > 0 then 2
                        else 4
                    end as measure
                from balances
            )
            select measure, strftime(date_trunc('month', day), '%Y-%m-%d') as month, sum(amount)
            from kinds
            group by 1, 2
            order by 1, 2
            """;

    /// Answers by group, month and segment as of the answer's day.
    private static final String ANSWERS = """
            with segments as (
                select account, day as from_day, segment,
                    coalesce(lead(day) over (partition by account order by day), date '9999-12-31') as to_day
                from (
                    select account, day, segment
                    from account_profile
                    qualify row_number() over (
                        partition by account, day order by occurred_at desc, event_key desc) = 1
                )
            )
            select
                20 + 3 * a.scale_low + case when a.score >= 9 then 0 when a.score >= 7 then 1 else 2 end as measure,
                strftime(date_trunc('month', a.day), '%Y-%m-%d') as month,
                coalesce(s.segment, '') as segment,
                count(*)
            from survey_answer a
            left join segments s on s.account = a.account and a.day >= s.from_day and a.day < s.to_day
            where a.kind = 1
            group by 1, 2, 3
            order by 1, 2, 3
            """;

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @Test
    void cells_of_months_are_what_window_functions_of_another_engine_say() throws SQLException {
        List<Story.SentEvent> reported = new RandomStories(100)
                .send(120, 90).stream().filter(DuckDbOracleTest::ends).toList();
        for (int start = 0; start < reported.size(); start += 1_000) {
            platform.keep(platform.partner(), reported.subList(start, Math.min(reported.size(), start + 1_000)));
        }
        platform.refresh();

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            copy(duck, "account_profile", "account, day, occurred_at, hex(event_key) as event_key, segment");
            copy(
                    duck,
                    "subscription_change",
                    "account, day, occurred_at, hex(event_key) as event_key, subscription_id, step, currency, monthly_micros");
            copy(duck, "survey_answer", "account, day, kind, scale_low, score");

            assertThat(rows(duck, MOVEMENTS)).isEqualTo(platform.rows("""
                            select measure, month, sum(amount)
                            from cell_month
                            where measure between 1 and 5
                            group by measure, month
                            order by measure, month
                            """)).hasSizeGreaterThan(20);
            assertThat(rows(duck, ANSWERS)).isEqualTo(platform.rows("""
                            select c.measure, c.month, s.segment, sum(c.amount)
                            from cell_month c join slice s on s.slice = c.slice
                            where c.measure between 20 and 25
                            group by c.measure, c.month, s.segment
                            order by c.measure, c.month, s.segment
                            """)).hasSizeGreaterThan(60);
        }
    }

    private static boolean ends(Story.SentEvent reported) {
        return !(reported.fact() instanceof SubscriptionChange change
                && change.endsOn().isPresent());
    }

    private static void copy(Connection duck, String kind, String columns) throws SQLException {
        List<String> names = List.of(columns.replace("hex(event_key) as ", "").split(", "));
        try (Statement create = duck.createStatement()) {
            create.execute("create table " + kind + " ("
                    + String.join(
                            ", ",
                            names.stream().map(name -> name + " " + type(name)).toList())
                    + ")");
        }
        List<List<Object>> rows = platform.get(io.keepwell.core.database.Database.class)
                .transaction(connection -> {
                    try (Statement select = connection.createStatement();
                            ResultSet found = select.executeQuery("select " + columns + " from fact_" + kind)) {
                        List<List<Object>> read = new ArrayList<>();
                        while (found.next()) {
                            List<Object> row = new ArrayList<>();
                            for (int i = 1; i <= names.size(); i++) {
                                row.add(String.valueOf(found.getString(i)));
                            }
                            read.add(row);
                        }
                        return read;
                    }
                });
        assertThat(rows).isNotEmpty();
        String marks = String.join(
                ", ",
                names.stream()
                        .map(name -> "cast(nullif(?, 'null') as " + type(name) + ")")
                        .toList());
        try (PreparedStatement insert = duck.prepareStatement("insert into " + kind + " values (" + marks + ")")) {
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String type(String column) {
        return switch (column) {
            case "day" -> "date";
            case "occurred_at" -> "timestamp";
            case "event_key", "subscription_id", "currency", "segment" -> "varchar";
            default -> "bigint";
        };
    }

    private static List<String> rows(Connection duck, String sql) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
                lines.add(String.join(" ", values));
            }
            return lines;
        }
    }
}
