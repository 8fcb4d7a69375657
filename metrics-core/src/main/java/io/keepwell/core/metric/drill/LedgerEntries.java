package io.keepwell.core.metric.drill;

import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Ledger rows behind a figure, and what they come to.
///
/// @param currency of the money in the ledger
record LedgerEntries(MetricData data, CurrencyCode currency) {
    /// Before any day that an event can have.
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    List<DrillEntry> entries(Period period, Slice slice, DrillThrough.Entries wanted) {
        Set<Measure> measures = new HashSet<>(wanted.added());
        measures.addAll(wanted.subtracted());
        List<DrillEntry> entries = new ArrayList<>();
        for (LedgerRow entry : data.entries(measures, period.from(), period.to())) {
            boolean counts = slice.holds(entry.sliceKey())
                    && wanted.detail().map(entry.customValue()::equals).orElse(true)
                    && entry.amount() != 0;
            if (counts) {
                BigDecimal amount = wanted.unit().ofStored(entry.amount());
                entries.add(new DrillEntry(
                        entry.account(),
                        entry.day(),
                        described(entry),
                        wanted.added().contains(entry.measure()) ? amount : amount.negate()));
            }
        }
        return entries;
    }

    List<DrillEntry> levels(Slice slice, Measure measure, Optional<String> detail, LocalDate at, Unit unit) {
        record Level(int account, String detail) {}
        Map<Level, Long> amounts = new LinkedHashMap<>();
        Map<Level, LocalDate> since = new HashMap<>();
        for (LedgerRow entry : data.entries(Set.of(measure), BEGINNING, at)) {
            if (slice.holds(entry.sliceKey())
                    && detail.map(entry.customValue()::equals).orElse(true)) {
                Level level = new Level(entry.account(), entry.customValue());
                amounts.merge(level, entry.amount(), Math::addExact);
                since.put(level, entry.day());
            }
        }
        return amounts.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> new DrillEntry(
                        each.getKey().account(),
                        Objects.requireNonNull(since.get(each.getKey())),
                        each.getKey().detail() + " · since then",
                        unit.ofStored(each.getValue())))
                .toList();
    }

    private String described(LedgerRow entry) {
        String measure = entry.measure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = entry.customValue().isEmpty() ? "" : " · " + entry.customValue();
        String item = entry.item().isEmpty() ? "" : " · " + entry.item();
        boolean took = entry.measure().aggregation() == Measure.Aggregation.DURATIONS;
        String hours =
                took ? " · " + ValueFormat.amount(Unit.HOURS.ofStored(entry.amount()), Unit.HOURS, currency) : "";
        return measure + detail + item + hours;
    }
}
