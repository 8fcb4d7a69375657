package io.keepwell.core.rollup;

import io.keepwell.core.database.Coded;
import io.keepwell.core.database.InList;
import io.keepwell.core.ledger.Book;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.Quantity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Cells of what the ledger holds.
final class LedgerCells {
    private LedgerCells() {}

    /// Of MRR movements.
    static final class Movements implements CellSource {
        private static final Set<Quantity> QUANTITIES = quantitiesOfMovements();

        private static Set<Quantity> quantitiesOfMovements() {
            Set<Quantity> quantities = EnumSet.of(Quantity.CUSTOMERS, Quantity.CANCELLATIONS, Quantity.MRR_BALANCE);
            Arrays.stream(MovementKind.values()).map(Quantity::of).forEach(quantities::add);
            return quantities;
        }

        @Override
        public Set<Quantity> quantities() {
            return QUANTITIES;
        }

        @Override
        public void addDays(Connection connection, Set<Quantity> quantities, Collection<LocalDate> days, CellSum sum)
                throws SQLException {
            // index: movement_day
            try (PreparedStatement select = connection.prepareStatement(
                    "select day, kind, slice, account, amount_micros from mrr_movement where day in "
                            + InList.marks(days))) {
                var _ = InList.set(select, 1, days);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sum.addMovement(
                                rows.getObject(1, LocalDate.class),
                                Coded.of(MovementKind.class, rows.getInt(2)),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getLong(5));
                    }
                }
            }
        }
    }

    /// Of entries.
    static final class Entries implements CellSource {
        private final Set<Quantity> quantities;

        Entries(Collection<Book> books) {
            this.quantities =
                    books.stream().flatMap(book -> book.writes().stream()).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Set<Quantity> quantities() {
            return quantities;
        }

        @Override
        public void addDays(Connection connection, Set<Quantity> asked, Collection<LocalDate> days, CellSum sum)
                throws SQLException {
            // index: entry_day
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select day, quantity, slice, detail, account, amount
                    from ledger_entry
                    where quantity in %s
                    and day in %s
                    """.formatted(InList.codes(asked), InList.marks(days)))) {
                var _ = InList.set(select, 1, days);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sum.add(
                                Coded.of(Quantity.class, rows.getInt(2)),
                                rows.getObject(1, LocalDate.class),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getLong(6),
                                rows.getInt(5));
                    }
                }
            }
        }
    }
}
