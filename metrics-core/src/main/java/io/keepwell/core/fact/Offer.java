package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// Something more was offered to a customer.
///
/// @param product may be empty
public record Offer(String offerId, Kind kind, Step step, String product, Optional<Money> value) implements Fact {
    public static final FactTable<Offer> TABLE = new FactTable<>(
            Offer.class,
            "offer",
            10,
            List.of(
                    Column.text("offer_id", Offer::offerId),
                    Column.code("kind", Offer::kind),
                    Column.code("step", Offer::step),
                    Column.text("product", Offer::product),
                    Column.optionalMoney("value", Offer::value)),
            rows -> new Offer(
                    rows.getString("offer_id"),
                    Column.code(rows, "kind", Kind.class),
                    Column.code(rows, "step", Step.class),
                    rows.getString("product"),
                    Column.optionalMoney(rows, "value")));

    @Override
    public FactTable<Offer> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Offer " + offerId + " (")
                .word(kind)
                .words(") ")
                .word(step)
                .also(product)
                .worth(value);
    }

    /// What kind of more. The code is what is stored and never changes.
    public enum Kind implements Coded {
        UPSELL(1),
        CROSS_SELL(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// What happened. The code is what is stored and never changes.
    public enum Step implements Coded {
        PRESENTED(1),
        ACCEPTED(2),
        DECLINED(3);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
