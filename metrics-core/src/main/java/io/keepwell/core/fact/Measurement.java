package io.keepwell.core.fact;

import java.util.List;

/// A measure under the partner's own name.
///
/// @param valueMicros the value in millionths, -10^18 to 10^18
/// @param unit may be empty
public record Measurement(String name, long valueMicros, String unit) implements Fact {
    public static final long MOST_MICROS = 1_000_000_000_000_000_000L;
    public static final int LONGEST_UNIT = 32;

    static final FactTable<Measurement> TABLE = new FactTable<>(
            "measurement",
            20,
            List.of(
                    Column.text("name", Measurement::name),
                    Column.number("value_micros", Measurement::valueMicros),
                    Column.text("unit", Measurement::unit)),
            rows -> new Measurement(rows.getString("name"), rows.getLong("value_micros"), rows.getString("unit")));
}
