package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// Money spent on customers, for one account or for the firm as a whole.
public record Cost(Purpose purpose, Money amount) implements Fact {
    public static final FactTable<Cost> TABLE = new FactTable<>(
            Cost.class,
            "cost",
            16,
            List.of(Column.code("purpose", Cost::purpose), Column.money("amount", Cost::amount)),
            rows -> new Cost(Column.code(rows, "purpose", Purpose.class), Column.money(rows, "amount")));

    @Override
    public FactTable<Cost> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Cost of ").word(purpose).worth(Optional.of(amount));
    }

    /// What it was spent on. The code is what is stored and never changes.
    public enum Purpose implements Coded {
        CUSTOMER_SUCCESS(1),
        SALES(2),
        MARKETING(3);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
