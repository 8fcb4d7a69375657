package io.keepwell.importing;

import java.util.Optional;

/// One row of data.
final class Row {
    private final long line;
    private final String[] cells;
    private final Optional<Defect> defect;

    /// Why a row can't be used as it is.
    ///
    /// @param column whose cell it is; empty where it is the whole row
    /// @param reason a code such as `BAD_LINE`
    record Defect(String column, String reason, String message) {}

    private Row(long line, String[] cells, Optional<Defect> defect) {
        this.line = line;
        this.cells = cells;
        this.defect = defect;
    }

    /// @param line of the file in which it begins, from 1; in a workbook the row's number
    /// @param cells one for each column, stripped, never null; empty where there is nothing
    Row(long line, String[] cells) {
        this(line, cells, Optional.empty());
    }

    static Row defective(long line, String column, String reason, String message) {
        return new Row(line, new String[0], Optional.of(new Defect(column, reason, message)));
    }

    long line() {
        return line;
    }

    String[] cells() {
        return cells;
    }

    Optional<Defect> defect() {
        return defect;
    }

    boolean isEmpty() {
        for (String cell : cells) {
            if (!cell.isEmpty()) {
                return false;
            }
        }
        return defect.isEmpty();
    }
}
