package io.keepwell.core.fact.store;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.DatabaseException;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /// What is kept of one kind for one day, of the events whose amounts are in the same currencies.
    ///
    /// @param currencies of the amounts; none where the events have no amount
    /// @param kept events; what was retracted later stays among them
    /// @param lastReceivedAt when the newest of them came in
    public record Count(
            LocalDate day,
            FactTable<?> table,
            Set<CurrencyCode> currencies,
            long kept,
            Instant lastReceivedAt,
            List<FieldSum> sums) {
        public Count {
            currencies = Set.copyOf(currencies);
            sums = List.copyOf(sums);
        }
    }

    /// What one field adds up to.
    ///
    /// @param field of the kind, such as `score` or `price`
    /// @param currency of an amount; empty for other numbers
    /// @param facts that have it, more than none
    /// @param sum exact, in main units
    public record FieldSum(String field, Optional<CurrencyCode> currency, long facts, BigDecimal sum) {}

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
        List<FactTable.Summed> fields = table.sums();
        List<String> currencies =
                fields.stream().flatMap(field -> field.currency().stream()).toList();
        try (PreparedStatement select = connection.prepareStatement(sql(table, fields, currencies))) {
            select.setQueryTimeout(Math.toIntExact(LONGEST_READ.toSeconds()));
            select.setInt(1, partner);
            select.setDate(2, Date.valueOf(period.from()));
            select.setDate(3, Date.valueOf(period.to()));
            try (ResultSet rows = select.executeQuery()) {
                List<Count> counts = new ArrayList<>();
                while (rows.next()) {
                    counts.add(count(table, fields, rows));
                }
                return counts;
            }
        } catch (SQLTimeoutException tooLong) {
            // Not one to be tried again at once.
            throw new DatabaseException(tooLong);
        }
    }

    /// By fact_day where the kind has that index, else by the partner's part of the primary key: some
    /// seconds for millions of events, which is why callers are few at a time.
    private static String sql(FactTable<?> table, List<FactTable.Summed> fields, List<String> currencies) {
        List<String> columns =
                new ArrayList<>(List.of("day", "count(*) as kept", "max(received_at) as last_received_at"));
        columns.addAll(currencies);
        fields.forEach(field -> columns.add(
                "count(%1$s) as %2$s_facts, sum(%1$s) as %2$s_sum".formatted(field.column(), field.name())));
        String groups = Stream.concat(Stream.of("day"), currencies.stream()).collect(Collectors.joining(", "));
        return "select " + String.join(", ", columns) + " from " + table.table()
                + " where partner_id = ? and day >= ? and day < ? group by " + groups + " order by " + groups;
    }

    private static Count count(FactTable<?> table, List<FactTable.Summed> fields, ResultSet rows) throws SQLException {
        Set<CurrencyCode> currencies = new HashSet<>();
        List<FieldSum> sums = new ArrayList<>();
        for (FactTable.Summed field : fields) {
            long facts = rows.getLong(field.name() + "_facts");
            if (facts == 0) {
                continue;
            }
            Optional<CurrencyCode> currency = Optional.empty();
            if (field.currency().isPresent()) {
                currency = Optional.of(
                        new CurrencyCode(rows.getString(field.currency().get())));
            }
            currency.ifPresent(currencies::add);
            BigDecimal sum = rows.getBigDecimal(field.name() + "_sum").movePointLeft(field.decimals());
            sums.add(new FieldSum(field.name(), currency, facts, sum));
        }
        return new Count(
                rows.getDate("day").toLocalDate(),
                table,
                currencies,
                rows.getLong("kept"),
                rows.getTimestamp("last_received_at").toInstant(),
                sums);
    }
}
