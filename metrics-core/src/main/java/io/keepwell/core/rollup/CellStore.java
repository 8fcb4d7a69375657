package io.keepwell.core.rollup;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.InList;
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

    /// All cells of a month on their way into the tables.
    record Month(List<Row> ofDays, List<Row> ofMonth) {
        /// @param cells all cells of some quantities on the days of one month
        static Month of(List<Cell> cells) {
            CellSum sum = new CellSum();
            cells.forEach(cell -> sum.addCell(cell.day().withDayOfMonth(1), cell));
            return new Month(rows(cells), rows(sum.cells()));
        }
    }

    /// Takes all cells away, quantity by quantity, so that no statement takes long.
    void clear(Connection connection) throws SQLException {
        for (String table : List.of("cell_day", "cell_month")) {
            for (int quantity : quantities(connection, table)) {
                // index: primary (quantity, …)
                try (PreparedStatement delete =
                        connection.prepareStatement("delete from " + table + " where quantity = ?")) {
                    delete.setInt(1, quantity);
                    delete.executeUpdate();
                }
            }
        }
    }

    private static List<Integer> quantities(Connection connection, String table) throws SQLException {
        List<Integer> quantities = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select distinct quantity from " + table);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                quantities.add(rows.getInt(1));
            }
        }
        return quantities;
    }

    /// Puts cells where there are none.
    void insert(Connection connection, Month month) throws SQLException {
        DAY_CELLS.insertNew(connection, month.ofDays());
        MONTH_CELLS.insertNew(connection, month.ofMonth());
    }

    private static void replaceDays(
            Connection connection, Set<Quantity> quantities, Collection<LocalDate> days, List<Cell> cells)
            throws SQLException {
        // index: primary (quantity, day, slice, detail)
        try (PreparedStatement delete = connection.prepareStatement("delete from cell_day where quantity in "
                + InList.codes(quantities) + " and day in " + InList.marks(days))) {
            var _ = InList.set(delete, 1, days);
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
                        + InList.codes(quantities) + " and day >= ? and day < ?")) {
            select.setObject(1, month);
            select.setObject(2, month.plusMonths(1));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sum.addCell(month, cell(rows));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from cell_month where quantity in " + InList.codes(quantities) + " and month = ?")) {
            delete.setObject(1, month);
            delete.executeUpdate();
        }
        insert(connection, MONTH_CELLS, sum.cells());
    }

    private static void insert(Connection connection, BulkLoad load, List<Cell> cells) throws SQLException {
        load.insertNew(connection, rows(cells));
    }

    private static List<Row> rows(List<Cell> cells) {
        return cells.stream().map(CellStore::row).toList();
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
}
