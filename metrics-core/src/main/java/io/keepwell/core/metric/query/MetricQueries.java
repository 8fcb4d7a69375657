package io.keepwell.core.metric.query;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.drill.DrillRange;
import io.keepwell.core.metric.drill.DrillReader;
import io.keepwell.core.rollup.cell.UserDictionary;
import io.keepwell.core.rollup.read.AsOfData;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers queries with figures. Every channel asks here, so that all give the same figure.
@Singleton
public final class MetricQueries {
    private final MetricCatalogue catalogue;
    private final Database database;
    private final SliceDictionary slices;
    private final CustomValueDictionary customValues;
    private final UserDictionary users;
    private final CurrentData stored;
    private final AsOfData.Maker computed;
    private final Refresh refresh;
    private final Settings settings;
    private final Clock clock;

    public MetricQueries(
            MetricCatalogue catalogue,
            Database database,
            SliceDictionary slices,
            CustomValueDictionary customValues,
            UserDictionary users,
            CurrentData stored,
            AsOfData.Maker computed,
            Refresh refresh,
            Settings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.database = database;
        this.slices = slices;
        this.customValues = customValues;
        this.users = users;
        this.stored = stored;
        this.computed = computed;
        this.refresh = refresh;
        this.settings = settings;
        this.clock = clock;
    }

    /// One figure for each of the query's periods, in their order.
    ///
    /// A period that lies wholly before all data, or is wholly yet to come, has no figure, which says so.
    ///
    /// @throws BadQuestionException where metric, definition, slice or detail don't exist, or the moment
    ///     is yet to come
    public List<MetricValue> answer(MetricQuery query) {
        return answer(List.of(query)).getFirst();
    }

    /// Several queries from one reading of the cells, so that all of them tell of the same moment. For
    /// each query, in order, one figure for each of its periods.
    ///
    /// @param queries all as of now, or all as of the same moment
    /// @throws BadQuestionException as for one query
    public List<List<MetricValue>> answer(List<MetricQuery> queries) {
        return answer(queries, QueryBudget.UNBOUNDED);
    }

    /// As `answer`, within an allowance.
    ///
    /// @throws BadQuestionException also where there are more figures than it lets be
    /// @throws Allowance.GivenUpException where nobody waits any more
    public List<List<MetricValue>> answer(List<MetricQuery> queries, QueryBudget allowance) {
        Asking asking = asking(queries).within(allowance);
        allowance.refuseMore(
                queries.stream().mapToLong(query -> query.periods().size()).sum(), "by");
        List<Resolved> asked = queries.stream().map(asking::check).toList();
        SliceMeasures readings = readings(asking, asked);
        return asked.stream()
                .map(each -> each.figures(readings, each.query().slice()))
                .toList();
    }

    /// The figure of the query's first period as of two moments. What is distinguished may be known
    /// at one of them only: of a feature that was new since then there was nothing.
    ///
    /// @param earlier and `later` are empty for now
    /// @throws BadQuestionException as for `answer`
    public List<MetricValue> answer(
            MetricQuery query, Optional<Instant> earlier, Optional<Instant> later, QueryBudget allowance) {
        List<Asking> both = Stream.of(earlier, later)
                .map(moment -> asking(List.of(query.asOf(moment))).within(allowance))
                .toList();
        List<MetricData> known = both.stream().map(Asking::knowledge).toList();
        return both.stream()
                .map(asking -> {
                    Resolved asked = asking.withCustomValuesOf(known).check(query);
                    return asked.figure(
                            readings(asking, List.of(asked)),
                            query.slice(),
                            query.periods().getFirst());
                })
                .toList();
    }

    /// All definitions of the query's metric side by side, for its first period; where a custom value is
    /// asked about, those that are distinguished as the query's own definition is: by themes, and not by
    /// channels. Where none is, the query's own definition doesn't matter.
    ///
    /// @throws BadQuestionException as for `answer`
    public Comparison compare(MetricQuery query) {
        MetricInfo info = catalogue.get(query.metric()).info();
        Optional<String> customDimension = query.customValue()
                .flatMap(_ -> info.definition(query.definition().id()))
                .flatMap(Definition::customDimension)
                .map(CustomDimension::name);
        List<MetricQuery> queries = info.definitions(query.customValue()).stream()
                .filter(definition -> customDimension.isEmpty()
                        || definition
                                .customDimension()
                                .map(CustomDimension::name)
                                .equals(customDimension))
                .map(definition -> new MetricQuery(
                        query.metric(),
                        definition.id(),
                        query.periods().subList(0, 1),
                        query.slice(),
                        query.customValue(),
                        query.asOf()))
                .toList();
        return Comparison.of(answer(queries).stream().map(List::getFirst).toList());
    }

