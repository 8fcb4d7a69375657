package io.keepwell.core.rollup.rebuild;

import io.keepwell.core.account.Merges;
import io.keepwell.core.account.PartnerNames;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.LedgerStore;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Settings;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/// Makes the ledgers of accounts anew.
public final class LedgerRefresh {
    /// Kinds of facts that every ledger is made of.
    private static final Set<FactTable<?>> SUBSCRIPTIONS =
            Set.of(FactTables.ACCOUNT_PROFILE, FactTables.SUBSCRIPTION_CHANGE);

    private final LedgerStore store;
    private final Settings settings;
    private final List<LedgerBuilder> builders;
    private final int mostFacts;

    /// @param mostFacts of which ledgers are made at once
    public LedgerRefresh(
            SliceDictionary slices,
            CustomValueDictionary customValues,
            Settings settings,
            Collection<LedgerBuilder> builders,
            int mostFacts) {
        this.store = new LedgerStore(slices, customValues);
        this.settings = settings;
        this.builders = List.copyOf(builders);
        this.mostFacts = mostFacts;
    }

    /// What is another now.
    ///
    /// @param slicedFrom accounts whose facts count in other slices or for others now, with the first
    ///     day of that
    public record Change(
            Set<LocalDate> movementDays, Map<Measure, Set<LocalDate>> entryDays, Map<Integer, LocalDate> slicedFrom) {
        private void add(LedgerStore.Change change) {
            movementDays.addAll(change.movementDays());
            change.entryDays()
                    .forEach((measure, days) -> entryDays
                            .computeIfAbsent(measure, _ -> new TreeSet<>())
                            .addAll(days));
            change.versionChanges()
                    .forEach((account, from) ->
                            slicedFrom.merge(account, from, (one, other) -> one.isBefore(other) ? one : other));
        }

        /// The days on which facts of a kind count in other slices now.
        public Set<LocalDate> resliced(Connection connection, FactTable<?> table) throws SQLException {
            Set<LocalDate> days = new TreeSet<>();
            Merges merges = Merges.of(connection, slicedFrom.keySet());
            Set<Integer> keptUnder = new TreeSet<>(slicedFrom.keySet());
            keptUnder.addAll(merges.keptUnder(slicedFrom.keySet()));
            for (List<Integer> piece : InList.pieces(keptUnder)) {
                // index: fact_account (account, day)
                try (PreparedStatement select = connection.prepareStatement("select distinct account, day from "
                        + table.table() + " where account in " + InList.marks(piece))) {
                    var _ = InList.set(select, 1, piece);
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            LocalDate day = rows.getDate(2).toLocalDate();
                            int account = rows.getInt(1);
                            if (countsOtherwise(account, day) || countsOtherwise(merges.primary(account), day)) {
                                days.add(day);
                            }
                        }
                    }
                }
            }
            return days;
        }

        private boolean countsOtherwise(int account, LocalDate day) {
            LocalDate from = slicedFrom.get(account);
            return from != null && !day.isBefore(from);
        }
    }

    /// Makes those of the accounts anew of which facts or the identity changed.
    ///
    /// @param changed numbers under which facts are kept, by kind of fact
    /// @param ratesFrom the day from which on exchange rates changed
    /// @param regrouped accounts whose facts count for others now, and those others
    public Change refresh(
            Connection connection,
            Map<FactTable<?>, RoaringBitmap> changed,
            Optional<LocalDate> ratesFrom,
            Set<Integer> regrouped)
            throws SQLException {
        Change change = new Change(new TreeSet<>(), new EnumMap<>(Measure.class), new HashMap<>());
        LedgerRules rules = rules(connection, settings);
        Map<Integer, Set<LedgerBuilder>> buildersOf = new TreeMap<>();
        for (Map.Entry<FactTable<?>, RoaringBitmap> entry : changed.entrySet()) {
            FactTable<?> table = entry.getKey();
            Set<LedgerBuilder> affected = SUBSCRIPTIONS.contains(table) ? Set.copyOf(builders) : reading(table);
            if (!affected.isEmpty() || SUBSCRIPTIONS.contains(table)) {
                for (int account : primaries(connection, entry.getValue())) {
                    buildersOf.computeIfAbsent(account, _ -> new HashSet<>()).addAll(affected);
                }
            }
        }
        for (int account : regrouped) {
            buildersOf.computeIfAbsent(account, _ -> new HashSet<>()).addAll(builders);
            change.slicedFrom().put(account, LocalDate.MIN);
        }
        if (ratesFrom.isPresent()) {
            for (int account : foreignSince(connection, ratesFrom.get())) {
                buildersOf.computeIfAbsent(account, _ -> new HashSet<>()).addAll(builders);
            }
        }
        Map<Set<LedgerBuilder>, List<Integer>> accountsOf = new HashMap<>();
        buildersOf.forEach((account, affected) ->
                accountsOf.computeIfAbsent(affected, _ -> new ArrayList<>()).add(account));
        for (Map.Entry<Set<LedgerBuilder>, List<Integer>> group : accountsOf.entrySet()) {
            Set<FactTable<?>> tables = tables(group.getKey());
            for (List<Integer> piece : pieces(connection, tables, group.getValue())) {
                change.add(replace(connection, tables, piece, group.getKey(), rules));
            }
        }
        Set<Integer> named =
                primaries(connection, changed.getOrDefault(FactTables.ACCOUNT_PROFILE, new RoaringBitmap()));
        named.addAll(regrouped);
        for (List<Integer> piece : pieces(connection, Set.of(FactTables.ACCOUNT_PROFILE), named)) {
            AccountNames.refresh(connection, piece);
        }
        return change;
    }

    private List<List<Integer>> pieces(Connection connection, Set<FactTable<?>> tables, Collection<Integer> accounts)
            throws SQLException {
        return new AccountBatches(tables, Merges.of(connection, accounts), mostFacts).of(connection, accounts);
    }

    private static Set<Integer> primaries(Connection connection, RoaringBitmap accounts) throws SQLException {
        List<Integer> numbers = accounts.stream().boxed().toList();
        Merges merges = Merges.of(connection, numbers);
        return numbers.stream().map(merges::primary).collect(Collectors.toCollection(TreeSet::new));
    }

    private LedgerStore.Change replace(
            Connection connection,
            Set<FactTable<?>> tables,
            List<Integer> accounts,
            Collection<LedgerBuilder> affected,
            LedgerRules rules)
            throws SQLException {
        Map<Integer, Ledger> rebuilt = new TreeMap<>();
        AccountFacts.read(connection, tables, accounts)
                .forEach((account, facts) -> rebuilt.put(account, Ledger.of(facts, rules, affected)));
        Set<Measure> written =
                affected.stream().flatMap(builder -> builder.writes().stream()).collect(Collectors.toSet());
        return store.replace(connection, rebuilt, written);
    }

    private Set<LedgerBuilder> reading(FactTable<?> table) {
        return builders.stream()
                .filter(builder -> builder.reads().contains(table))
                .collect(Collectors.toSet());
    }

    /// Kinds of facts that ledgers with these ledger builders are made of.
    public static Set<FactTable<?>> tables(Collection<LedgerBuilder> builders) {
        Set<FactTable<?>> tables = new LinkedHashSet<>(SUBSCRIPTIONS);
        builders.forEach(builder -> tables.addAll(builder.reads()));
        return tables;
    }

    /// By what ledgers are made now.
    public static LedgerRules rules(Connection connection, Settings settings) throws SQLException {
        Firm firm = settings.firm();
        Policies policies = settings.policies();
        return new LedgerRules(
                firm.zone(),
                StoredRates.read(connection, firm.currency(), policies, Optional.empty()),
                policies,
                PartnerNames.byNumber(connection));
    }

    /// Accounts with money of foreign currencies on the day or later.
    private static List<Integer> foreignSince(Connection connection, LocalDate day) throws SQLException {
        // index: entry_day
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct account from ledger_row where measure in (?, ?) and day >= ?")) {
            select.setInt(1, Measure.CONVERTED.code());
            select.setInt(2, Measure.PENDING.code());
            select.setObject(3, day);
            return numbers(select);
        }
    }

    private static List<Integer> numbers(PreparedStatement select) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }
}
