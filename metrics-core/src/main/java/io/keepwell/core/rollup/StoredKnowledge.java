package io.keepwell.core.rollup;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.LedgerEntry;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.ledger.Quantity;
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
public final class StoredKnowledge implements Knowledge {
    private final Database database;
    private final SliceDictionary slices;
    private final LedgerReader ledger;
    private final HealthSettings health;
    private final Settings settings;

    public StoredKnowledge(
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
        TOTAL("min(%s)", "cast(sum(amount) as signed)", "null", "group by quantity, slice, detail");

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

    /// Some quantities' cells of one table.
    ///
    /// @param slice of whose leaves alone they are
    private record CellPart(
            String table,
            String day,
            Set<Quantity> quantities,
            Slice slice,
            List<CellRanges.Range> ranges,
            Reading reading) {
        String sql() {
            // index: primary (quantity, day or month, slice, detail)
            return """
                    select quantity, %s, slice, detail, %s, %s
                    from %s
                    where quantity in %s
                    and (%s)
                    %s
                    %s""".formatted(
                    reading.day.formatted(day),
                    reading.amount,
                    reading.members,
                    table,
                    InList.codes(quantities),
                    ranges.stream().map(_ -> day + " >= ? and " + day + " < ?").collect(Collectors.joining(" or ")),
                    leaves(),
                    reading.grouping);
        }

        private String leaves() {
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
        Map<Alike, Set<Quantity>> quantitiesOf = new LinkedHashMap<>();
        request.boundaries()
                .forEach((quantity, boundaries) -> quantitiesOf
                        .computeIfAbsent(
                                new Alike(
                                        boundaries,
                                        request.readsMembers(quantity) ? Reading.WHOLE : Reading.AMOUNT,
                                        request.readsEverywhere(quantity) ? Slice.WHOLE : request.slice()),
                                _ -> new TreeSet<>())
                        .add(quantity));
        List<CellPart> parts = new ArrayList<>();
        quantitiesOf.forEach((alike, quantities) -> {
            if (alike.reading() == Reading.WHOLE) {
                add(
                        quantities,
                        alike.slice(),
                        CellRanges.of(CellRanges.BEGINNING, alike.boundaries()),
                        Reading.WHOLE,
                        parts);
            } else {
                // No period is within the time before the first boundary, so that its total is enough.
                LocalDate first = alike.boundaries().first();
                add(
                        quantities,
                        alike.slice(),
                        CellRanges.of(CellRanges.BEGINNING, alike.boundaries().headSet(first.plusDays(1))),
                        Reading.TOTAL,
                        parts);
                add(quantities, alike.slice(), CellRanges.of(first, alike.boundaries()), Reading.AMOUNT, parts);
            }
        });
        return parts;
    }

    private static void add(
            Set<Quantity> quantities, Slice slice, CellRanges ranges, Reading reading, List<CellPart> parts) {
        if (!ranges.months().isEmpty()) {
            parts.add(new CellPart("cell_month", "month", quantities, slice, ranges.months(), reading));
        }
        if (!ranges.days().isEmpty()) {
            parts.add(new CellPart("cell_day", "day", quantities, slice, ranges.days(), reading));
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
                            "select quantity, " + dayColumn + ", slice, detail, amount, members from " + table);
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
    public List<LedgerEntry> entries(Set<Quantity> quantities, LocalDate from, LocalDate to) {
        return ledger.entries(quantities, from, to);
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
    public LatestAnswers latestAnswers(LatestAnswers.Asked asked, LocalDate from, LocalDate to) {
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
    public SortedSet<String> details(Set<Quantity> quantities) {
        return database.transaction(connection -> {
            // index: primary (quantity, month, slice, detail)
            String sql = """
                    select d.name
                    from (select distinct detail from cell_month where quantity in %s) told
                    join detail d on d.detail = told.detail
                    """.formatted(InList.codes(quantities));
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
    public List<HeldBack> heldBack(Map<String, Period> periods, Slice slice) {
        Set<Integer> leaves = slice.isWhole() ? Set.of() : slices.numbersIn(slice);
        if (periods.isEmpty() || (!slice.isWhole() && leaves.isEmpty())) {
            return List.of();
        }
        // index: entry_day
        String sql = """
                select kind, currency, day, entries, days
                from (
                    select d.name as kind, e.item as currency, e.day, sum(count(*)) over money as entries,
                        count(*) over money as days, row_number() over (money order by e.day) as place
                    from ledger_entry e
                    join detail d on d.detail = e.detail
                    where e.quantity = ?
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
                                : leaves.stream()
                                        .map(leaf -> Integer.toString(leaf))
                                        .collect(Collectors.joining(", ", "and e.slice in (", ")")));
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(1, Quantity.HELD_BACK.code());
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
                select.setInt(index, HeldBack.MOST_DAYS);
                return heldBack(select);
            }
        });
    }

    private static List<HeldBack> heldBack(PreparedStatement select) throws SQLException {
        List<HeldBack> heldBack = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String kind = rows.getString(1);
                String currency = rows.getString(2);
                List<LocalDate> days = new ArrayList<>();
                boolean same = !heldBack.isEmpty()
                        && heldBack.getLast().kind().equals(kind)
                        && heldBack.getLast().currency().equals(currency);
                if (same) {
                    days.addAll(heldBack.removeLast().firstDays());
                }
                days.add(rows.getDate(3).toLocalDate());
                heldBack.add(new HeldBack(kind, currency, rows.getLong(4), rows.getLong(5), days));
            }
        }
        return List.copyOf(heldBack);
    }

    @Override
    public Map<Quantity, LocalDate> firstDays(Set<Quantity> quantities) {
        return database.transaction(connection -> {
            // index: primary (quantity, day, slice, detail), one dive for each quantity
            String sql = "select quantity, min(day) from cell_day where quantity in " + InList.codes(quantities)
                    + " group by quantity";
            Map<Quantity, LocalDate> days = new EnumMap<>(Quantity.class);
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.put(
                            Coded.of(Quantity.class, rows.getInt(1)),
                            rows.getDate(2).toLocalDate());
                }
            }
            return days;
        });
    }
}
