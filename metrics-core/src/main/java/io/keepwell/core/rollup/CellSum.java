package io.keepwell.core.rollup;

import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.MovementKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// Adds movements, answers or finer cells up to cells. The one place that says what counts for which quantity.
final class CellSum {
    private final Map<Cell.Place, Sum> sums = new HashMap<>();

    private static final class Sum {
        private long amount;
        private final RoaringBitmap accounts = new RoaringBitmap();
    }

    void addMovement(LocalDate day, MovementKind kind, int slice, int account, long amountMicros) {
        add(Quantity.of(kind), day, slice, amountMicros);
        if (kind.customers() != 0) {
            add(Quantity.CUSTOMERS, day, slice, kind.customers());
            sum(Quantity.CUSTOMERS, day, slice).accounts.flip(account, account + 1L);
        }
        if (kind == MovementKind.CHURN) {
            add(Quantity.CANCELLATIONS, day, slice, 1);
        }
    }

    void addAnswer(Answer answer) {
        SurveyAnswer fact = answer.fact();
        switch (fact.kind()) {
            case NPS ->
                NpsGroup.of(fact)
                        .ifPresent(group -> add(group.quantity(fact.scaleLow()), answer.day(), answer.slice(), 1));
            case CSAT, CES -> {
                // Kept as facts; no quantity is made of them yet.
            }
        }
    }

    /// Adds a finer cell to the one of the day given.
    void addCell(LocalDate day, Cell cell) {
        Sum sum = sum(cell.quantity(), day, cell.slice());
        sum.amount = Math.addExact(sum.amount, cell.amount());
        sum.accounts.xor(cell.accounts());
    }

    private void add(Quantity quantity, LocalDate day, int slice, long amount) {
        Sum sum = sum(quantity, day, slice);
        sum.amount = Math.addExact(sum.amount, amount);
    }

    private Sum sum(Quantity quantity, LocalDate day, int slice) {
        return sums.computeIfAbsent(new Cell.Place(quantity, day, slice), _ -> new Sum());
    }

    /// The cells, in order; those that say nothing are left out.
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        sums.forEach((place, sum) -> {
            if (sum.amount != 0 || !sum.accounts.isEmpty()) {
                cells.add(new Cell(place.quantity(), place.day(), place.slice(), sum.amount, sum.accounts));
            }
        });
        cells.sort(Cell.ORDER);
        return cells;
    }
}
