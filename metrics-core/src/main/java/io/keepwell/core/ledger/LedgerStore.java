package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Replaces the ledgers of accounts and tells what that changed. Only the refresher writes here.
public final class LedgerStore {
    private static final BulkLoad VERSIONS =
            new BulkLoad("account_version", List.of("account", "from_day", "to_day", "slice"), List.of());
    private static final BulkLoad PERIODS = new BulkLoad(
            "subscription_period",
            List.of("account", "partner_id", "subscription_id", "from_day", "to_day", "monthly_micros"),
            List.of());
    private static final BulkLoad MOVEMENTS = new BulkLoad(
            "mrr_movement",
            List.of("account", "day", "kind", "slice", "amount_micros", "before_micros", "after_micros"),
            List.of());

    private final SliceDictionary slices;

    public LedgerStore(SliceDictionary slices) {
        this.slices = slices;
    }

    /// What a replacement changed.
    ///
    /// @param movementDays days whose movements are others now
    /// @param versionChanges accounts that stand in other slices now, with the first day of that
    public record Change(Set<LocalDate> movementDays, Map<Integer, LocalDate> versionChanges) {}

    private record StoredVersion(int account, LocalDate from, LocalDate to, int slice) {}

    private record StoredMovement(
            int account, LocalDate day, MovementKind kind, int slice, long amount, long before, long after) {}

    /// Puts the ledgers in the place of what was kept for these accounts.
    public Change replace(Connection connection, Map<Integer, Ledger> ledgers) throws SQLException {
        Map<Slice, Integer> numbers = slices.numbers(leaves(ledgers.values()));
        Set<StoredVersion> newVersions = new HashSet<>();
        Set<StoredMovement> newMovements = new HashSet<>();
        List<Row> periods = new ArrayList<>();
        ledgers.forEach((account, ledger) -> {
            for (AccountVersion version : ledger.versions()) {
                newVersions.add(
                        new StoredVersion(account, version.from(), version.to(), number(numbers, version.leaf())));
            }
            for (MrrMovement movement : ledger.movements()) {
                newMovements.add(new StoredMovement(
                        account,
                        movement.day(),
                        movement.kind(),
                        number(numbers, movement.leaf()),
                        movement.amountMicros(),
                        movement.beforeMicros(),
                        movement.afterMicros()));
            }
            for (SubscriptionPeriod period : ledger.periods()) {
                periods.add(new Row()
                        .number(account)
                        .number(period.partner())
                        .text(period.subscriptionId())
                        .day(period.from())
                        .day(period.to())
                        .number(period.monthlyMicros()));
            }
        });
        Set<StoredVersion> oldVersions = versions(connection, ledgers.keySet());
        Set<StoredMovement> oldMovements = movements(connection, ledgers.keySet());
        delete(connection, "subscription_period", ledgers.keySet());
        PERIODS.insertNew(connection, periods);
        if (!newVersions.equals(oldVersions)) {
            delete(connection, "account_version", ledgers.keySet());
            VERSIONS.insertNew(
                    connection, newVersions.stream().map(LedgerStore::row).toList());
        }
        if (!newMovements.equals(oldMovements)) {
            delete(connection, "mrr_movement", ledgers.keySet());
            MOVEMENTS.insertNew(
                    connection, newMovements.stream().map(LedgerStore::row).toList());
        }
        return new Change(
                difference(oldMovements, newMovements).map(StoredMovement::day).collect(Collectors.toSet()),
                difference(oldVersions, newVersions)
                        .collect(Collectors.toMap(
                                StoredVersion::account, StoredVersion::from, (a, b) -> a.isBefore(b) ? a : b)));
    }

    private static Set<Slice> leaves(Collection<Ledger> ledgers) {
        Set<Slice> leaves = new LinkedHashSet<>();
        for (Ledger ledger : ledgers) {
            ledger.versions().forEach(version -> leaves.add(version.leaf()));
            ledger.movements().forEach(movement -> leaves.add(movement.leaf()));
        }
        return leaves;
    }

    private static int number(Map<Slice, Integer> numbers, Slice leaf) {
        return Objects.requireNonNull(numbers.get(leaf));
    }

    private static <T> Stream<T> difference(Set<T> old, Set<T> now) {
        return Stream.concat(
                old.stream().filter(item -> !now.contains(item)), now.stream().filter(item -> !old.contains(item)));
    }

    private static Row row(StoredVersion version) {
        return new Row()
                .number(version.account())
                .day(version.from())
                .day(version.to())
                .number(version.slice());
    }

    private static Row row(StoredMovement movement) {
        return new Row()
                .number(movement.account())
                .day(movement.day())
                .number(movement.kind().code())
                .number(movement.slice())
                .number(movement.amount())
                .number(movement.before())
                .number(movement.after());
    }

    private static Set<StoredVersion> versions(Connection connection, Collection<Integer> accounts)
            throws SQLException {
        Set<StoredVersion> versions = new HashSet<>();
        String sql = "select account, from_day, to_day, slice from account_version where account in " + marks(accounts);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            setAccounts(select, accounts);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    versions.add(new StoredVersion(
                            rows.getInt(1),
                            rows.getDate(2).toLocalDate(),
                            rows.getDate(3).toLocalDate(),
                            rows.getInt(4)));
                }
            }
        }
        return versions;
    }

    private static Set<StoredMovement> movements(Connection connection, Collection<Integer> accounts)
            throws SQLException {
        Set<StoredMovement> movements = new HashSet<>();
        String sql = """
                select account, day, kind, slice, amount_micros, before_micros, after_micros
                from mrr_movement
                where account in\s""" + marks(accounts);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            setAccounts(select, accounts);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    movements.add(new StoredMovement(
                            rows.getInt(1),
                            rows.getDate(2).toLocalDate(),
                            Coded.of(MovementKind.class, rows.getInt(3)),
                            rows.getInt(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            rows.getLong(7)));
                }
            }
        }
        return movements;
    }

    private static void delete(Connection connection, String table, Collection<Integer> accounts) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where account in " + marks(accounts))) {
            setAccounts(delete, accounts);
            delete.executeUpdate();
        }
    }

    private static String marks(Collection<Integer> accounts) {
        return accounts.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    private static void setAccounts(PreparedStatement statement, Collection<Integer> accounts) throws SQLException {
        int index = 1;
        for (int account : accounts) {
            statement.setInt(index++, account);
        }
    }
}
