package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Replaces the ledgers of accounts and says what that changed. Only the refresher writes here.
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
    private static final BulkLoad ENTRIES = new BulkLoad(
            "ledger_row",
            List.of("account", "measure", "day", "number", "slice", "custom_value", "amount", "item"),
            List.of());

    private final SliceDictionary slices;
    private final CustomValueDictionary customValues;

    public LedgerStore(SliceDictionary slices, CustomValueDictionary customValues) {
        this.slices = slices;
        this.customValues = customValues;
    }

    /// What a replacement changed.
    ///
    /// @param movementDays days whose movements are others now
    /// @param versionChanges accounts that stand in other slices now, with the first day of that
    /// @param entryDays days whose entries are others now
    public record Change(
            Set<LocalDate> movementDays,
            Map<Integer, LocalDate> versionChanges,
            Map<Measure, Set<LocalDate>> entryDays) {}

    /// Ledgers on their way into the place of what was kept for their accounts.
    ///
    /// @param now what the ledgers hold
    /// @param changed what is only in them, or only in what was kept
    /// @param written the measures of all ledger builders that made these ledgers; other entries stay as they are
    /// @param fresh whether nothing at all was kept
    public record Replacement(StoredLedgers now, StoredLedgers changed, Set<Measure> written, boolean fresh) {
        /// What it changes.
        Change change() {
            Map<Measure, Set<LocalDate>> entryDays = new EnumMap<>(Measure.class);
            changed.entries()
                    .forEach(entry -> entryDays
                            .computeIfAbsent(entry.measure(), _ -> new TreeSet<>())
                            .add(entry.day()));
            return new Change(
                    changed.movements().stream()
                            .map(StoredLedgers.Movement::day)
                            .collect(Collectors.toSet()),
                    changed.versions().stream()
                            .collect(Collectors.toMap(
                                    StoredLedgers.Version::account,
                                    StoredLedgers.Version::from,
                                    (a, b) -> a.isBefore(b) ? a : b)),
                    entryDays);
        }
    }

    /// Puts the ledgers in the place of what was kept for these accounts.
    ///
    /// @param written the measures of all ledger builders that made these ledgers; other entries stay as they are
    public Change replace(Connection connection, Map<Integer, Ledger> ledgers, Set<Measure> written)
            throws SQLException {
        Replacement replacement = compared(connection, ledgers, written, LedgerSelect.of(ledgers.keySet()));
        write(connection, replacement);
        return replacement.change();
    }

    /// What has to be written to put the ledgers of all accounts from the first to the last in the place
    /// of what is kept for them. Only reads.
    public Replacement compared(Connection connection, SortedMap<Integer, Ledger> ledgers, Set<Measure> written)
            throws SQLException {
        return compared(connection, ledgers, written, LedgerSelect.between(ledgers.firstKey(), ledgers.lastKey()));
    }

    /// The same where nothing is kept.
    public Replacement fresh(Map<Integer, Ledger> ledgers, Set<Measure> written) {
        StoredLedgers now = rows(ledgers);
        return new Replacement(now, now, written, true);
    }

    private Replacement compared(
            Connection connection, Map<Integer, Ledger> ledgers, Set<Measure> written, LedgerSelect kept)
            throws SQLException {
        StoredLedgers now = rows(ledgers);
        StoredLedgers changed = new StoredLedgers(
                difference(kept.versions(connection), now.versions()),
                difference(kept.periods(connection), now.periods()),
                difference(kept.movements(connection), now.movements()),
                difference(kept.entries(connection, written), now.entries()));
        return new Replacement(now, changed, written, false);
    }

    /// Whether nothing is kept for any account.
    public static boolean isEmpty(Connection connection) throws SQLException {
        for (String table : List.of("account_version", "subscription_period", "mrr_movement", "ledger_row")) {
            try (PreparedStatement select = connection.prepareStatement("select 1 from " + table + " limit 1");
                    ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Writes ledgers.
    public void write(Connection connection, Replacement ledgers) throws SQLException {
        StoredLedgers now = ledgers.now();
        StoredLedgers changed = ledgers.changed();
        if (ledgers.fresh()) {
            VERSIONS.insertNew(connection, rows(now.versions()));
            PERIODS.insertNew(connection, rows(now.periods()));
            MOVEMENTS.insertNew(connection, rows(now.movements()));
            ENTRIES.insertNew(connection, rows(now.entries()));
            return;
        }
        replace(connection, VERSIONS, "account_version", changed.versions(), now.versions());
        replace(connection, PERIODS, "subscription_period", changed.periods(), now.periods());
        replace(connection, MOVEMENTS, "mrr_movement", changed.movements(), now.movements());
        replace(connection, ENTRIES, "ledger_row", changed.entries(), now.entries(), ledgers.written());
    }

    private static List<LoadRow> rows(Collection<? extends StoredLedgers.Row> stored) {
        return stored.stream().map(StoredLedgers.Row::row).toList();
    }

    private StoredLedgers rows(Map<Integer, Ledger> ledgers) {
        return StoredLedgers.of(
                ledgers,
                slices.numbers(sliceKeys(ledgers.values())),
                customValues.numbers(ledgers.values().stream()
                        .flatMap(ledger -> ledger.entries().stream())
                        .map(LedgerRow::customValue)
                        .collect(Collectors.toSet())));
    }

    private static Set<Slice> sliceKeys(Collection<Ledger> ledgers) {
        Set<Slice> sliceKeys = new LinkedHashSet<>();
        for (Ledger ledger : ledgers) {
            ledger.versions().forEach(version -> sliceKeys.add(version.sliceKey()));
            ledger.movements().forEach(movement -> sliceKeys.add(movement.sliceKey()));
            ledger.entries().forEach(entry -> sliceKeys.add(entry.sliceKey()));
        }
        return sliceKeys;
    }

    /// What is in one of them only.
    private static <T> Set<T> difference(Set<T> old, Collection<T> now) {
        Set<T> different = new HashSet<>(old);
        for (T item : now) {
            if (old.contains(item)) {
                different.remove(item);
            } else {
                different.add(item);
            }
        }
        return different;
    }

    /// Replaces the rows of the accounts for which there is a difference.
    private static void replace(
            Connection connection,
            BulkLoad load,
            String table,
            Collection<? extends StoredLedgers.Row> difference,
            Collection<? extends StoredLedgers.Row> now)
            throws SQLException {
        replace(connection, load, table, difference, now, Set.of());
    }

    /// @param written of these measures only, where there are any
    private static void replace(
            Connection connection,
            BulkLoad load,
            String table,
            Collection<? extends StoredLedgers.Row> difference,
            Collection<? extends StoredLedgers.Row> now,
            Set<Measure> written)
            throws SQLException {
        Set<Integer> accounts =
                difference.stream().map(StoredLedgers.Row::account).collect(Collectors.toSet());
        if (accounts.isEmpty()) {
            return;
        }
        String sql = "delete from " + table + " where account in " + InList.marks(accounts)
                + (written.isEmpty() ? "" : " and measure in " + InList.codes(written));
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            var _ = InList.set(delete, 1, accounts);
            delete.executeUpdate();
        }
        load.insertNew(
                connection,
                now.stream()
                        .filter(row -> accounts.contains(row.account()))
                        .map(StoredLedgers.Row::row)
                        .toList());
    }
}
