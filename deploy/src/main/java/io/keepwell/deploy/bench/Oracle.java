package io.keepwell.deploy.bench;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.FactStore;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// DuckDB with the same facts in memory: what an engine that is made for it needs for the same sums.
final class Oracle implements AutoCloseable {
    private static final String SCHEMA = """
            create table account_profile (account integer, segment varchar);
            create table subscription_change (account integer, occurred_at timestamp, step integer, monthly_micros bigint);
            create table survey_answer (account integer, day date, kind integer, score integer);
            """;

    /// Movements by day and kind. As with Keepwell, a subscription of which nobody reported the beginning began with
    /// its first change.
    private static final String MOVEMENTS = """
            with stepped as (
                select
                    account, occurred_at,
                    last_value(case when step = 1 then 0 when step = 6 then 1 end ignore nulls) over life as ended,
                    last_value(monthly_micros ignore nulls) over life as price
                from subscription_change
                window life as (
                    partition by account order by occurred_at rows between unbounded preceding and current row)
            ),
            evenings as (
                select
                    account, occurred_at::date as day,
                    case when coalesce(ended, 0) = 1 then 0 else coalesce(price, 0) end as amount
                from stepped
                qualify row_number() over (
                    partition by account, occurred_at::date order by occurred_at desc) = 1
            ),
            steps as (
                select
                    account, day, amount,
                    amount - coalesce(lag(amount) over (partition by account order by day), 0) as change
                from evenings
            ),
            changes as (
                select *, row_number() over (partition by account order by day) as nth
                from steps
                where change <> 0
            )
            select
                day,
                case
                    when amount = change then if(nth = 1, 'new', 'reactivation')
                    when amount = 0 then 'churn'
                    when change > 0 then 'expansion'
                    else 'contraction'
                end as kind,
                sum(abs(change)) as amount
            from changes
            """;

    private static final String MOVEMENTS_BY_DAY = MOVEMENTS + " group by all";
    private static final String ANSWERS = """
            select
                %s as time, p.segment,
                count(*) filter (a.score >= 9) as promoters,
                count(*) filter (a.score <= 6) as detractors,
                count(*) as answers
            from survey_answer a join account_profile p on p.account = a.account
            where a.kind = 1 and a.day >= ? and a.day < ?
            group by all
            """;

    /// No fact is older, and none is newer.
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2999, 1, 1);

    private final Connection connection;

    private Oracle(Connection connection) {
        this.connection = connection;
    }

    static Oracle start() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
        return new Oracle(connection);
    }

    synchronized void send(List<FactStore.Arrival> arrivals) throws SQLException {
        DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
        try (DuckDBAppender profiles = duck.createAppender("main", "account_profile");
                DuckDBAppender changes = duck.createAppender("main", "subscription_change");
                DuckDBAppender answers = duck.createAppender("main", "survey_answer")) {
            for (FactStore.Arrival arrival : arrivals) {
                switch (arrival.event().fact()) {
                    case AccountProfile profile ->
                        profiles.beginRow()
                                .append(arrival.account())
                                .append(profile.reported().value(Dimension.SEGMENT))
                                .endRow();
                    case SubscriptionChange change -> send(changes, arrival, change);
                    case SurveyAnswer answer ->
                        answers.beginRow()
                                .append(arrival.account())
                                .append(arrival.day())
                                .append(answer.kind().code())
                                .append(answer.score())
                                .endRow();
                    default -> {
                        // Nothing is asked about other kinds.
                    }
                }
            }
        }
    }

    private static void send(DuckDBAppender changes, FactStore.Arrival arrival, SubscriptionChange change)
            throws SQLException {
        changes.beginRow()
                .append(arrival.account())
                .append(LocalDateTime.ofInstant(arrival.event().occurredAt(), ZoneOffset.UTC))
                .append(change.step().code());
        if (change.terms().isPresent()) {
            changes.append(change.terms().get().monthlyMicros());
        } else {
            changes.appendNull();
        }
        changes.endRow();
    }

    /// Movements by day and kind, and answers by day and segment: the sums that a rebuild makes, and
    /// keeps.
    Duration sums() throws SQLException {
        return timed(MOVEMENTS_BY_DAY).plus(timed(ANSWERS.formatted("a.day"), FIRST, LAST));
    }

    /// Promoters and detractors of `[from, to)` by month and segment.
    Duration answersByMonth(LocalDate from, LocalDate to) throws SQLException {
        return timed(ANSWERS.formatted("date_trunc('month', a.day)"), from, to);
    }

    /// Movements of `[from, to)` by month and kind; they follow from all that came before.
    Duration movementsByMonth(LocalDate from, LocalDate to) throws SQLException {
        return timed(
                "select date_trunc('month', day) as month, kind, sum(amount) from (" + MOVEMENTS_BY_DAY
                        + ") where day >= ? and day < ? group by all",
                from,
                to);
    }

    /// All sums that `OracleComparison` asks of figures, by the names that it gives them.
    Map<String, BigDecimal> sumsByMonth() throws SQLException {
        Map<String, BigDecimal> sums = new TreeMap<>();
        try (var select = connection.prepareStatement("select date_trunc('month', day)::date, kind, sum(amount) from ("
                        + MOVEMENTS_BY_DAY + ") group by all");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                sums.put(
                        OracleComparison.movement(rows.getObject(1, LocalDate.class), rows.getString(2)),
                        rows.getBigDecimal(3).movePointLeft(6));
            }
        }
        try (var select = connection.prepareStatement(ANSWERS.formatted("date_trunc('month', a.day)::date"))) {
            select.setObject(1, FIRST);
            select.setObject(2, LAST);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    putAnswers(sums, rows);
                }
            }
        }
        return sums;
    }

    private static void putAnswers(Map<String, BigDecimal> sums, ResultSet rows) throws SQLException {
        for (String group : List.of("promoters", "detractors", "answers")) {
            if (rows.getLong(group) != 0) {
                sums.put(
                        OracleComparison.answers(rows.getObject(1, LocalDate.class), rows.getString(2), group),
                        BigDecimal.valueOf(rows.getLong(group)));
            }
        }
    }

    private Duration timed(String sql, LocalDate... days) throws SQLException {
        long start = System.nanoTime();
        try (var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < days.length; i++) {
                select.setObject(i + 1, days[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var _ = rows.getObject(1);
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
