package io.keepwell.core.metric;

import io.keepwell.core.access.UseLog;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.CellRequest;
import io.keepwell.core.rollup.ComputedKnowledge;
import io.keepwell.core.rollup.HeldBack;
import io.keepwell.core.rollup.Knowledge;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.rollup.SliceReadings;
import io.keepwell.core.rollup.StoredKnowledge;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final int MOST_DAYS_LISTED = 5;
    private static final int MOST_ACCOUNTS = 1_000;
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
    private static final Set<Quantity> OF_CUSTOMERS = Set.of(Quantity.CUSTOMERS, Quantity.MRR_NEW);

    /// By quantities that a metric reads, the facts whose money it lacks where there is no rate.
    private static final Map<Quantity, FactTable<?>> MONEY = Map.of(
            Quantity.CUSTOMERS, FactTables.SUBSCRIPTION_CHANGE,
            Quantity.MRR_NEW, FactTables.SUBSCRIPTION_CHANGE,
            Quantity.LEADS_CONVERTED, FactTables.SUBSCRIPTION_CHANGE,
            Quantity.REVENUE_HELD_BACK, FactTables.PAYMENT,
            Quantity.ORDERS_HELD_BACK, FactTables.ORDER,
            Quantity.SUCCESS_COST_HELD_BACK, FactTables.COST,
            Quantity.ACQUISITION_COST_HELD_BACK, FactTables.COST,
            Quantity.RENEWALS_HELD_BACK, FactTables.RENEWAL_OUTCOME,
            Quantity.OPPORTUNITIES_HELD_BACK, FactTables.OPPORTUNITY,
            Quantity.OUTCOMES_HELD_BACK, FactTables.OUTCOME);

    private final MetricCatalogue catalogue;
    private final SliceDictionary slices;
    private final DetailDictionary details;
    private final AccountDirectory accounts;
    private final LedgerReader ledger;
    private final StoredKnowledge stored;
    private final ComputedKnowledge.Maker computed;
    private final UseLog uses;
    private final Settings settings;
    private final Clock clock;

    public Warnings(
            MetricCatalogue catalogue,
            SliceDictionary slices,
            DetailDictionary details,
            AccountDirectory accounts,
            LedgerReader ledger,
            StoredKnowledge stored,
            ComputedKnowledge.Maker computed,
            UseLog uses,
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
        this.settings = settings;
        this.clock = clock;
    }

    /// What there is to say about a figure. Whether accounts have profiles is as of today, whenever the
    /// figure was known.
    public List<Warning> about(Figure figure) {
        Set<Quantity> needs = catalogue.get(figure.metric().id()).needs();
        List<Warning> warnings = new ArrayList<>(missingRates(figure, needs));
        withoutProfile(figure, needs).ifPresent(warnings::add);
        warnings.addAll(silentPartners(figure));
        return List.copyOf(warnings);
    }

    /// Facts of a kind with money of a currency.
    private record Money(String kind, String currency) implements Comparable<Money> {
        @Override
        public int compareTo(Money other) {
            return kind.equals(other.kind) ? currency.compareTo(other.currency) : kind.compareTo(other.kind);
        }
    }

    private List<Warning> missingRates(Figure figure, Set<Quantity> needs) {
        Set<String> kinds = needs.stream()
                .flatMap(quantity -> Stream.ofNullable(MONEY.get(quantity)))
                .map(FactTable::kind)
                .collect(Collectors.toSet());
        if (kinds.isEmpty()) {
            return List.of();
        }
        Knowledge knowledge = figure.recalled() ? computed.knownAt(Optional.of(figure.asKnownAt())) : stored;
        SortedMap<Money, SortedMap<LocalDate, Long>> countOn = new TreeMap<>();
        Set<String> lasting = Set.of(FactTables.SUBSCRIPTION_CHANGE.kind(), FactTables.RENEWAL_OUTCOME.kind());
        LocalDate from = Collections.disjoint(kinds, lasting) ? figure.period().from() : BEGINNING;
        for (HeldBack each : knowledge.heldBack(from, figure.period().to())) {
            boolean counts = kinds.contains(each.kind())
                    && figure.slice().holds(each.leaf())
                    && (lasting.contains(each.kind()) || figure.period().contains(each.day()));
            if (counts) {
                countOn.computeIfAbsent(new Money(each.kind(), each.currency()), _ -> new TreeMap<>())
                        .merge(each.day(), each.count(), Math::addExact);
            }
        }
        int rateDays = knowledge.policies().rateDays();
        return countOn.entrySet().stream()
                .map(entry ->
                        new Warning(Warning.Kind.MISSING_RATE, missingRate(entry.getKey(), entry.getValue(), rateDays)))
                .toList();
    }

    private static String missingRate(Money money, SortedMap<LocalDate, Long> countOn, int rateDays) {
        long count = countOn.values().stream().mapToLong(Long::longValue).sum();
        String days = countOn.keySet().stream()
                .limit(MOST_DAYS_LISTED)
                .map(ValueFormat::day)
                .collect(Collectors.joining(", "));
        String more = countOn.size() > MOST_DAYS_LISTED
                ? " and " + ValueFormat.count(countOn.size() - MOST_DAYS_LISTED) + " more days"
                : "";
        return "Money of " + ValueFormat.count(count) + " × " + money.kind().replace('_', ' ') + " in "
                + money.currency() + " counts nowhere: there is no exchange rate for " + days + more
                + ", nor of the " + rateDays + " days before (a setting).";
    }

    /// Only accounts of which profiles tell nothing can lack one, so that no others have to be looked at.
    private Optional<Warning> withoutProfile(Figure figure, Set<Quantity> needs) {
        if (!figure.slice().without(Dimension.SOURCE).holds(Slice.UNKNOWN)) {
            return Optional.empty();
        }
        Slice untold = untold(figure.slice());
        Period period = figure.period();
        Set<Integer> counted = new TreeSet<>(ledger.accounts(needs, untold, period.from(), period.to(), MOST_ACCOUNTS));
        if (!Collections.disjoint(needs, OF_CUSTOMERS)) {
            Readings readings = new SliceReadings(
                            stored,
                            slices,
                            details,
                            CellRequest.of(Set.of(Quantity.CUSTOMERS), List.of(period.from(), period.to())))
                    .of(untold, period, Optional.empty(), Set.of(Quantity.CUSTOMERS));
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

    /// Those of a slice of which profiles tell nothing.
    private static Slice untold(Slice slice) {
        Slice untold = slice;
        for (Dimension dimension : Dimension.TOLD) {
            untold = untold.with(dimension, "");
        }
        return untold;
    }

    private List<Warning> silentPartners(Figure figure) {
        LocalDate today = settings.firm().zone().dayOf(figure.recalled() ? figure.asKnownAt() : clock.instant());
        Period looked = new Period(today.minusDays(MISSED_DAYS + USUAL_DAYS), today.plusDays(1));
        List<Warning> warnings = new ArrayList<>();
        uses.daysOfSending(looked).forEach((partner, days) -> {
            LocalDate last = days.last();
            boolean usual = days.tailSet(last.minusDays(USUAL_DAYS - 1)).size() > USUAL_DAYS / 2;
            boolean silent = last.plusDays(SILENT_DAYS).isBefore(today)
                    && !last.plusDays(MISSED_DAYS).isBefore(today);
            if (usual && silent && last.plusDays(1).isBefore(figure.period().to())) {
                warnings.add(new Warning(
                        Warning.Kind.SILENT_PARTNER,
                        "The partner " + partner + " has sent nothing since " + ValueFormat.day(last)
                                + ", and used to almost every day."));
            }
        });
        return warnings;
    }
}
