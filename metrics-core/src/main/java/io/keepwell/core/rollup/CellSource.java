package io.keepwell.core.rollup;

import io.keepwell.core.ledger.Quantity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/// Where the cells of some quantities come from. Each quantity has one source.
interface CellSource {
    Set<Quantity> quantities();

    /// Adds everything there is of the quantities on some days.
    ///
    /// @param quantities some of the source's own
    void addDays(Connection connection, Set<Quantity> quantities, Collection<LocalDate> days, CellSum sum)
            throws SQLException;
}
