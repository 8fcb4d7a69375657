package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads the ledger as it stands.
@Singleton
public final class LedgerReader {
    private static final String COLUMNS =
            "select account, day, kind, slice, amount_micros, before_micros, after_micros from mrr_movement";

    private final Database database;
    private final SliceDictionary slices;
    private final CustomValueDictionary customValues;

    public LedgerReader(Database database, SliceDictionary slices, CustomValueDictionary customValues) {
        this.database = database;
        this.slices = slices;
        this.customValues = customValues;
    }

    /// All movements of an account, in order.
    public List<MrrMovement> movements(int account) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(COLUMNS + " where account = ? order by day, kind desc")) {
                select.setInt(1, account);
                return read(select);
            }
        });
    }

    /// All movements of the days `[from, to)`, by account, then in order.
    public List<MrrMovement> movements(LocalDate from, LocalDate to) {
        return database.transaction(connection -> {
            // index: movement_day
            try (PreparedStatement select = connection.prepareStatement(
                    COLUMNS + " where day >= ? and day < ? order by account, day, kind desc")) {
                select.setObject(1, from);
                select.setObject(2, to);
                return read(select);
            }
        });
    }

    /// All subscription periods of an account, in order.
    public List<SubscriptionPeriod> periods(int account) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select partner_id, subscription_id, from_day, to_day, monthly_micros
                    from subscription_period
                    where account = ?
                    order by from_day, partner_id, subscription_id
                    """)) {
                select.setInt(1, account);
                List<SubscriptionPeriod> periods = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        periods.add(new SubscriptionPeriod(
                                rows.getInt(1),
                                rows.getString(2),
                                rows.getDate(3).toLocalDate(),
                                rows.getDate(4).toLocalDate(),
                                rows.getLong(5)));
                    }
                }
                return List.copyOf(periods);
            }
        });
    }

    /// All entries of some measures on the days `[from, to)`, by account and day.
    public List<LedgerRow> entries(Set<Measure> measures, LocalDate from, LocalDate to) {
        if (measures.isEmpty()) {
            return List.of();
        }
        String codes = measures.stream()
                .map(measure -> Integer.toString(measure.code()))
                .collect(Collectors.joining(", "));
        return database.transaction(connection -> {
            // index: entry_day
            try (PreparedStatement select = connection.prepareStatement("""
                    select account, measure, day, slice, custom_value, amount, item
                    from ledger_row
                    where measure in (%s)
                    and day >= ?
                    and day < ?
                    order by account, day, measure, number
                    """.formatted(codes))) {
                select.setObject(1, from);
                select.setObject(2, to);
                List<LedgerRow> entries = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new LedgerRow(
                                rows.getInt(1),
                                Coded.of(Measure.class, rows.getInt(2)),
                                rows.getDate(3).toLocalDate(),
                                slices.sliceKey(rows.getInt(4)),
                                customValues.name(rows.getInt(5)),
                                rows.getLong(6),
                                rows.getString(7)));
                    }
                }
                return List.copyOf(entries);
            }
        });
    }

    /// Accounts with entries of some measures in a slice on the days `[from, to)`.
    ///
    /// @param most how many to give at most
    public Set<Integer> accounts(Set<Measure> measures, Slice slice, LocalDate from, LocalDate to, int most) {
        Set<Integer> sliceKeys = slices.numbersIn(slice);
        if (sliceKeys.isEmpty() || measures.isEmpty()) {
            return Set.of();
        }
        String codes = measures.stream()
                .map(measure -> Integer.toString(measure.code()))
                .collect(Collectors.joining(", "));
        String numbers =
                sliceKeys.stream().map(sliceKey -> Integer.toString(sliceKey)).collect(Collectors.joining(", "));
        return database.transaction(connection -> {
            // index: entry_day
            try (PreparedStatement select = connection.prepareStatement("""
                    select distinct account
                    from ledger_row
                    where measure in (%s)
                    and day >= ?
                    and day < ?
                    and slice in (%s)
                    limit ?
                    """.formatted(codes, numbers))) {
                select.setObject(1, from);
                select.setObject(2, to);
                select.setInt(3, most);
                Set<Integer> accounts = new TreeSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        accounts.add(rows.getInt(1));
                    }
                }
                return accounts;
            }
        });
    }

    /// For each of these accounts that had MRR when the day began, its last movement before; by account.
    public List<MrrMovement> balances(Collection<Integer> accounts, LocalDate day) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        String marks = accounts.stream().map(_ -> "?").collect(Collectors.joining(", "));
        List<MrrMovement> ofLastDays = database.transaction(connection -> {
            // index: primary (account, day, kind)
            try (PreparedStatement select = connection.prepareStatement("""
                    select m.account, m.day, m.kind, m.slice, m.amount_micros, m.before_micros, m.after_micros
                    from mrr_movement m
                    join (
                        select account, max(day) as day
                        from mrr_movement
                        where account in (%s)
                        and day < ?
                        group by account
                    ) newest on newest.account = m.account and newest.day = m.day
                    order by m.account, m.kind desc
                    """.formatted(marks))) {
                int index = 1;
                for (int account : accounts) {
                    select.setInt(index++, account);
                }
                select.setObject(index, day);
                return read(select);
            }
        });
        return lastOfEach(ofLastDays);
    }

    /// For each account that had MRR when the day began, its last movement before; by account.
    public List<MrrMovement> balances(LocalDate day) {
        List<MrrMovement> ofLastDays = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select m.account, m.day, m.kind, m.slice, m.amount_micros, m.before_micros, m.after_micros
                    from mrr_movement m
                    join (
                        select account, max(day) as day from mrr_movement where day < ? group by account
                    ) newest on newest.account = m.account and newest.day = m.day
                    order by m.account, m.kind desc
                    """)) {
                select.setObject(1, day);
                return read(select);
            }
        });
        return lastOfEach(ofLastDays);
    }

    /// @param ordered by account, then in order
    public static List<MrrMovement> lastOfEach(List<MrrMovement> ordered) {
        List<MrrMovement> last = new ArrayList<>();
        for (MrrMovement movement : ordered) {
            if (!last.isEmpty() && last.getLast().account() == movement.account()) {
                last.removeLast();
            }
            last.add(movement);
        }
        last.removeIf(movement -> movement.afterMicros() == 0);
        return List.copyOf(last);
    }

    private List<MrrMovement> read(PreparedStatement select) throws SQLException {
        List<MrrMovement> movements = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                movements.add(new MrrMovement(
                        rows.getInt(1),
                        rows.getDate(2).toLocalDate(),
                        Coded.of(MovementKind.class, rows.getInt(3)),
                        slices.sliceKey(rows.getInt(4)),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7)));
            }
        }
        return List.copyOf(movements);
    }
}
