package io.keepwell.core.rollup.read;

import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellSum;
import java.util.List;

/// All cells, made anew from all facts: for holding those that are stored against them.
///
/// @param dayCells of single days, in order
/// @param monthCells of months, in order
public record RecomputedCells(List<Cell> dayCells, List<Cell> monthCells) {
    public RecomputedCells {
        dayCells = List.copyOf(dayCells);
        monthCells = List.copyOf(monthCells);
    }

    static RecomputedCells of(List<Cell> dayCells) {
        CellSum months = new CellSum();
        dayCells.forEach(cell -> months.addCell(cell.day().withDayOfMonth(1), cell));
        return new RecomputedCells(dayCells, months.cells());
    }
}
