package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Measures under the partner's own names, in millionths.
@Singleton
final class MeasurementLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.MEASUREMENT);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.MEASURES, Measure.MEASURE_SUM, Measure.MEASURE_LEVEL, Measure.MEASURED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        SortedMap<String, NavigableMap<LocalDate, Long>> lastOn = new TreeMap<>();
        for (StoredFact<Measurement> stored : facts.of(FactTables.MEASUREMENT)) {
            Measurement measured = stored.fact();
            entries.add(Measure.MEASURES, stored.day(), measured.name(), 1, "");
            entries.add(Measure.MEASURE_SUM, stored.day(), measured.name(), measured.valueMicros(), "");
            lastOn.computeIfAbsent(measured.name(), _ -> new TreeMap<>()).put(stored.day(), measured.valueMicros());
        }
        lastOn.forEach((name, levelFrom) -> {
            entries.levels(Measure.MEASURE_LEVEL, name, levelFrom, "");
            entries.levels(Measure.MEASURED, name, new TreeMap<>(Map.of(levelFrom.firstKey(), 1L)), "");
        });
    }
}
