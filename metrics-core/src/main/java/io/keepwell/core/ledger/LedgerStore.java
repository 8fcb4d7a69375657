package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /// A row about an account.
    public interface Stored {
        int account();

        LoadRow row();
    }

    /// When an account stood in which slice.
    public record StoredVersion(int account, LocalDate from, LocalDate to, int slice) implements Stored {
        @Override
        public LoadRow row() {
            return new LoadRow().number(account).day(from).day(to).number(slice);
        }
    }

    /// What a subscription paid from when to when.
    public record StoredPeriod(
            int account, int partner, String subscription, LocalDate from, LocalDate to, long monthlyMicros)
            implements Stored {
        @Override
        public LoadRow row() {
            return new LoadRow()
                    .number(account)
                    .number(partner)
                    .text(subscription)
                    .day(from)
                    .day(to)
                    .number(monthlyMicros);
        }
    }

    /// A movement, with its slice's number.
    public record StoredMovement(
            int account, LocalDate day, MovementKind kind, int slice, long amount, long before, long after)
            implements Stored {
        @Override
        public LoadRow row() {
            return new LoadRow()
                    .number(account)
                    .day(day)
                    .number(kind.code())
                    .number(slice)
                    .number(amount)
                    .number(before)
                    .number(after);
        }
    }

    /// An entry, with the numbers of its slice and detail.
    public record StoredEntry(
            int account,
            Measure measure,
            LocalDate day,
            int number,
            int slice,
            int customValue,
            long amount,
            String item)
            implements Stored {
        @Override
        public LoadRow row() {
            return new LoadRow()
                    .number(account)
                    .number(measure.code())
                    .day(day)
                    .number(number)
                    .number(slice)
                    .number(customValue)
                    .number(amount)
                    .text(item);
        }
    }

    /// Ledgers on their way into the place of what was kept for their accounts.
    ///
    /// @param now what the ledgers hold
    /// @param changed what is only in them, or only in what was kept
    /// @param written the measures of all ledger builders that made these ledgers; other entries stay as they are
    /// @param fresh whether nothing at all was kept
    public record Replacement(Rows now, Rows changed, Set<Measure> written, boolean fresh) {
        /// What it changes.
        Change change() {
            Map<Measure, Set<LocalDate>> entryDays = new EnumMap<>(Measure.class);
            changed.entries()
                    .forEach(entry -> entryDays
                            .computeIfAbsent(entry.measure(), _ -> new TreeSet<>())
                            .add(entry.day()));
            return new Change(
                    changed.movements().stream().map(StoredMovement::day).collect(Collectors.toSet()),
                    changed.versions().stream()
                            .collect(Collectors.toMap(
                                    StoredVersion::account, StoredVersion::from, (a, b) -> a.isBefore(b) ? a : b)),
                    entryDays);
        }
    }

    /// Puts the ledgers in the place of what was kept for these accounts.
    ///
    /// @param written the measures of all ledger builders that made these ledgers; other entries stay as they are
    public Change replace(Connection connection, Map<Integer, Ledger> ledgers, Set<Measure> written)
            throws SQLException {
        Replacement replacement = compared(connection, ledgers, written, Selection.of(ledgers.keySet()));
        write(connection, replacement);
        return replacement.change();
    }

    /// What has to be written to put the ledgers of all accounts from the first to the last in the place
    /// of what is kept for them. Only reads.
    public Replacement compared(Connection connection, SortedMap<Integer, Ledger> ledgers, Set<Measure> written)
            throws SQLException {
        return compared(connection, ledgers, written, Selection.between(ledgers.firstKey(), ledgers.lastKey()));
    }

    /// The same where nothing is kept.
    public Replacement fresh(Map<Integer, Ledger> ledgers, Set<Measure> written) {
        Rows now = rows(ledgers);
        return new Replacement(now, now, written, true);
    }

    private Replacement compared(
            Connection connection, Map<Integer, Ledger> ledgers, Set<Measure> written, Selection accounts)
            throws SQLException {
        Rows now = rows(ledgers);
        Rows changed = new Rows(
                difference(versions(connection, accounts), now.versions()),
                difference(periods(connection, accounts), now.periods()),
                difference(movements(connection, accounts), now.movements()),
                difference(entries(connection, accounts, written), now.entries()));
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
        Rows now = ledgers.now();
        Rows changed = ledgers.changed();
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

    private static List<LoadRow> rows(Collection<? extends Stored> stored) {
        return stored.stream().map(Stored::row).toList();
    }

    /// Rows of the ledger's tables.
    public record Rows(
            Collection<StoredVersion> versions,
            Collection<StoredPeriod> periods,
            Collection<StoredMovement> movements,
            Collection<StoredEntry> entries) {}

    /// Some accounts, as a condition of a query.
    private record Selection(String condition, Collection<Integer> parameters) {
        static Selection of(Collection<Integer> accounts) {
            return new Selection("account in " + InList.marks(accounts), accounts);
        }

        static Selection between(int first, int last) {
            return new Selection("account between ? and ?", List.of(first, last));
        }
    }

    private Rows rows(Map<Integer, Ledger> ledgers) {
        Map<Slice, Integer> numbers = slices.numbers(sliceKeys(ledgers.values()));
        Map<String, Integer> customValueNumbers = customValues.numbers(ledgers.values().stream()
                .flatMap(ledger -> ledger.entries().stream())
                .map(LedgerRow::customValue)
                .collect(Collectors.toSet()));
        Rows rows = new Rows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ledgers.forEach((account, ledger) -> {
            for (AccountVersion version : ledger.versions()) {
                rows.versions()
                        .add(new StoredVersion(
                                account, version.from(), version.to(), number(numbers, version.sliceKey())));
            }
            for (SubscriptionPeriod period : ledger.periods()) {
                rows.periods()
                        .add(new StoredPeriod(
                                account,
                                period.partner(),
                                period.subscriptionId(),
                                period.from(),
                                period.to(),
                                period.monthlyMicros()));
            }
            for (MrrMovement movement : ledger.movements()) {
                rows.movements()
                        .add(new StoredMovement(
                                account,
                                movement.day(),
                                movement.kind(),
                                number(numbers, movement.sliceKey()),
                                movement.amountMicros(),
                                movement.beforeMicros(),
                                movement.afterMicros()));
            }
            addEntries(account, ledger, numbers, customValueNumbers, rows.entries());
        });
        return rows;
    }

    private static void addEntries(
            int account,
            Ledger ledger,
            Map<Slice, Integer> numbers,
            Map<String, Integer> customValues,
            Collection<StoredEntry> entries) {
        record MeasureDay(Measure measure, LocalDate day) {}
        Map<MeasureDay, Integer> counts = new HashMap<>();
        for (LedgerRow entry : ledger.entries()) {
            int number = counts.merge(new MeasureDay(entry.measure(), entry.day()), 1, Integer::sum);
            entries.add(new StoredEntry(
                    account,
                    entry.measure(),
                    entry.day(),
                    number,
                    number(numbers, entry.sliceKey()),
                    Objects.requireNonNull(customValues.get(entry.customValue())),
                    entry.amount(),
                    entry.item()));
        }
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

    private static int number(Map<Slice, Integer> numbers, Slice sliceKey) {
        return Objects.requireNonNull(numbers.get(sliceKey));
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
            Collection<? extends Stored> difference,
            Collection<? extends Stored> now)
            throws SQLException {
        replace(connection, load, table, difference, now, Set.of());
    }

    /// @param written of these measures only, where there are any
    private static void replace(
            Connection connection,
            BulkLoad load,
            String table,
            Collection<? extends Stored> difference,
            Collection<? extends Stored> now,
            Set<Measure> written)
            throws SQLException {
        Set<Integer> accounts = difference.stream().map(Stored::account).collect(Collectors.toSet());
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
                        .map(Stored::row)
                        .toList());
    }

    private static Set<StoredVersion> versions(Connection connection, Selection accounts) throws SQLException {
        return read(
                connection,
                "select account, from_day, to_day, slice from account_version where " + accounts.condition(),
                accounts,
                rows -> new StoredVersion(
                        rows.getInt(1),
                        rows.getObject(2, LocalDate.class),
                        rows.getObject(3, LocalDate.class),
                        rows.getInt(4)));
    }

    private static Set<StoredPeriod> periods(Connection connection, Selection accounts) throws SQLException {
        String sql = """
                select account, partner_id, subscription_id, from_day, to_day, monthly_micros
                from subscription_period
                where\s""" + accounts.condition();
        return read(
                connection,
                sql,
                accounts,
                rows -> new StoredPeriod(
                        rows.getInt(1),
                        rows.getInt(2),
                        rows.getString(3),
                        rows.getObject(4, LocalDate.class),
                        rows.getObject(5, LocalDate.class),
                        rows.getLong(6)));
    }

    private static Set<StoredMovement> movements(Connection connection, Selection accounts) throws SQLException {
        String sql = """
                select account, day, kind, slice, amount_micros, before_micros, after_micros
                from mrr_movement
                where\s""" + accounts.condition();
        return read(
                connection,
                sql,
                accounts,
                rows -> new StoredMovement(
                        rows.getInt(1),
                        rows.getObject(2, LocalDate.class),
                        Coded.of(MovementKind.class, rows.getInt(3)),
                        rows.getInt(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7)));
    }

    private static Set<StoredEntry> entries(Connection connection, Selection accounts, Set<Measure> written)
            throws SQLException {
        if (written.isEmpty()) {
            return Set.of();
        }
        String sql = """
                select account, measure, day, number, slice, custom_value, amount, item
                from ledger_row
                where %s
                and measure in %s
                """.formatted(accounts.condition(), InList.codes(written));
        return read(
                connection,
                sql,
                accounts,
                rows -> new StoredEntry(
                        rows.getInt(1),
                        Coded.of(Measure.class, rows.getInt(2)),
                        rows.getObject(3, LocalDate.class),
                        rows.getInt(4),
                        rows.getInt(5),
                        rows.getInt(6),
                        rows.getLong(7),
                        rows.getString(8)));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private static <T> Set<T> read(Connection connection, String sql, Selection accounts, Reader<T> reader)
            throws SQLException {
        Set<T> found = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            var _ = InList.set(select, 1, accounts.parameters());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
        }
        return found;
    }
}
