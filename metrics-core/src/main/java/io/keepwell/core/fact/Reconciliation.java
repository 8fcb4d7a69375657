package io.keepwell.core.fact;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.DatabaseException;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts what is kept of one partner, so that it can be compared with what the partner sent.
@Singleton
public final class Reconciliation {
    /// The longest period that is counted at once.
    public static final int MOST_DAYS = 366;

    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private final Database database;

    public Reconciliation(Database database) {
        this.database = database;
    }

    /// What is kept of one kind, for one day and currency.
    ///
    /// @param currency of the amounts; empty where the events have none
    /// @param kept events
    public record Count(
            LocalDate day, FactTable<?> table, Optional<CurrencyCode> currency, long kept, List<ColumnSum> sums) {
        public Count {
            sums = List.copyOf(sums);
        }
    }

    /// What one column adds up to.
    ///
    /// @param column such as `score`; of money in micros, `price_micros`
    /// @param facts that have it, more than none
    /// @param sum exact
    public record ColumnSum(String column, boolean isMoney, long facts, BigDecimal sum) {}

    private record Summed(String column, boolean isMoney) {
        static Summed money(String column) {
            return new Summed(column, true);
        }

        static Summed number(String column) {
            return new Summed(column, false);
        }
    }

    /// The columns of a kind that are worth adding up. Amounts are in the currency of the column `currency`.
    private static List<Summed> summed(FactTable<?> table) {
        return switch (table) {
            case FactTable.AccountProfileTable _ -> List.of();
            case FactTable.SubscriptionChangeTable _ -> List.of(Summed.money("price_micros"));
            case FactTable.SurveyAnswerTable _ -> List.of(Summed.number("score"));
        };
    }

    /// @param period at most 366 days
    /// @return by day, kind and currency; nothing where nothing is kept
    /// @throws DatabaseException where it took longer than a minute, too
    public List<Count> count(int partner, Period period) {
        if (period.days() > MOST_DAYS) {
            throw new IllegalArgumentException("at most " + MOST_DAYS + " days are counted at once, not " + period);
        }
        return database.transaction(connection -> {
            List<Count> counts = new ArrayList<>();
            for (FactTable<?> table : FactTables.ALL) {
                counts.addAll(count(connection, table, partner, period));
            }
            // A stable sort: kinds stay in their order, and currencies in theirs.
            counts.sort(Comparator.comparing(Count::day));
            return counts;
        });
    }

    private static List<Count> count(Connection connection, FactTable<?> table, int partner, Period period)
            throws SQLException {
        List<Summed> summed = summed(table);
        boolean hasMoney = summed.stream().anyMatch(Summed::isMoney);
        String columns = Stream.concat(
                        Stream.of("day", hasMoney ? "currency" : "null as currency", "count(*)"),
                        summed.stream().map(each -> "count(%1$s), sum(%1$s)".formatted(each.column())))
                .collect(Collectors.joining(", "));
        // By fact_day where the kind has that index, else by the partner's part of the primary key: a few seconds for
        // some millions of events, which is why callers are few at a time.
        String sql = "select " + columns + " from " + table.table()
                + " where partner_id = ? and day >= ? and day < ? group by day"
                + (hasMoney ? ", currency order by day, currency" : " order by day");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(Math.toIntExact(LONGEST_READ.toSeconds()));
            select.setInt(1, partner);
            select.setDate(2, Date.valueOf(period.from()));
            select.setDate(3, Date.valueOf(period.to()));
            try (ResultSet rows = select.executeQuery()) {
                List<Count> counts = new ArrayList<>();
                while (rows.next()) {
                    counts.add(new Count(
                            rows.getDate(1).toLocalDate(),
                            table,
                            Optional.ofNullable(rows.getString(2)).map(CurrencyCode::new),
                            rows.getLong(3),
                            sums(rows, summed)));
                }
                return counts;
            }
        } catch (SQLTimeoutException tooLong) {
            // Not one to be tried again at once.
            throw new DatabaseException(tooLong);
        }
    }

    private static List<ColumnSum> sums(ResultSet rows, List<Summed> summed) throws SQLException {
        List<ColumnSum> sums = new ArrayList<>();
        int index = 4;
        for (Summed each : summed) {
            long facts = rows.getLong(index++);
            BigDecimal sum = rows.getBigDecimal(index++);
            if (facts > 0) {
                sums.add(new ColumnSum(each.column(), each.isMoney(), facts, sum));
            }
        }
        return sums;
    }
}
