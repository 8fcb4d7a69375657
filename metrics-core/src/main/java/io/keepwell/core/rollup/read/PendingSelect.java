package io.keepwell.core.rollup.read;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.time.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One statement for what waits for exchange rates.
final class PendingSelect {
    private PendingSelect() {}

    /// @param periods for each kind of pending facts the days that count
    /// @param sliceKeys of those that count; empty for all
    static List<PendingFacts> pending(Connection connection, Map<String, Period> periods, Set<Integer> sliceKeys)
            throws SQLException {
        // index: entry_day
        String sql = """
                select kind, currency, day, entries, days
                from (
                    select d.name as kind, e.item as currency, e.day, sum(count(*)) over money as entries,
                        count(*) over money as days, row_number() over (money order by e.day) as place
                    from ledger_row e
                    join custom_value d on d.custom_value = e.custom_value
                    where e.measure = ?
                    and e.day >= ?
                    and e.day < ?
                    and (%s)
                    %s
                    group by d.name, e.item, e.day
                    window money as (partition by d.name, e.item)
                ) held
                where place <= ?
                order by kind, currency, day
                """.formatted(
                        periods.keySet().stream()
                                .map(_ -> "d.name = ? and e.day >= ? and e.day < ?")
                                .collect(Collectors.joining(" or ")),
                        sliceKeys.isEmpty()
                                ? ""
                                : sliceKeys.stream()
                                        .map(sliceKey -> Integer.toString(sliceKey))
                                        .collect(Collectors.joining(", ", "and e.slice in (", ")")));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, Measure.PENDING.code());
            select.setObject(
                    2,
                    periods.values().stream()
                            .map(Period::from)
                            .min(Comparator.naturalOrder())
                            .orElseThrow());
            select.setObject(
                    3,
                    periods.values().stream()
                            .map(Period::to)
                            .max(Comparator.naturalOrder())
                            .orElseThrow());
            int index = 4;
            for (Map.Entry<String, Period> entry : periods.entrySet()) {
                select.setString(index++, entry.getKey());
                select.setObject(index++, entry.getValue().from());
                select.setObject(index++, entry.getValue().to());
            }
            select.setInt(index, PendingFacts.MOST_DAYS);
            return pending(select);
        }
    }

    private static List<PendingFacts> pending(PreparedStatement select) throws SQLException {
        List<PendingFacts> pending = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String kind = rows.getString(1);
                String currency = rows.getString(2);
                List<LocalDate> days = new ArrayList<>();
                boolean same = !pending.isEmpty()
                        && pending.getLast().kind().equals(kind)
                        && pending.getLast().currency().equals(currency);
                if (same) {
                    days.addAll(pending.removeLast().firstDays());
                }
                days.add(rows.getDate(3).toLocalDate());
                pending.add(new PendingFacts(kind, currency, rows.getLong(4), rows.getLong(5), days));
            }
        }
        return List.copyOf(pending);
    }
}
