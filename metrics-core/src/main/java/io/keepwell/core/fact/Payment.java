package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// Money came in, went back, or failed to come.
///
/// @param orderId may be empty
/// @param product may be empty
/// @param amount without taxes; never negative
public record Payment(String paymentId, String orderId, String product, Money amount, Nature nature, Result result)
        implements Fact {
    public static final FactTable<Payment> TABLE = new FactTable<>(
            Payment.class,
            "payment",
            6,
            List.of(
                    Column.text("payment_id", Payment::paymentId),
                    Column.text("order_id", Payment::orderId),
                    Column.text("product", Payment::product),
                    Column.money("amount", Payment::amount),
                    Column.code("nature", Payment::nature),
                    Column.code("result", Payment::result)),
            rows -> new Payment(
                    rows.getString("payment_id"),
                    rows.getString("order_id"),
                    rows.getString("product"),
                    Column.money(rows, "amount"),
                    Column.code(rows, "nature", Nature.class),
                    Column.code(rows, "result", Result.class)));

    @Override
    public FactTable<Payment> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Payment " + paymentId + " ").word(result).worth(Optional.of(amount));
    }

    /// What is paid for. The code is what is stored and never changes.
    public enum Nature implements Coded {
        /// A subscription.
        RECURRING(1),
        /// A thing or service that is paid for once.
        ONE_OFF(2);

        private final int code;

        Nature(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// What became of it. The code is what is stored and never changes.
    public enum Result implements Coded {
        RECEIVED(1),
        /// Given back. Never touches MRR.
        REFUNDED(2),
        /// Did not come: payment trouble.
        FAILED(3);

        private final int code;

        Result(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
