package io.keepwell.core.rollup.cell;

import io.keepwell.core.database.Coded;
import io.keepwell.core.database.InList;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
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
public final class LedgerCells {
    private LedgerCells() {}

    /// Of MRR movements.
    public static final class Movements implements CellSource {
        private static final Set<Measure> QUANTITIES = measuresOfMovements();

        private static Set<Measure> measuresOfMovements() {
            Set<Measure> measures = EnumSet.of(Measure.CUSTOMERS, Measure.CANCELLATIONS, Measure.MRR_BALANCE);
            Arrays.stream(MovementKind.values()).map(Measure::of).forEach(measures::add);
            return measures;
        }

        @Override
        public Set<Measure> measures() {
            return QUANTITIES;
        }

        @Override
        public void addDays(Connection connection, Set<Measure> measures, Collection<LocalDate> days, CellSum sum)
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
    public static final class Entries implements CellSource {
        private final Set<Measure> measures;

        public Entries(Collection<LedgerBuilder> builders) {
            this.measures = builders.stream()
                    .flatMap(builder -> builder.writes().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Set<Measure> measures() {
            return measures;
        }

        @Override
        public void addDays(Connection connection, Set<Measure> asked, Collection<LocalDate> days, CellSum sum)
                throws SQLException {
            // index: entry_day
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select day, measure, slice, custom_value, account, amount
                    from ledger_row
                    where measure in %s
                    and day in %s
                    """.formatted(InList.codes(asked), InList.marks(days)))) {
                var _ = InList.set(select, 1, days);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sum.add(
                                Coded.of(Measure.class, rows.getInt(2)),
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