    /// The query's first period, cut by a dimension: one figure for each value that any cell has, by
    /// value.
    ///
    /// @throws BadQuestionException as for `answer`
    public SortedMap<String, MetricValue> byDimension(MetricQuery query, Dimension dimension) {
        return byDimension(query, dimension, QueryBudget.UNBOUNDED);
    }

    /// As `byDimension`, within an allowance.
    ///
    /// @throws BadQuestionException also where there are more figures than it lets be
    /// @throws Allowance.GivenUpException where nobody waits any more
    public SortedMap<String, MetricValue> byDimension(MetricQuery query, Dimension dimension, QueryBudget allowance) {
        Asking asking = asking(List.of(query)).within(allowance);
        Resolved asked = asking.check(query);
        SliceMeasures readings = readings(asking, List.of(asked));
        SortedMap<String, MetricValue> figures = new TreeMap<>();
        SortedSet<String> values = readings.values(dimension, query.slice(), asked.measures());
        allowance.refuseMore(values.size(), "break_down_by");
        for (String value : values) {
            Slice slice = query.slice().with(dimension, value);
            figures.put(value, asked.figure(readings, slice, query.periods().getFirst()));
        }
        return figures;
    }

    /// The query's figures cut by a dimension: one part for each of the values that its figure of the
    /// first period rests on most, and all others together as one slice.
    ///
    /// @param top how many values by themselves, at least one
    /// @throws BadQuestionException as for `answer`
    public Breakdown byDimension(MetricQuery query, Dimension dimension, int top) {
        return byDimension(query, dimension, top, QueryBudget.UNBOUNDED);
    }

    /// As `byDimension`, within an allowance.
    ///
    /// @throws BadQuestionException also where there are more figures than it lets be
    /// @throws Allowance.GivenUpException where nobody waits any more
    public Breakdown byDimension(MetricQuery query, Dimension dimension, int top, QueryBudget allowance) {
        if (top < 1) {
            throw new InvalidQueryException("top", "'top' is at least 1, not " + top + ".");
        }
        Asking asking = asking(List.of(query)).within(allowance);
        Resolved asked = asking.check(query);
        SliceMeasures readings = readings(asking, List.of(asked));
        Period first = query.periods().getFirst();
        record Ranked(String value, BigDecimal size) {}
        List<Ranked> ranked = readings.values(dimension, query.slice(), asked.measures()).stream()
                .map(value -> new Ranked(
                        value,
                        asked.figure(readings, query.slice().with(dimension, value), first)
                                .calculation()
                                .size()))
                .sorted(Comparator.comparing(Ranked::size).reversed().thenComparing(Ranked::value))
                .toList();
        List<String> largest = ranked.stream().limit(top).map(Ranked::value).toList();
        allowance.refuseMore((long) largest.size() * query.periods().size(), "top");
        List<Breakdown.Value> parts = largest.stream()
                .map(value -> new Breakdown.Value(
                        value, asked.figures(readings, query.slice().with(dimension, value))))
                .toList();
        int left = ranked.size() - parts.size();
        return new Breakdown(
                parts,
                left == 0
                        ? Optional.empty()
                        : Optional.of(new Breakdown.Others(
                                left, asked.figures(readings, query.slice().withOthersThan(dimension, largest)))));
    }

    /// The records behind a figure, the greatest amounts first.
    ///
    /// @param mostRows how many to list; all are in the total
    public DrillRows list(MetricValue figure, int mostRows) {
        return list(figure, DrillRange.first(mostRows));
    }

    /// The records behind a figure.
    ///
    /// @param range which of them to list; all are in the total
    public DrillRows list(MetricValue figure, DrillRange range) {
        return lists(figure).list(figure, range);
    }

    /// Every record behind a figure, one by one and in no particular order; none of them is held.
    ///
    /// @param taker makes what takes all rows, anew for each attempt to read them: only the last one made
    ///     took all of them
    /// @return what they come to; it lists none of them
    public DrillRows each(MetricValue figure, Supplier<? extends Consumer<DrillRows.Row>> taker) {
        return lists(figure).each(figure, taker);
    }

