package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellStore;
import io.keepwell.core.rollup.cell.SlicedFacts;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is known now: cells and ledger as the refresher left them.
@Singleton
public final class CurrentData implements MetricData {
    private final Database database;
    private final SliceDictionary slices;
    private final LedgerReader ledger;
    private final HealthSettings health;
    private final Settings settings;

    public CurrentData(
            Database database, SliceDictionary slices, LedgerReader ledger, HealthSettings health, Settings settings) {
        this.settings = settings;
        this.database = database;
        this.slices = slices;
        this.ledger = ledger;
        this.health = health;
    }

    /// In one statement, so that all cells are of one moment.
    @Override
    public List<Cell> cells(CellRequest request) {
        List<CellPart> parts = parts(request);
        if (parts.isEmpty()) {
            return List.of();
        }
        String sql = parts.stream().map(CellPart::sql).collect(Collectors.joining("\nunion all\n"));
        return database.transaction(connection -> {
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
        });
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

    /// All cells of single days, in order: for holding them against a recount.
    public List<Cell> dayCells() {
        return all("cell_day", "day");
    }

    /// All cells of months, in order.
    public List<Cell> monthCells() {
        return all("cell_month", "month");
    }

    private List<Cell> all(String table, String dayColumn) {
        return database.transaction(connection -> {
            List<Cell> cells = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select measure, " + dayColumn + ", slice, custom_value, amount, members from " + table);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    cells.add(CellStore.cell(rows));
                }
            }
            cells.sort(Cell.ORDER);
            return List.copyOf(cells);
        });
    }

    @Override
    public List<MrrMovement> movements(LocalDate from, LocalDate to) {
        return ledger.movements(from, to);
    }

    @Override
    public List<MrrMovement> balances(LocalDate day) {
        return ledger.balances(day);
    }

    @Override
    public List<LedgerRow> entries(Set<Measure> measures, LocalDate from, LocalDate to) {
        return ledger.entries(measures, from, to);
    }

    @Override
    public <T extends Consumer<Answer>> T answers(LocalDate from, LocalDate to, Supplier<T> taker) {
        return database.transaction(connection -> {
            T answers = taker.get();
            SlicedFacts.between(
                    connection,
                    slices,
                    FactTables.SURVEY_ANSWER,
                    from,
                    to,
                    (stored, slice, _) -> answers.accept(new Answer(stored, slice)));
            return answers;
        });
    }

    @Override
    public LatestAnswers latestAnswers(LatestAnswers.Filter asked, LocalDate from, LocalDate to) {
        return database.transaction(connection -> {
            LatestAnswers answers = new LatestAnswers();
            SlicedFacts.some(
                    connection,
                    slices,
                    FactTables.SURVEY_ANSWER,
                    from,
                    to,
                    asked.condition(),
                    LatestAnswers.MOST + 1,
                    (stored, slice, _) -> answers.accept(new Answer(stored, slice)));
            return answers;
        });
    }

    @Override
    public Policies policies() {
        return settings.policies();
    }

    /// Where nobody is paid in other money there are none, else it soon finds one.
    @Override
    public boolean hasRates() {
        String currency = settings.firm().currency().code();
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select 1 from fact_exchange_rate where target_currency = ? limit 1")) {
                select.setString(1, currency);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Override
    public HealthModels healthModels() {
        return health.models(Optional.empty());
    }

    @Override
    public List<StoredFact<Feedback>> remarks(Collection<Integer> accounts) {
        return database.transaction(
                connection -> AccountFacts.read(connection, List.of(FactTables.FEEDBACK), accounts).values().stream()
                        .flatMap(facts -> facts.of(FactTables.FEEDBACK).stream())
                        .sorted(StoredFact.ORDER)
                        .toList());
    }

    @Override
    public SortedSet<String> customValues(Set<Measure> measures) {
        return database.transaction(connection -> {
            // index: primary (measure, month, slice, custom_value)
            String sql = """
                    select d.name
                    from (select distinct custom_value from cell_month where measure in %s) reported
                    join custom_value d on d.custom_value = reported.custom_value
                    """.formatted(InList.codes(measures));
            SortedSet<String> names = new TreeSet<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        });
    }

    /// Added up in the database, so that it takes no more rows than there are days to name.
    @Override
    public List<PendingFacts> pending(Map<String, Period> periods, Slice slice) {
        Set<Integer> sliceKeys = slice.isWhole() ? Set.of() : slices.numbersIn(slice);
        if (periods.isEmpty() || (!slice.isWhole() && sliceKeys.isEmpty())) {
            return List.of();
        }
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
                        slice.isWhole()
                                ? ""
                                : sliceKeys.stream()
                                        .map(sliceKey -> Integer.toString(sliceKey))
                                        .collect(Collectors.joining(", ", "and e.slice in (", ")")));
        return database.transaction(connection -> {
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
        });
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

    @Override
    public Map<Measure, LocalDate> firstDays(Set<Measure> measures) {
        return database.transaction(connection -> {
            // index: primary (measure, day, slice, custom_value), one dive for each measure
            String sql = "select measure, min(day) from cell_day where measure in " + InList.codes(measures)
                    + " group by measure";
            Map<Measure, LocalDate> days = new EnumMap<>(Measure.class);
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.put(
                            Coded.of(Measure.class, rows.getInt(1)),
                            rows.getDate(2).toLocalDate());
                }
            }
            return days;
        });
    }
}
