package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// What a customer gained by the product, in the customer's own judgement.
///
/// @param gain a year
/// @param baseline what it is compared with, a year
/// @param testimonial whether the customer says so in public
public record CustomerOutcome(Kind kind, Optional<Money> gain, Optional<Money> baseline, boolean testimonial)
        implements Fact {
    public static final FactTable<CustomerOutcome> TABLE = new FactTable<>(
            CustomerOutcome.class,
            "outcome",
            18,
            List.of(
                    Column.code("kind", CustomerOutcome::kind),
                    Column.optionalMoney("gain", CustomerOutcome::gain),
                    Column.optionalMoney("baseline", CustomerOutcome::baseline).withoutRate(),
                    Column.flag("testimonial", CustomerOutcome::testimonial)),
            rows -> new CustomerOutcome(
                    Column.code(rows, "kind", Kind.class),
                    Column.optionalMoney(rows, "gain"),
                    Column.optionalMoney(rows, "baseline"),
                    Column.flag(rows, "testimonial")));

    @Override
    public FactTable<CustomerOutcome> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Gain in ").word(kind).worth(gain).words(testimonial ? " · said so in public" : "");
    }

    /// What got better. The code is what is stored and never changes.
    public enum Kind implements Coded {
        /// More revenue.
        REVENUE(1),
        /// Less effort for the same.
        EFFICIENCY(2),
        /// Lower expenses.
        EXPENSE(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