    private DrillReader lists(MetricValue figure) {
        MetricData knowledge = knowledge(figure.recalled() ? Optional.of(figure.asOf()) : Optional.empty());
        return new DrillReader(database, slices, users, knowledge, figure.currency());
    }

    /// What can be asked about where figures are broken down by a custom value, by name.
    ///
    /// @param asOf empty for now
    /// @throws BadQuestionException where the moment is yet to come
    public SortedSet<String> customValues(CustomDimension dimension, Optional<Instant> asOf) {
        InvalidQueryException.refuseFuture(asOf, clock.instant());
        return valid(dimension, List.of(knowledge(asOf)));
    }

    private static SortedSet<String> valid(CustomDimension dimension, List<MetricData> known) {
        SortedSet<String> valid = new TreeSet<>(dimension.always());
        known.forEach(each -> valid.addAll(each.customValues(dimension.measures())));
        return valid;
    }

    /// Until when received events are in the figures; empty where none ever came in.
    public Optional<Instant> newestEvent() {
        return refresh.refreshedUntil();
    }

    /// What all queries asked at once have in common.
    ///
    /// @param today the day of the moment as of which figures are asked for
    /// @param customValues what they know may be asked about
    /// @param known slices that were looked up already
    private record Asking(
            MetricQueries figures,
            MetricData knowledge,
            Firm firm,
            Instant asOf,
            boolean recalled,
            LocalDate today,
            List<MetricData> customValues,
            Set<Slice> known,
            QueryBudget allowance) {
        Asking withCustomValuesOf(List<MetricData> others) {
            return new Asking(figures, knowledge, firm, asOf, recalled, today, others, known, allowance);
        }

        Asking within(QueryBudget other) {
            return new Asking(figures, knowledge, firm, asOf, recalled, today, customValues, known, other);
        }

        Resolved check(MetricQuery query) {
            Metric metric = figures.catalogue.get(query.metric());
            Definition definition = definition(metric.info(), query.definition());
            if (!known.contains(query.slice())) {
                InvalidQueryException.refuseUnknown(query.slice(), figures.slices);
                known.add(query.slice());
            }
            query.customValue().ifPresent(customValue -> checkCustomValue(metric.info(), definition, customValue));
            return new Resolved(this, query, metric, definition);
        }

        private static Definition definition(MetricInfo info, DefinitionId id) {
            return info.definition(id.id())
                    .orElseThrow(() -> InvalidQueryException.noSuch(
                            "definition",
                            "definition of " + info.id(),
                            id.id(),
                            info.definitions().stream()
                                    .map(each -> each.id().id())
                                    .toList()));
        }

        private void checkCustomValue(MetricInfo info, Definition definition, String asked) {
            CustomDimension dimension =
                    definition.customDimension().orElseThrow(() -> withoutCustomDimension(info, definition, asked));
            SortedSet<String> valid = MetricQueries.valid(dimension, customValues);
            if (!valid.contains(asked)) {
                throw InvalidQueryException.noSuchAmongMany("custom_value", dimension.name(), asked, valid);
            }
        }

        private InvalidQueryException withoutCustomDimension(MetricInfo info, Definition definition, String asked) {
            String others = info.definitions().stream()
                    .flatMap(each -> each.customDimension().stream()
                            .map(dimension -> " By " + each.id() + " it can, of one " + dimension.name() + ": "
                                    + InvalidQueryException.listed(MetricQueries.valid(dimension, customValues)) + "."))
                    .collect(Collectors.joining());
            return new InvalidQueryException(
                    "custom_value",
                    info.id() + " by " + definition.id() + " can't be asked of '" + asked
                            + "': it has no custom dimension." + others);
        }
    }

    private record Resolved(Asking asking, MetricQuery query, Metric metric, Definition definition) {
        Set<Measure> measures() {
            return metric.measures(definition.id());
        }

        List<MetricValue> figures(SliceMeasures readings, Slice slice) {
            return query.periods().stream()
                    .map(period -> figure(readings, slice, period))
                    .toList();
        }

