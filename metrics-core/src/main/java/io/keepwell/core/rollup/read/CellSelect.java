package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Slice;
import io.keepwell.core.database.InList;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One statement for all cells that a request asks for.
final class CellSelect {
    private final List<CellPart> parts;

    private CellSelect(List<CellPart> parts) {
        this.parts = parts;
    }

    static CellSelect of(CellRequest request) {
        return new CellSelect(parts(request));
    }

    List<Cell> cells(Connection connection) throws SQLException {
        if (parts.isEmpty()) {
            return List.of();
        }
        String sql = parts.stream().map(CellPart::sql).collect(Collectors.joining("\nunion all\n"));
        List<Cell> cells = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int index = 1;
            for (CellPart part : parts) {
                index = part.setParameters(select, index);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    cells.add(CellStore.cell(rows));
                }
            }
        }
        return List.copyOf(cells);
    }

    /// How the cells of one table are read.
    private enum Reading {
        /// With what is kept beside the amount.
        WHOLE("%s", "amount", "members", ""),
        AMOUNT("%s", "amount", "null", ""),
        /// One cell for all, on the first day that there is one of.
        TOTAL("min(%s)", "cast(sum(amount) as signed)", "null", "group by measure, slice, custom_value");

        private final String day;
        private final String amount;
        private final String members;
        private final String grouping;

        Reading(String day, String amount, String members, String grouping) {
            this.day = day;
            this.amount = amount;
            this.members = members;
            this.grouping = grouping;
        }
    }

    /// Some measures' cells of one table.
    ///
    /// @param slice of whose leaves alone they are
    private record CellPart(
            String table,
            String day,
            Set<Measure> measures,
            Slice slice,
            List<CellRanges.Range> ranges,
            Reading reading) {
        String sql() {
            // index: primary (measure, day or month, slice, custom_value)
            return """
                    select measure, %s, slice, custom_value, %s, %s
                    from %s
                    where measure in %s
                    and (%s)
                    %s
                    %s""".formatted(
                    reading.day.formatted(day),
                    reading.amount,
                    reading.members,
                    table,
                    InList.codes(measures),
                    ranges.stream().map(_ -> day + " >= ? and " + day + " < ?").collect(Collectors.joining(" or ")),
                    sliceKeys(),
                    reading.grouping);
        }

        private String sliceKeys() {
            if (slice.values().isEmpty()) {
                return "";
            }
            return slice.values().keySet().stream()
                    .map(dimension -> dimension.id() + " = ?")
                    .collect(Collectors.joining(" and ", "and slice in (select slice from slice where ", ")"));
        }

        int setParameters(PreparedStatement select, int first) throws SQLException {
            int index = first;
            for (CellRanges.Range range : ranges) {
                select.setObject(index++, range.from());
                select.setObject(index++, range.to());
            }
            for (String value : slice.values().values()) {
                select.setString(index++, value);
            }
            return index;
        }
    }

    private static List<CellPart> parts(CellRequest request) {
        record Alike(SortedSet<LocalDate> boundaries, Reading reading, Slice slice) {}
        Map<Alike, Set<Measure>> measuresOf = new LinkedHashMap<>();
        request.boundaries()
                .forEach((measure, boundaries) -> measuresOf
                        .computeIfAbsent(
                                new Alike(
                                        boundaries,
                                        request.readsMembers(measure) ? Reading.WHOLE : Reading.AMOUNT,
                                        request.readsEverywhere(measure) ? Slice.WHOLE : request.slice()),
                                _ -> new TreeSet<>())
                        .add(measure));
        List<CellPart> parts = new ArrayList<>();
        measuresOf.forEach((alike, measures) -> {
            if (alike.reading() == Reading.WHOLE) {
                add(
                        measures,
                        alike.slice(),
                        CellRanges.of(CellRanges.BEGINNING, alike.boundaries()),
                        Reading.WHOLE,
                        parts);
            } else {
                // No period is within the time before the first boundary, so that its total is enough.
                LocalDate first = alike.boundaries().first();
                add(
                        measures,
                        alike.slice(),
                        CellRanges.of(CellRanges.BEGINNING, alike.boundaries().headSet(first.plusDays(1))),
                        Reading.TOTAL,
                        parts);
                add(measures, alike.slice(), CellRanges.of(first, alike.boundaries()), Reading.AMOUNT, parts);
            }
        });
        return parts;
    }

    private static void add(
            Set<Measure> measures, Slice slice, CellRanges ranges, Reading reading, List<CellPart> parts) {
        if (!ranges.months().isEmpty()) {
            parts.add(new CellPart("cell_month", "month", measures, slice, ranges.months(), reading));
        }
        if (!ranges.days().isEmpty()) {
            parts.add(new CellPart("cell_day", "day", measures, slice, ranges.days(), reading));
        }
    }
}
