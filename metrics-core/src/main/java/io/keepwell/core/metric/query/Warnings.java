package io.keepwell.core.metric.query;

import io.keepwell.core.access.UseLog;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.rollup.read.PendingFacts;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds what makes a figure less sure than it looks: money without an exchange rate, accounts without a
/// profile, and partners that have gone silent.
@Singleton
public final class Warnings {
    /// A partner is silent after more days than these without an event …
    private static final int SILENT_DAYS = 3;
    /// … if it sent on more than half of these until its last one …
    private static final int USUAL_DAYS = 14;
    /// … and for so long; then nobody expects it any more.
    private static final int MISSED_DAYS = 60;

    private static final int MOST_ACCOUNTS = 1_000;
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
    private static final Set<Measure> OF_CUSTOMERS = Set.of(Measure.CUSTOMERS, Measure.MRR_NEW);

    /// Facts whose money counts on from their day.
    private static final Set<FactTable<?>> LASTING = Set.of(FactTables.SUBSCRIPTION_CHANGE, FactTables.RENEWAL_OUTCOME);

    private final MetricCatalogue catalogue;
    private final SliceDictionary slices;
    private final CustomValueDictionary details;
    private final AccountDirectory accounts;
    private final LedgerReader ledger;
    private final CurrentData stored;
    private final AsOfDataFactory computed;
    private final UseLog uses;
    private final KeptFacts facts;
    private final Settings settings;
    private final Clock clock;

    public Warnings(
            MetricCatalogue catalogue,
            SliceDictionary slices,
            CustomValueDictionary details,
            AccountDirectory accounts,
            LedgerReader ledger,
            CurrentData stored,
            AsOfDataFactory computed,
            UseLog uses,
            KeptFacts facts,
            Settings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.slices = slices;
        this.details = details;
        this.accounts = accounts;
        this.ledger = ledger;
        this.stored = stored;
        this.computed = computed;
        this.uses = uses;
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
    }

    /// What there is to say about a figure. Whether accounts have profiles is as of today, whenever the
    /// figure was known.
    public List<Warning> about(MetricValue figure) {
        Metric metric = catalogue.get(figure.metric().id());
        Set<Measure> needs = metric.measures(figure.definition().id());
        List<Warning> warnings = new ArrayList<>(missingRates(figure, needs));
        withoutProfile(figure, needs).ifPresent(warnings::add);
        warnings.addAll(silentPartners(figure, metric.madeOf(figure.definition().id())));
        return List.copyOf(warnings);
    }

    private List<Warning> missingRates(MetricValue figure, Set<Measure> needs) {
        Map<String, Period> periods = needs.stream()
                .flatMap(measure -> measure.moneyOf().stream())
                .distinct()
                .collect(Collectors.toMap(
                        FactTable::kind,
                        table -> LASTING.contains(table)
                                ? new Period(BEGINNING, figure.period().to())
                                : figure.period()));
        if (periods.isEmpty()) {
            return List.of();
        }
        MetricData knowledge = figure.recalled() ? computed.asOf(Optional.of(figure.asOf())) : stored;
        return knowledge.pending(periods, figure.slice()).stream()
                .map(pending -> new Warning(
                        Warning.Kind.MISSING_RATE,
                        missingRate(pending, knowledge.policies().rateDays())))
                .toList();
    }

    private static String missingRate(PendingFacts pending, int rateDays) {
        String days = pending.firstDays().stream().map(ValueFormat::day).collect(Collectors.joining(", "));
        long more = pending.days() - pending.firstDays().size();
        return "Money of " + ValueFormat.count(pending.count()) + " × "
                + pending.kind().replace('_', ' ') + " in " + pending.currency()
                + " counts nowhere: there is no exchange rate for " + days
                + (more == 0 ? "" : " and " + ValueFormat.count(more) + " more days")
                + ", nor of the " + rateDays + " days before (a setting).";
    }

    /// Only accounts of which profiles report nothing can lack one, so that no others have to be looked at.
    private Optional<Warning> withoutProfile(MetricValue figure, Set<Measure> needs) {
        if (!figure.slice().without(Dimension.SOURCE).holds(Slice.UNKNOWN)) {
            return Optional.empty();
        }
        Slice withoutProfile = withoutProfile(figure.slice());
        Period period = figure.period();
        Set<Integer> counted =
                new TreeSet<>(ledger.accounts(needs, withoutProfile, period.from(), period.to(), MOST_ACCOUNTS));
        if (!Collections.disjoint(needs, OF_CUSTOMERS)) {
            MeasureReader readings = new SliceMeasures(
                            stored,
                            slices,
                            details,
                            CellRequest.of(Set.of(Measure.CUSTOMERS), List.of(period.from(), period.to())))
                    .of(withoutProfile, period, Optional.empty(), Set.of(Measure.CUSTOMERS));
            readings.customersAt(period.from()).or(readings.customersAt(period.to())).stream()
                    .limit(MOST_ACCOUNTS)
                    .forEach(counted::add);
        }
        long without = accounts.withoutProfile(counted);
        return without == 0
                ? Optional.empty()
                : Optional.of(new Warning(
                        Warning.Kind.NO_PROFILE,
                        ValueFormat.count(without) + (counted.size() >= MOST_ACCOUNTS ? " or more" : "")
                                + " of the accounts counted are known by name only: no partner has sent a profile"
                                + " of them, so that they stand in no slice but that of their source."));
    }

    /// Those of a slice of which profiles report nothing.
    private static Slice withoutProfile(Slice slice) {
        Slice withoutProfile = slice;
        for (Dimension dimension : Dimension.OF_PROFILES) {
            withoutProfile = withoutProfile.with(dimension, "");
        }
        return withoutProfile;
    }

    /// @param madeOf the kinds of facts that the figure is made of
    private List<Warning> silentPartners(MetricValue figure, List<FactTable<?>> madeOf) {
        LocalDate today = settings.firm().zone().dayOf(figure.recalled() ? figure.asOf() : clock.instant());
        Period looked = new Period(today.minusDays(MISSED_DAYS + USUAL_DAYS), today.plusDays(1));
        List<Warning> warnings = new ArrayList<>();
        uses.daysOfSending(looked).forEach((partner, days) -> {
            LocalDate last = days.last();
            boolean usual = days.tailSet(last.minusDays(USUAL_DAYS - 1)).size() > USUAL_DAYS / 2;
            boolean silent = last.plusDays(SILENT_DAYS).isBefore(today)
                    && !last.plusDays(MISSED_DAYS).isBefore(today);
            boolean inPeriod = last.plusDays(1).isBefore(figure.period().to());
            if (usual && silent && inPeriod && mayReport(partner, figure.slice(), madeOf)) {
                warnings.add(new Warning(
                        Warning.Kind.SILENT_PARTNER,
                        "The partner " + partner + " has sent nothing since " + ValueFormat.day(last)
                                + ", and used to almost every day."));
            }
        });
        return warnings;
    }

    /// Whether a partner may report something that the figure is made of: it ever reported any of those kinds
    /// of facts, and not only of accounts that lie outside of the slice. Who bills stands for the
    /// accounts that it bills; who doesn't, such as a help desk, reports on those that others bill.
    private boolean mayReport(String partner, Slice slice, List<FactTable<?>> madeOf) {
        boolean inSlice = slice.holds(slice.with(Dimension.SOURCE, partner))
                || !facts.hasOf(partner, List.of(FactTables.SUBSCRIPTION_CHANGE));
        return inSlice && facts.hasOf(partner, madeOf);
    }
}