        MetricValue figure(SliceMeasures readings, Slice slice, Period period) {
            asking.allowance().check();
            MeasureReader ofPeriod = readings.of(slice, period, query.customValue(), measures());
            Calculation calculation = withSettings(metric.calculate(definition.id(), ofPeriod), readings, period);
            return new MetricValue(
                    metric.info().by(definition),
                    definition,
                    period,
                    slice,
                    query.customValue(),
                    asking.firm().currency(),
                    asking.asOf(),
                    asking.recalled(),
                    outsideOfData(readings, ofPeriod, calculation.outcome())
                            .map(calculation::unavailable)
                            .orElse(calculation));
        }

        /// With the settings that enter any figure of its kind: how long rates serve, where money may
        /// have been converted, and when fiscal years begin, where the period is one.
        private static Calculation withSettings(Calculation calculation, SliceMeasures readings, Period period) {
            Calculation all = calculation;
            if (all.terms().stream().anyMatch(term -> term.unit().isMoney()) && readings.hasRates()) {
                all = all.with(Calculations.setting(
                        "rate days",
                        "after its own for which an exchange rate serves where no newer one was reported",
                        BigDecimal.valueOf(readings.policies().rateDays()),
                        Unit.DAYS));
            }
            if (isYear(period) && period.from().getMonth() != Month.JANUARY) {
                Month begins = readings.policies().calendar().fiscalYearStart();
                if (period.from().getMonth() == begins) {
                    all = all.with(Calculations.setting(
                            "fiscal year",
                            "the month with which it begins",
                            BigDecimal.valueOf(begins.getValue()),
                            Unit.NUMBER));
                }
            }
            return all;
        }

        private static boolean isYear(Period period) {
            return period.wholeMonths().filter(months -> months == 12).isPresent();
        }

        /// Why there is no figure of the period, by whatever formula; empty where there may be one.
        ///
        /// @param outcome what the formula came to
        private Optional<Outcome.Unavailable> outsideOfData(
                SliceMeasures all, MeasureReader readings, Outcome outcome) {
            Period period = readings.period();
            if (period.from().isAfter(asking.today())) {
                return Optional.of(Calculations.noData("The period is yet to come: it begins "
                        + Calculations.on(period.from()) + ", and it is " + ValueFormat.day(asking.today()) + "."));
            }
            if (readings.hasData()) {
                return Optional.empty();
            }
            return all.firstDay(measures())
                    .map(first -> "The period lies before all data for this figure, which begins "
                            + Calculations.on(first) + ".")
                    .or(() -> noBase(outcome).map(why -> why + " " + nothingToMakeItOf()))
                    .map(Calculations::noData);
        }

        private String nothingToMakeItOf() {
            return "Nothing is known that this figure could be made of: no events of the kind "
                    + metric.madeOf(definition.id()).stream()
                            .map(table -> table.kind().replace('_', ' '))
                            .collect(Collectors.joining(" or "))
                    + " were reported.";
        }

        private static Optional<String> noBase(Outcome outcome) {
            return outcome instanceof Outcome.Unavailable(Outcome.Reason reason, String message)
                            && reason == Outcome.Reason.NO_BASE
                    ? Optional.of(message)
                    : Optional.empty();
        }
    }

    /// @param queries about the same moment of knowing
    private Asking asking(List<MetricQuery> queries) {
        Set<Optional<Instant>> moments = queries.stream().map(MetricQuery::asOf).collect(Collectors.toSet());
        if (moments.size() != 1) {
            throw new IllegalArgumentException("queries asked at once are about one moment, not " + moments.size());
        }
        Optional<Instant> asOf = moments.iterator().next();
        Instant now = clock.instant();
        InvalidQueryException.refuseFuture(asOf, now);
        Firm firm = settings.firm();
        MetricData knowledge = knowledge(asOf);
        return new Asking(
                this,
                knowledge,
                firm,
                asOf.or(refresh::refreshedUntil).orElse(now),
                asOf.isPresent(),
                firm.zone().dayOf(asOf.orElse(now)),
                List.of(knowledge),
                new HashSet<>(),
                QueryBudget.UNBOUNDED);
    }

    private SliceMeasures readings(Asking asking, List<Resolved> asked) {
        return new SliceMeasures(
                asking.knowledge(),
                slices,
                customValues,
                asked.stream()
                        .map(each -> each.metric()
                                .cells(
                                        each.definition().id(),
                                        each.query().periods(),
                                        each.query().slice()))
                        .reduce(CellRequest::and)
                        .orElseThrow());
    }

    private MetricData knowledge(Optional<Instant> asOf) {
        return asOf.isPresent() ? computed.asOf(asOf) : stored;
    }
}
