package io.keepwell.core.rollup.cell;

import io.keepwell.core.ledger.Measure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/// Where the cells of some measures come from. Each measure has one source.
interface CellSource {
    Set<Measure> measures();

    /// Adds everything there is of the measures on some days.
    ///
    /// @param measures some of the source's own
    void addDays(Connection connection, Set<Measure> measures, Collection<LocalDate> days, CellSum sum)
            throws SQLException;
}
