package io.keepwell.deploy.check;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.RecomputedCells;
import io.keepwell.core.rollup.refresh.MovedDays;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.rollup.refresh.StoredZoneRules;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ZoneRulesVersion;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks on live data that what is stored keeps its promises.
public final class Doctor {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MONTHS_LISTED = 3;
    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final SliceDictionary slices;
    private final AsOfDataFactory computed;
    private final CurrentData stored;
    private final RefreshStatus refreshStatus;
    private final Settings settings;
    private final MetricCatalogue catalogue;
    private final MetricQueries figures;
    private final MovedDays movedDays;
    private final StoredZoneRules zoneRules;
    private final Clock clock;

    /// @param context with the core's beans
    public Doctor(ApplicationContext context) {
        this.database = context.getBean(Database.class);
        this.slices = context.getBean(SliceDictionary.class);
        this.computed = context.getBean(AsOfDataFactory.class);
        this.stored = context.getBean(CurrentData.class);
        this.refreshStatus = context.getBean(RefreshStatus.class);
        this.settings = context.getBean(Settings.class);
        this.catalogue = context.getBean(MetricCatalogue.class);
        this.figures = context.getBean(MetricQueries.class);
        this.movedDays = context.getBean(MovedDays.class);
        this.zoneRules = context.getBean(StoredZoneRules.class);
        this.clock = context.getBean(Clock.class);
    }

    /// What a check found.
    ///
    /// @param problems empty where all is well
    /// @param warnings what is well, but should be looked at
    public record Finding(String check, String seen, List<String> problems, List<String> warnings) {
        public Finding {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }

        Finding(String check, String seen, List<String> problems) {
            this(check, seen, problems, List.of());
        }

        public boolean isWell() {
            return problems.isEmpty();
        }
    }

    /// Runs all checks.
    public List<Finding> examine() {
        return List.of(changeLog(), orphans(), days(), cells(), movements(), lists());
    }

