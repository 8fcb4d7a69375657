package io.keepwell.core.rollup.cell;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.ledger.Measure;
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
public final class CellStore {
    private static final BulkLoad DAY_CELLS = new BulkLoad(
            "cell_day", List.of("measure", "day", "slice", "custom_value", "amount", "members"), List.of("members"));
    private static final BulkLoad MONTH_CELLS = new BulkLoad(
            "cell_month",
            List.of("measure", "month", "slice", "custom_value", "amount", "members"),
            List.of("members"));

    /// Days added up at once.
    private static final int DAYS_A_PIECE = 31;

    /// Replaces the cells of some measures of a source on some days, and of those days' months.
    public void replace(Connection connection, CellSource source, Set<Measure> measures, Collection<LocalDate> days)
            throws SQLException {
        List<LocalDate> all = List.copyOf(days);
        for (int start = 0; start < all.size(); start += DAYS_A_PIECE) {
            List<LocalDate> piece = all.subList(start, Math.min(all.size(), start + DAYS_A_PIECE));
            CellSum sum = new CellSum();
            source.addDays(connection, measures, piece, sum);
            replaceDays(connection, measures, piece, sum.cells());
        }
        replaceMonths(connection, measures, all);
    }

    /// As `replace`, for measures that changed on days of their own.
    public void replaceEach(Connection connection, CellSource source, Map<Measure, Set<LocalDate>> daysOf)
            throws SQLException {
        Map<Set<LocalDate>, Set<Measure>> measuresOf = daysOf.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        for (Map.Entry<Set<LocalDate>, Set<Measure>> group : measuresOf.entrySet()) {
            replace(connection, source, group.getValue(), group.getKey());
        }
    }

    /// Replaces the cells of a kind of facts.
    ///
    /// @param fresh days to which some intakes brought facts, with the intakes
    /// @param resliced days on which facts stand in other slices
    public void replace(
            Connection connection, DirectCells<?> source, Map<LocalDate, Set<Long>> fresh, Set<LocalDate> resliced)
            throws SQLException {
        source.remembered().forget(resliced);
        Set<LocalDate> days = new TreeSet<>(fresh.keySet());
        days.addAll(resliced);
        List<LocalDate> all = List.copyOf(days);
        for (int start = 0; start < all.size(); start += DAYS_A_PIECE) {
            Map<LocalDate, Set<Long>> piece = new TreeMap<>();
            all.subList(start, Math.min(all.size(), start + DAYS_A_PIECE))
                    .forEach(day -> piece.put(day, fresh.getOrDefault(day, Set.of())));
            replaceDays(connection, source.measures(), piece.keySet(), source.cells(connection, piece));
        }
        source.remembered().finishRound();
        replaceMonths(connection, source.measures(), all);
    }

    /// All cells of a month on their way into the tables.
    public record Month(List<LoadRow> ofDays, List<LoadRow> ofMonth) {
        /// @param cells all cells of some measures on the days of one month
        public static Month of(List<Cell> cells) {
            CellSum sum = new CellSum();
            cells.forEach(cell -> sum.addCell(cell.day().withDayOfMonth(1), cell));
            return new Month(rows(cells), rows(sum.cells()));
        }
    }

    /// Takes all cells away, measure by measure, so that no statement takes long.
    public void clear(Connection connection) throws SQLException {
        for (String table : List.of("cell_day", "cell_month")) {
            for (int measure : measures(connection, table)) {
                // index: primary (measure, …)
                try (PreparedStatement delete =
                        connection.prepareStatement("delete from " + table + " where measure = ?")) {
                    delete.setInt(1, measure);
                    delete.executeUpdate();
                }
            }
        }
    }

    private static List<Integer> measures(Connection connection, String table) throws SQLException {
        List<Integer> measures = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select distinct measure from " + table);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                measures.add(rows.getInt(1));
            }
        }
        return measures;
    }

    /// Puts cells where there are none.
    public void insert(Connection connection, Month month) throws SQLException {
        DAY_CELLS.insertNew(connection, month.ofDays());
        MONTH_CELLS.insertNew(connection, month.ofMonth());
    }

    private static void replaceDays(
            Connection connection, Set<Measure> measures, Collection<LocalDate> days, List<Cell> cells)
            throws SQLException {
        // index: primary (measure, day, slice, custom_value)
        try (PreparedStatement delete = connection.prepareStatement("delete from cell_day where measure in "
                + InList.codes(measures) + " and day in " + InList.marks(days))) {
            var _ = InList.set(delete, 1, days);
            delete.executeUpdate();
        }
        insert(connection, DAY_CELLS, cells);
    }

    private static void replaceMonths(Connection connection, Set<Measure> measures, Collection<LocalDate> days)
            throws SQLException {
        Set<LocalDate> months =
                days.stream().map(day -> day.withDayOfMonth(1)).collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate month : months) {
            replaceMonth(connection, measures, month);
        }
    }

    private static void replaceMonth(Connection connection, Set<Measure> measures, LocalDate month)
            throws SQLException {
        CellSum sum = new CellSum();
        // index: primary (measure, day, slice, custom_value)
        try (PreparedStatement select = connection.prepareStatement(
                "select measure, day, slice, custom_value, amount, members from cell_day where measure in "
                        + InList.codes(measures) + " and day >= ? and day < ?")) {
            select.setObject(1, month);
            select.setObject(2, month.plusMonths(1));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sum.addCell(month, cell(rows));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from cell_month where measure in " + InList.codes(measures) + " and month = ?")) {
            delete.setObject(1, month);
            delete.executeUpdate();
        }
        insert(connection, MONTH_CELLS, sum.cells());
    }

    private static void insert(Connection connection, BulkLoad load, List<Cell> cells) throws SQLException {
        load.insertNew(connection, rows(cells));
    }

    private static List<LoadRow> rows(List<Cell> cells) {
        return cells.stream().map(CellStore::row).toList();
    }

    private static LoadRow row(Cell cell) {
        LoadRow row = new LoadRow()
                .number(cell.measure().code())
                .day(cell.day())
                .number(cell.slice())
                .number(cell.customValue())
                .number(cell.amount());
        byte[] members = cell.memberBytes();
        return members.length == 0 ? row.absent() : row.text(HexFormat.of().formatHex(members));
    }

    /// Reads the columns measure, day, slice, custom_value, amount and members.
    public static Cell cell(ResultSet rows) throws SQLException {
        Measure measure = Coded.of(Measure.class, rows.getInt(1));
        byte @Nullable [] members = rows.getBytes(6);
        return new Cell(
                measure,
                rows.getObject(2, LocalDate.class),
                rows.getInt(3),
                rows.getInt(4),
                rows.getLong(5),
                Members.of(measure.aggregation(), members));
    }
}
