package io.keepwell.core.metric.query;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.drill.DrillRange;
import io.keepwell.core.metric.drill.DrillReader;
import io.keepwell.core.rollup.cell.UserDictionary;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
    private final AsOfDataFactory computed;
    private final RefreshStatus refreshStatus;
    private final Settings settings;
    private final Clock clock;

    public MetricQueries(
            MetricCatalogue catalogue,
            Database database,
            SliceDictionary slices,
            CustomValueDictionary customValues,
            UserDictionary users,
            CurrentData stored,
            AsOfDataFactory computed,
            RefreshStatus refreshStatus,
            Settings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.database = database;
        this.slices = slices;
        this.customValues = customValues;
        this.users = users;
        this.stored = stored;
        this.computed = computed;
        this.refreshStatus = refreshStatus;
        this.settings = settings;
        this.clock = clock;
    }

    /// One figure for each of the query's periods, in their order.
    ///
    /// A period that lies wholly before all data, or is wholly yet to come, has no figure, which says so.
    ///
    /// @throws InvalidQueryException where metric, definition, slice or custom value don't exist, or the moment
    ///     is yet to come
    public List<MetricValue> answer(MetricQuery query) {
        return answer(List.of(query)).getFirst();
    }

    /// Several queries from one reading of the cells, so that all of them tell of the same moment. For
    /// each query, in order, one figure for each of its periods.
    ///
    /// @param queries all as of now, or all as of the same moment
    /// @throws InvalidQueryException as for one query
    public List<List<MetricValue>> answer(List<MetricQuery> queries) {
        return answer(queries, QueryBudget.UNBOUNDED);
    }

    /// As `answer`, within a budget.
    ///
    /// @throws InvalidQueryException also where there are more figures than it lets be
    /// @throws QueryBudget.GivenUpException where nobody waits any more
    public List<List<MetricValue>> answer(List<MetricQuery> queries, QueryBudget budget) {
        QueryContext context = context(queries, budget);
        budget.refuseMore(
                queries.stream().mapToLong(query -> query.periods().size()).sum(), "by");
        List<ResolvedQuery> asked = queries.stream().map(context::check).toList();
        SliceMeasures measures = measures(context, asked);
        return asked.stream()
                .map(each -> each.figures(measures, each.query().slice()))
                .toList();
    }

    /// The figure of the query's first period as of two moments. What is distinguished may be known
    /// at one of them only: of a feature that was new since then there was nothing.
    ///
    /// @param earlier and `later` are empty for now
    /// @throws InvalidQueryException as for `answer`
    public List<MetricValue> answer(
            MetricQuery query, Optional<Instant> earlier, Optional<Instant> later, QueryBudget budget) {
        List<QueryContext> both = Stream.of(earlier, later)
                .map(moment -> context(List.of(query.asOf(moment)), budget))
                .toList();
        List<MetricData> known = both.stream().map(QueryContext::data).toList();
        return both.stream()
                .map(context -> {
                    ResolvedQuery asked = context.withCustomValuesOf(known).check(query);
                    return asked.figure(
                            measures(context, List.of(asked)),
                            query.slice(),
                            query.periods().getFirst());
                })
                .toList();
    }

    /// All definitions of the query's metric side by side, for its first period; where a custom value is
    /// asked about, those that are distinguished as the query's own definition is: by themes, and not by
    /// channels. Where none is, the query's own definition doesn't matter.
    ///
    /// @throws InvalidQueryException as for `answer`
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

    /// The query's first period, broken down by a dimension: one figure for each value that any cell has, by
    /// value.
    ///
    /// @throws InvalidQueryException as for `answer`
    public SortedMap<String, MetricValue> byDimension(MetricQuery query, Dimension dimension) {
        return byDimension(query, dimension, QueryBudget.UNBOUNDED);
    }

    /// As `byDimension`, within a budget.
    ///
    /// @throws InvalidQueryException also where there are more figures than it lets be
    /// @throws QueryBudget.GivenUpException where nobody waits any more
    public SortedMap<String, MetricValue> byDimension(MetricQuery query, Dimension dimension, QueryBudget budget) {
        QueryContext context = context(List.of(query), budget);
        ResolvedQuery asked = context.check(query);
        SliceMeasures measures = measures(context, List.of(asked));
        SortedMap<String, MetricValue> figures = new TreeMap<>();
        SortedSet<String> values = measures.values(dimension, query.slice(), asked.measures());
        budget.refuseMore(values.size(), "break_down_by");
        for (String value : values) {
            Slice slice = query.slice().with(dimension, value);
            figures.put(value, asked.figure(measures, slice, query.periods().getFirst()));
        }
        return figures;
    }

    /// The query's figures broken down by a dimension: one for each of the values that its figure of the
    /// first period rests on most, and all others together as one slice.
    ///
    /// @param top how many values by themselves, at least one
    /// @throws InvalidQueryException as for `answer`
    public Breakdown byDimension(MetricQuery query, Dimension dimension, int top) {
        return byDimension(query, dimension, top, QueryBudget.UNBOUNDED);
    }

    /// As `byDimension`, within a budget.
    ///
    /// @throws InvalidQueryException also where there are more figures than it lets be
    /// @throws QueryBudget.GivenUpException where nobody waits any more
    public Breakdown byDimension(MetricQuery query, Dimension dimension, int top, QueryBudget budget) {
        if (top < 1) {
            throw new InvalidQueryException("top", "'top' is at least 1, not " + top + ".");
        }
        QueryContext context = context(List.of(query), budget);
        ResolvedQuery asked = context.check(query);
        SliceMeasures measures = measures(context, List.of(asked));
        return Breakdown.of(asked, measures, dimension, top);
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
        MetricData data = data(figure.recalled() ? Optional.of(figure.asOf()) : Optional.empty());
        return new DrillReader(database, slices, users, data, figure.currency());
    }

    /// What can be asked about where figures are broken down by a custom value, by name.
    ///
    /// @param asOf empty for now
    /// @throws InvalidQueryException where the moment is yet to come
    public SortedSet<String> customValues(CustomDimension dimension, Optional<Instant> asOf) {
        InvalidQueryException.refuseFuture(asOf, clock.instant());
        return QueryContext.valid(dimension, List.of(data(asOf)));
    }

    /// Until when received events are in the figures; empty where none ever came in.
    public Optional<Instant> newestEvent() {
        return refreshStatus.refreshedUntil();
    }

    /// @param queries about the same moment of knowing
    private QueryContext context(List<MetricQuery> queries, QueryBudget budget) {
        Set<Optional<Instant>> moments = queries.stream().map(MetricQuery::asOf).collect(Collectors.toSet());
        if (moments.size() != 1) {
            throw new IllegalArgumentException("queries asked at once are about one moment, not " + moments.size());
        }
        Optional<Instant> asOf = moments.iterator().next();
        Instant now = clock.instant();
        InvalidQueryException.refuseFuture(asOf, now);
        Firm firm = settings.firm();
        MetricData data = data(asOf);
        return new QueryContext(
                catalogue,
                slices,
                data,
                firm,
                asOf.or(refreshStatus::refreshedUntil).orElse(now),
                asOf.isPresent(),
                firm.zone().dayOf(asOf.orElse(now)),
                List.of(data),
                new HashSet<>(),
                budget);
    }

    private SliceMeasures measures(QueryContext context, List<ResolvedQuery> asked) {
        return new SliceMeasures(
                context.data(),
                slices,
                customValues,
                asked.stream()
                        .map(each -> each.metric()
                                .cells(
                                        each.definition().id(),
                                        each.query().periods(),
                                        each.query().slice(),
                                        context.today()))
                        .reduce(CellRequest::and)
                        .orElseThrow(),
                context.today());
    }

    private MetricData data(Optional<Instant> asOf) {
        return asOf.isPresent() ? computed.asOf(asOf) : stored;
    }
}
