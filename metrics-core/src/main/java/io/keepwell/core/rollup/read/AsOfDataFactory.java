package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Merges;
import io.keepwell.core.account.PartnerNames;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.AnswerCells;
import io.keepwell.core.rollup.cell.DirectCells;
import io.keepwell.core.rollup.cell.DismissalCells;
import io.keepwell.core.rollup.cell.SliceHistory;
import io.keepwell.core.rollup.cell.UsageCells;
import io.keepwell.core.rollup.cell.UserDictionary;
import io.keepwell.core.rollup.rebuild.LedgerPass;
import io.keepwell.core.rollup.rebuild.Rebuild;
import io.keepwell.core.rollup.rebuild.StoredRates;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Works out what was known.
@Singleton
public final class AsOfDataFactory {
    final Database database;
    final SliceDictionary slices;
    final CustomValueDictionary customValues;
    private final Settings settings;
    private final PolicyChanges policies;
    private final HealthSettings health;
    private final List<LedgerBuilder> builders;
    private final List<DirectCells<?>> direct;

    @Inject
    public AsOfDataFactory(
            Database database,
            SliceDictionary slices,
            CustomValueDictionary customValues,
            UserDictionary users,
            Settings settings,
            PolicyChanges policies,
            HealthSettings health,
            Collection<LedgerBuilder> builders) {
        this.database = database;
        this.slices = slices;
        this.customValues = customValues;
        this.settings = settings;
        this.policies = policies;
        this.health = health;
        this.builders = List.copyOf(builders);
        this.direct = List.of(
                new DirectCells<>(slices, new AnswerCells()),
                new DirectCells<>(slices, new DismissalCells()),
                new DirectCells<>(slices, new UsageCells(users, customValues)));
    }

    /// @param receivedUntil empty for all that is stored
    public AsOfData asOf(Optional<Instant> receivedUntil) {
        return new AsOfData(this, known(receivedUntil, Optional.empty()));
    }

    /// What is known now of one account and those merged into it alone, as if there were no others.
    ///
    /// @param account no part of another
    public AsOfData ofAccount(int account) {
        return new AsOfData(this, known(Optional.empty(), Optional.of(account)));
    }

    /// All cells there should be now.
    public RecomputedCells recount() {
        RequestedCells everything = RequestedCells.ofEveryDay();
        asOf(Optional.empty()).count(EnumSet.allOf(Measure.class), everything);
        return RecomputedCells.of(everything.cells());
    }

    private AsOfRules known(Optional<Instant> receivedUntil, Optional<Integer> alone) {
        HealthModels models = health.models(receivedUntil);
        LedgerPass ledgers = database.transaction(connection -> new LedgerPass(
                database,
                rules(connection, receivedUntil),
                alone.isPresent() ? List.of(alone.get()) : Rebuild.accounts(connection),
                alone.isPresent() ? Merges.of(connection, List.of(alone.get())) : Merges.all(connection),
                receivedUntil,
                AccountBatches.MOST_FACTS));
        return new AsOfRules(ledgers, alone, models);
    }

    /// By what ledgers were made at a moment.
    LedgerRules rules(Connection connection, Optional<Instant> receivedUntil) throws SQLException {
        Policies ofThen = receivedUntil.map(policies::at).orElseGet(settings::policies);
        Firm firm = settings.firm();
        return new LedgerRules(
                firm.zone(),
                StoredRates.read(connection, firm.currency(), ofThen, receivedUntil),
                ofThen,
                PartnerNames.byNumber(connection));
    }

    /// The ledger builders that write any of some measures.
    List<LedgerBuilder> writing(Set<Measure> measures) {
        return builders.stream()
                .filter(builder -> !Collections.disjoint(builder.writes(), measures))
                .toList();
    }

    /// What any of some measures is added up from without a ledger.
    List<DirectCells<?>> direct(Set<Measure> measures) {
        return direct.stream()
                .filter(cells -> !Collections.disjoint(cells.measures(), measures))
                .toList();
    }

    Map<Slice, Integer> numbers(Collection<Ledger> ledgers) {
        Set<Slice> sliceKeys = new HashSet<>();
        sliceKeys.add(Slice.UNKNOWN);
        ledgers.forEach(ledger -> ledger.versions().forEach(version -> sliceKeys.add(version.sliceKey())));
        return slices.numbers(sliceKeys);
    }

    void count(List<LedgerRow> entries, Map<Slice, Integer> numbers, RequestedCells asked) {
        Map<String, Integer> customValueNumbers = this.customValues.numbers(
                entries.stream().map(LedgerRow::customValue).collect(Collectors.toSet()));
        entries.forEach(entry -> asked.add(
                entry.measure(),
                entry.day(),
                AsOfData.number(numbers, entry.sliceKey()),
                Objects.requireNonNull(customValueNumbers.get(entry.customValue())),
                entry.amount(),
                entry.account()));
    }

    SliceHistory noHistory() {
        return new SliceHistory(AsOfData.number(numbers(List.of()), Slice.UNKNOWN));
    }
}