    private Finding changeLog() {
        Optional<Instant> oldest = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select min(logged_at) from change_log");
                    ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.ofNullable(rows.getTimestamp(1)).map(moment -> moment.toInstant())
                        : Optional.empty();
            }
        });
        List<String> problems = oldest.filter(
                        moment -> moment.isBefore(clock.instant().minus(LONGEST_WAIT)))
                .map(moment -> List.of("A change waits since " + moment + ": no refresher works on this database."))
                .orElse(List.of());
        return new Finding("changes are refreshed", refreshStatus.waiting() + " wait", problems);
    }

    private Finding orphans() {
        List<String> problems = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            long orphans = count("select count(*) from " + table.table()
                    + " f left join account a on a.account = f.account where f.account <> 0 and a.account is null");
            if (orphans > 0) {
                problems.add(table.table() + " has " + orphans + " facts about accounts that don't exist.");
            }
        }
        return new Finding("facts are about accounts", count("select count(*) from account") + " accounts", problems);
    }

    private Finding days() {
        StoredZoneRules.Rules rules = zoneRules.rules();
        List<String> problems = movedDays.find().stream()
                .map(kind -> kind + " belong to another day in "
                        + settings.firm().zone().id() + " by the rules of time zones in use, "
                        + rules.inUse().name() + ": see `keepwell firm days`.")
                .toList();
        String seen = "rules of time zones " + rules.inUse().name() + ", stored by "
                + rules.stored().map(ZoneRulesVersion::name).orElse("unknown ones");
        return new Finding("events are at their days", seen, problems, rules.warnings());
    }

    /// Recounts while nothing changes; starts over where something did.
    private Finding cells() {
        for (int attempt = 1; ; attempt++) {
            Optional<Instant> before = refreshStatus.refreshedUntil();
            RecomputedCells recount = computed.recount();
            List<String> problems = new ArrayList<>();
            compare("day", stored.dayCells(), recount.dayCells(), problems);
            compare("month", stored.monthCells(), recount.monthCells(), problems);
            boolean still = refreshStatus.waiting() == 0 && before.equals(refreshStatus.refreshedUntil());
            if (problems.isEmpty() || still || attempt == MOST_ATTEMPTS) {
                return new Finding("cells equal a recount", recount.dayCells().size() + " cells", problems);
            }
        }
    }

    private static void compare(String grain, List<Cell> kept, List<Cell> recounted, List<String> problems) {
        if (kept.equals(recounted)) {
            return;
        }
        Set<Cell> surplus = new HashSet<>(kept);
        recounted.forEach(surplus::remove);
        Set<Cell> missing = new HashSet<>(recounted);
        kept.forEach(missing::remove);
        problems.add(
                surplus.size() + " cells of a " + grain + " are kept that a recount doesn't give, and " + missing.size()
                        + " are missing; the first: "
                        + surplus.stream()
                                .findFirst()
                                .or(() -> missing.stream().findFirst())
                                .map(Cell::toString)
                                .orElse("their order"));
    }

    /// opening + movements = closing, for the firm and every value of every dimension: both ends come
    /// from the balances of accounts, the movements from cells.
    private Finding movements() {
        List<String> problems = new ArrayList<>();
        int checked = 0;
        LocalDate today = settings.firm().zone().today(clock);
        Period month = Period.of(Grain.MONTH, today).previous();
        for (Slice slice : everySlice()) {
            MetricValue mrr = figure("revenue.mrr", "subscriptions", month, slice);
            unreconciled(mrr, figures.list(mrr, 0)).ifPresent(problems::add);
            unbalanced(mrr).ifPresent(problems::add);
            checked++;
        }
        return new Finding("opening and movements give closing", checked + " slices", problems);
    }

    /// What is wrong where opening + movements isn't closing, or where one of both ends is missing.
    static Optional<String> unbalanced(MetricValue mrr) {
        Optional<Term> opening = mrr.calculation().term(TermId.OPENING);
        Optional<Term> closing = mrr.calculation().term(TermId.CLOSING);
        String where = "MRR of " + (mrr.slice().isWhole() ? "the firm" : mrr.slice()) + " in " + mrr.period() + ": ";
        if (opening.isEmpty() || closing.isEmpty()) {
            return Optional.of(where + "the formula lacks " + (opening.isEmpty() ? TermId.OPENING : TermId.CLOSING));
        }
        BigDecimal sum = opening.get().amount();
        for (Term term : mrr.calculation().terms()) {
            sum = sum.add(term.id()
                    .movement()
                    .map(kind -> term.amount().multiply(BigDecimal.valueOf(kind.sign())))
                    .orElse(BigDecimal.ZERO));
        }
        return sum.compareTo(closing.get().amount()) == 0
                ? Optional.empty()
                : Optional.of(where + sum + " ≠ " + closing.get().amount());
    }

    private List<Slice> everySlice() {
        List<Slice> all = new ArrayList<>(List.of(Slice.WHOLE));
        for (Dimension dimension : Dimension.ALL) {
            slices.values(dimension).forEach(value -> all.add(Slice.of(dimension, value)));
        }
        return all;
    }

    private Finding lists() {
        List<String> problems = new ArrayList<>();
        int checked = 0;
        LocalDate today = settings.firm().zone().today(clock);
        Period month = Period.of(Grain.MONTH, today);
        for (int i = 0; i < MONTHS_LISTED; i++) {
            month = month.previous();
            for (Metric metric : catalogue.all()) {
                for (Definition definition : metric.info().definitions()) {
                    MetricValue figure =
                            figure(metric.info().id().id(), definition.id().id(), month, Slice.WHOLE);
                    unreconciled(figure, figures.list(figure, 0)).ifPresent(problems::add);
                    checked++;
                }
            }
        }
        return new Finding("lists add up to their figures", checked + " figures", problems);
    }

    private MetricValue figure(String metric, String definition, Period period, Slice slice) {
        Metric known = catalogue.find(metric).orElseThrow();
        return figures.answer(new MetricQuery(
                        known.info().id(),
                        known.info().definition(definition).orElseThrow().id(),
                        List.of(period),
                        slice,
                        Optional.empty()))
                .getFirst();
    }

    /// What is wrong where the rows behind a figure don't add up to a term of its formula.
    static Optional<String> unreconciled(MetricValue figure, DrillRows list) {
        return figure.reconcile(list)
                .problem()
                .map(problem -> figure.metric().id() + " " + figure.definition().id() + " in " + figure.period() + " "
                        + figure.slice() + ": " + problem + ".");
    }

    private long count(String sql) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
