package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What became of a contract that was up for renewal. A contract counts as up for renewal on the day it is due; of
/// several outcomes reported for one contract and due day the last one holds.
///
/// @param dueOn the day on which the old term ends
/// @param value what the contract was worth for the term that ends
/// @param renewedValue for RENEWED: what it is worth for the new term; else empty
/// @param reason may be empty
public record RenewalOutcome(
        String contractId,
        LocalDate dueOn,
        Result result,
        Optional<Money> value,
        Optional<Money> renewedValue,
        String reason)
        implements Fact {
    public static final FactTable<RenewalOutcome> TABLE = new FactTable<>(
            RenewalOutcome.class,
            "renewal_outcome",
            4,
            List.of(
                    Column.text("contract_id", RenewalOutcome::contractId),
                    Column.day("due_on", RenewalOutcome::dueOn),
                    Column.code("result", RenewalOutcome::result),
                    Column.optionalMoney("value", RenewalOutcome::value),
                    Column.optionalMoney("renewed_value", RenewalOutcome::renewedValue),
                    Column.text("reason", RenewalOutcome::reason)),
            rows -> new RenewalOutcome(
                    rows.getString("contract_id"),
                    Column.day(rows, "due_on"),
                    Column.code(rows, "result", Result.class),
                    Column.optionalMoney(rows, "value"),
                    Column.optionalMoney(rows, "renewed_value"),
                    rows.getString("reason")));

    @Override
    public FactTable<RenewalOutcome> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Contract " + contractId + ", due on ")
                .day(dueOn)
                .words(": ")
                .word(result)
                .worth(renewedValue.or(() -> value))
                .also(reason);
    }

    /// What is known of the renewal. The code is what is stored and never changes.
    public enum Result implements Coded {
        /// Nothing decided yet.
        DUE(1),
        RENEWED(2),
        DECLINED(3);

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
