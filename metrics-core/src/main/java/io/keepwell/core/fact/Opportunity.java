package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// A chance to sell more to a customer.
public record Opportunity(String opportunityId, Kind kind, State state, Optional<Money> value) implements Fact {
    public static final FactTable<Opportunity> TABLE = new FactTable<>(
            Opportunity.class,
            "opportunity",
            14,
            List.of(
                    Column.text("opportunity_id", Opportunity::opportunityId),
                    Column.code("kind", Opportunity::kind),
                    Column.code("state", Opportunity::state),
                    Column.optionalMoney("value", Opportunity::value)),
            rows -> new Opportunity(
                    rows.getString("opportunity_id"),
                    Column.code(rows, "kind", Kind.class),
                    Column.code(rows, "state", State.class),
                    Column.optionalMoney(rows, "value")));

    @Override
    public FactTable<Opportunity> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Opportunity " + opportunityId + " (")
                .word(kind)
                .words(") ")
                .word(state)
                .worth(value);
    }

    /// What would be sold. The code is what is stored and never changes.
    public enum Kind implements Coded {
        REPURCHASE(1),
        REPLACEMENT(2),
        EXPANSION(3),
        INNOVATION(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// How it stands. The code is what is stored and never changes.
    public enum State implements Coded {
        OPEN(1),
        WON(2),
        LOST(3);

        private final int code;

        State(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
