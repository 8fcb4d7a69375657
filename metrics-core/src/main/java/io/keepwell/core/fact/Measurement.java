package io.keepwell.core.fact;

import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// A measure under the partner's own name.
///
/// @param valueMicros the value in millionths, -10^18 to 10^18
/// @param unit may be empty
public record Measurement(String name, long valueMicros, String unit) implements Fact {
    public static final long MOST_MICROS = 1_000_000_000_000_000_000L;
    public static final int LONGEST_UNIT = 32;

    public static final FactTable<Measurement> TABLE = new FactTable<>(
            Measurement.class,
            "measurement",
            20,
            List.of(
                    Column.text("name", Measurement::name),
                    Column.number("value_micros", Measurement::valueMicros)
                            .summed(new FactTable.Summed("value", "value_micros", Optional.empty(), Money.DECIMALS)),
                    Column.text("unit", Measurement::unit)),
            rows -> new Measurement(rows.getString("name"), rows.getLong("value_micros"), rows.getString("unit")));

    @Override
    public FactTable<Measurement> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of(name + ": ").number(Money.units(valueMicros)).words(unit.isEmpty() ? "" : " " + unit);
    }
}
