package io.keepwell.core.rollup;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Row;
import io.keepwell.core.ledger.Quantity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Replaces cells. Only the refresher writes here.
final class CellStore {
    private static final BulkLoad DAY_CELLS = new BulkLoad(
            "cell_day", List.of("quantity", "day", "slice", "detail", "amount", "members"), List.of("members"));
    private static final BulkLoad MONTH_CELLS = new BulkLoad(
            "cell_month", List.of("quantity", "month", "slice", "detail", "amount", "members"), List.of("members"));

    /// Days added up at once.
    private static final int DAYS_A_PIECE = 31;

    /// Replaces the cells of some quantities of a source on some days, and of those days' months.
    void replace(Connection connection, CellSource source, Set<Quantity> quantities, Collection<LocalDate> days)
            throws SQLException {
        List<LocalDate> all = List.copyOf(days);
        for (int start = 0; start < all.size(); start += DAYS_A_PIECE) {
            List<LocalDate> piece = all.subList(start, Math.min(all.size(), start + DAYS_A_PIECE));
            CellSum sum = new CellSum();
            source.addDays(connection, quantities, piece, sum);
            replaceDays(connection, quantities, piece, sum.cells());
        }
        replaceMonths(connection, quantities, all);
    }

    /// As `replace`, for quantities that changed on days of their own.
    void replaceEach(Connection connection, CellSource source, Map<Quantity, Set<LocalDate>> daysOf)
            throws SQLException {
        Map<Set<LocalDate>, Set<Quantity>> quantitiesOf = daysOf.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        for (Map.Entry<Set<LocalDate>, Set<Quantity>> group : quantitiesOf.entrySet()) {
            replace(connection, source, group.getValue(), group.getKey());
        }
    }

    /// Replaces the cells of a kind of facts.
    ///
    /// @param fresh days to which some intakes brought facts, with the intakes
    /// @param resliced days on which facts stand in other slices
    void replace(Connection connection, DirectCells<?> source, Map<LocalDate, Set<Long>> fresh, Set<LocalDate> resliced)
            throws SQLException {
        Set<LocalDate> days = new TreeSet<>(fresh.keySet());
        days.addAll(resliced);
        List<LocalDate> all = List.copyOf(days);
        for (int start = 0; start < all.size(); start += DAYS_A_PIECE) {
            Map<LocalDate, Set<Long>> piece = new TreeMap<>();
            all.subList(start, Math.min(all.size(), start + DAYS_A_PIECE))
                    .forEach(day -> piece.put(day, fresh.getOrDefault(day, Set.of())));
            replaceDays(connection, source.quantities(), piece.keySet(), source.cells(connection, piece));
        }
        source.finishTurn();
        replaceMonths(connection, source.quantities(), all);
    }

    /// Makes all cells anew, month by month.
    void rebuild(Connection connection, List<CellSource> sources) throws SQLException {
        for (String table : List.of("cell_day", "cell_month")) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + table)) {
                delete.executeUpdate();
            }
        }
        for (CellSource source : sources) {
            for (Set<LocalDate> days : daysByMonth(connection, source).values()) {
                CellSum daySum = new CellSum();
                source.addDays(connection, source.quantities(), days, daySum);
                List<Cell> cells = daySum.cells();
                insert(connection, DAY_CELLS, cells);
                CellSum monthSum = new CellSum();
                cells.forEach(cell -> monthSum.addCell(cell.day().withDayOfMonth(1), cell));
                insert(connection, MONTH_CELLS, monthSum.cells());
            }
        }
    }

    private static Map<LocalDate, Set<LocalDate>> daysByMonth(Connection connection, CellSource source)
            throws SQLException {
        Map<LocalDate, Set<LocalDate>> days = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(source.daysSql());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LocalDate day = rows.getDate(1).toLocalDate();
                days.computeIfAbsent(day.withDayOfMonth(1), _ -> new TreeSet<>())
                        .add(day);
            }
        }
        return days;
    }

    private static void replaceDays(
            Connection connection, Set<Quantity> quantities, Collection<LocalDate> days, List<Cell> cells)
            throws SQLException {
        // index: primary (quantity, day, slice, detail)
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from cell_day where quantity in " + codes(quantities) + " and day in " + marks(days))) {
            int index = 1;
            for (LocalDate day : days) {
                delete.setObject(index++, day);
            }
            delete.executeUpdate();
        }
        insert(connection, DAY_CELLS, cells);
    }

    private static void replaceMonths(Connection connection, Set<Quantity> quantities, Collection<LocalDate> days)
            throws SQLException {
        Set<LocalDate> months =
                days.stream().map(day -> day.withDayOfMonth(1)).collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate month : months) {
            replaceMonth(connection, quantities, month);
        }
    }

    private static void replaceMonth(Connection connection, Set<Quantity> quantities, LocalDate month)
            throws SQLException {
        CellSum sum = new CellSum();
        // index: primary (quantity, day, slice, detail)
        try (PreparedStatement select = connection.prepareStatement(
                "select quantity, day, slice, detail, amount, members from cell_day where quantity in "
                        + codes(quantities) + " and day >= ? and day < ?")) {
            select.setObject(1, month);
            select.setObject(2, month.plusMonths(1));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sum.addCell(month, cell(rows));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from cell_month where quantity in " + codes(quantities) + " and month = ?")) {
            delete.setObject(1, month);
            delete.executeUpdate();
        }
        insert(connection, MONTH_CELLS, sum.cells());
    }

    private static void insert(Connection connection, BulkLoad load, List<Cell> cells) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Cell cell : cells) {
            rows.add(row(cell));
        }
        load.insertNew(connection, rows);
    }

    private static Row row(Cell cell) {
        Row row = new Row()
                .number(cell.quantity().code())
                .day(cell.day())
                .number(cell.slice())
                .number(cell.detail())
                .number(cell.amount());
        byte[] members = cell.memberBytes();
        return members.length == 0 ? row.absent() : row.text(HexFormat.of().formatHex(members));
    }

    /// Reads the columns quantity, day, slice, detail, amount and members.
    static Cell cell(ResultSet rows) throws SQLException {
        Quantity quantity = Coded.of(Quantity.class, rows.getInt(1));
        byte @Nullable [] members = rows.getBytes(6);
        return new Cell(
                quantity,
                rows.getObject(2, LocalDate.class),
                rows.getInt(3),
                rows.getInt(4),
                rows.getLong(5),
                Members.of(quantity.shape(), members));
    }

    private static String codes(Set<Quantity> quantities) {
        return quantities.stream()
                .map(quantity -> Integer.toString(quantity.code()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String marks(Collection<LocalDate> days) {
        return days.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
    }
}
