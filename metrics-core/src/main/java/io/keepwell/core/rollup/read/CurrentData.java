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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
        return database.transaction(connection -> CellSelect.of(request).cells(connection));
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
        return database.transaction(connection -> PendingSelect.pending(connection, periods, sliceKeys));
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
