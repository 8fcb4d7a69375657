package io.keepwell.ingestion.query;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.cohort.Lifetimes;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.metric.query.QueryBudget;
import io.keepwell.core.metric.query.Warnings;
import io.keepwell.core.metric.revision.Revisions;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.ingestion.admission.CallAnswers;
import io.keepwell.ingestion.admission.Quotas;
import io.keepwell.ingestion.admission.StrictRequests;
import io.keepwell.ingestion.security.PartnerInterceptor;
import io.keepwell.query.v1.CompareDefinitionsRequest;
import io.keepwell.query.v1.CompareDefinitionsResponse;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.ExplainRevisionResponse;
import io.keepwell.query.v1.ListMetricsRequest;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricQueryServiceGrpc;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QueryCohortsResponse;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.query.v1.QueryMetricResponse;
import io.keepwell.query.v1.QuerySurvivalRequest;
import io.keepwell.query.v1.QuerySurvivalResponse;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers with figures over gRPC.
@Singleton
final class MetricQueryEndpoint implements BindableService {
    private static final int MOST_FIGURES = 5_000;
    private static final int MOST_LISTS = 500;
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_ROWS_OF_ALL = 100_000;
    private static final int USUAL_MONTHS = 12;
    private static final QueryBudget ALLOWANCE = new QueryBudget(MOST_FIGURES, MetricQueryEndpoint::isGivenUp);

    private final MetricCatalogue catalogue;
    private final MetricQueries figures;
    private final Revisions revisions;
    private final Lifetimes lifetimes;
    private final Warnings warnings;
    private final Settings settings;
    private final Quotas quotas;

    MetricQueryEndpoint(
            MetricCatalogue catalogue,
            MetricQueries figures,
            Revisions revisions,
            Lifetimes lifetimes,
            Warnings warnings,
            Settings settings,
            Quotas quotas) {
        this.catalogue = catalogue;
        this.figures = figures;
        this.revisions = revisions;
        this.lifetimes = lifetimes;
        this.warnings = warnings;
        this.settings = settings;
        this.quotas = quotas;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return StrictRequests.of(new Service().bindService());
    }

    private final class Service extends MetricQueryServiceGrpc.MetricQueryServiceImplBase {
        @Override
        public void listMetrics(ListMetricsRequest request, StreamObserver<ListMetricsResponse> observer) {
            CallAnswers.answer(observer, MetricQueryEndpoint.this::list);
        }

        @Override
        public void queryMetric(QueryMetricRequest request, StreamObserver<QueryMetricResponse> observer) {
            answer(observer, () -> query(request));
        }

        @Override
        public void compareDefinitions(
                CompareDefinitionsRequest request, StreamObserver<CompareDefinitionsResponse> observer) {
            answer(observer, () -> compare(request));
        }

        @Override
        public void explainRevision(ExplainRevisionRequest request, StreamObserver<ExplainRevisionResponse> observer) {
            answer(observer, () -> revision(request));
        }

        @Override
        public void queryCohorts(QueryCohortsRequest request, StreamObserver<QueryCohortsResponse> observer) {
            answer(observer, () -> cohorts(request));
        }

        @Override
        public void querySurvival(QuerySurvivalRequest request, StreamObserver<QuerySurvivalResponse> observer) {
            answer(observer, () -> survival(request));
        }
    }

    /// Answers a query, of which a key may have only some under way at once.
    private <A> void answer(StreamObserver<A> observer, Supplier<A> work) {
        CallAnswers.answer(observer, () -> {
            try (Quotas.OpenSlot _ = quotas.openQuery(PartnerInterceptor.require(Scope.QUERY))) {
                return work.get();
            }
        });
    }

    private ListMetricsResponse list() {
        PartnerInterceptor.require(Scope.QUERY);
        return ListMetricsResponse.newBuilder()
                .addAllMetrics(catalogue.all().stream()
                        .map(metric -> MetricMessages.description(
                                metric, detail -> figures.customValues(detail, Optional.empty())))
                        .toList())
                .addAllAnalyses(
                        Analysis.ALL.stream().map(MetricMessages::analysis).toList())
                .build();
    }

    private QueryMetricResponse query(QueryMetricRequest request) {
        Metric metric = catalogue.get(request.getMetric());
        List<Period> periods = QueryFields.periods(
                request.getFrom(),
                request.getTo(),
                request.getBy(),
                request.getRolling(),
                () -> settings.policies().calendar());
        List<MetricQuery> queries =
                QueryFields.definitions(metric, request.getDefinition(), QueryFields.detail(request.getCustomValue()))
                        .stream()
                        .map(definition -> new MetricQuery(
                                metric.info().id(),
                                definition.id(),
                                periods,
                                QueryFields.slice(request.getSliceMap()),
                                QueryFields.detail(request.getCustomValue()),
                                QueryFields.asOf(request.getAsOf())))
                        .toList();
        if (request.getTop() != 0 && request.getBreakDownBy().isEmpty()) {
            throw new InvalidQueryException(
                    "top", "'top' is about the values of a dimension: it goes with 'break_down_by'.");
        }
        if (request.getExplain()) {
            refuseMoreLists((long) queries.size() * periods.size());
        }
        List<MetricValue> answers = request.getBreakDownBy().isEmpty()
                ? figures.answer(queries, ALLOWANCE).stream()
                        .flatMap(List::stream)
                        .toList()
                : cut(request, queries);
        return QueryMetricResponse.newBuilder()
                .addAllValues(
                        request.getExplain()
                                ? explained(answers)
                                : answers.stream().map(MetricMessages::figure).toList())
                .build();
    }

    private List<MetricValue> cut(QueryMetricRequest request, List<MetricQuery> queries) {
        if (!request.getBy().isEmpty()) {
            throw new InvalidQueryException(
                    "break_down_by", "'break_down_by' is about the whole period: it goes without 'by'.");
        }
        Dimension dimension = QueryFields.dimension("break_down_by", request.getBreakDownBy());
        List<MetricValue> answers = new ArrayList<>();
        for (MetricQuery query : queries) {
            answers.addAll(
                    request.getTop() == 0
                            ? figures.byDimension(query, dimension, ALLOWANCE).values()
                            : figures.byDimension(query, dimension, request.getTop(), ALLOWANCE)
                                    .figures(0));
            ALLOWANCE.refuseMore(answers.size(), "break_down_by");
        }
        return answers;
    }

    /// The figures with their lists, which take more work and room than the figures themselves.
    private List<io.keepwell.query.v1.MetricValue> explained(List<MetricValue> answers) {
        refuseMoreLists(answers.size());
        List<io.keepwell.query.v1.MetricValue> explained = new ArrayList<>();
        long rows = 0;
        for (MetricValue figure : answers) {
            ALLOWANCE.check();
            DrillRows list = figures.list(figure, MOST_ROWS);
            rows += list.rows().size();
            if (rows > MOST_ROWS_OF_ALL) {
                throw new InvalidQueryException(
                        "explain",
                        "The lists of an answer have at most " + ValueFormat.count(MOST_ROWS_OF_ALL)
                                + " rows together. Ask for fewer figures at once, or without 'explain'.");
            }
            explained.add(MetricMessages.explained(figure, list, warnings.about(figure)));
        }
        return explained;
    }

    private static void refuseMoreLists(long lists) {
        if (lists > MOST_LISTS) {
            throw new InvalidQueryException(
                    "explain",
                    "At most " + MOST_LISTS + " figures are explained at once, not " + ValueFormat.count(lists)
                            + ". Ask for fewer, or without 'explain'.");
        }
    }

    /// Whether the call that is being served was cancelled or has passed its deadline.
    private static boolean isGivenUp() {
        return Context.current().isCancelled();
    }

    private CompareDefinitionsResponse compare(CompareDefinitionsRequest request) {
        Metric metric = catalogue.get(request.getMetric());
        MetricQuery query = new MetricQuery(
                metric.info().id(),
                metric.info().defaultDefinition().id(),
                List.of(QueryFields.period(request.getFrom(), request.getTo())),
                QueryFields.slice(request.getSliceMap()),
                QueryFields.detail(request.getCustomValue()),
                QueryFields.asOf(request.getAsOf()));
        return MetricMessages.comparison(figures.compare(query));
    }

    private ExplainRevisionResponse revision(ExplainRevisionRequest request) {
        Metric metric = catalogue.get(request.getMetric());
        List<Definition> definitions =
                QueryFields.definitions(metric, request.getDefinition(), QueryFields.detail(request.getCustomValue()));
        if (definitions.size() > 1) {
            throw new InvalidQueryException("definition", "A revision is explained for one definition at a time.");
        }
        MetricQuery query = new MetricQuery(
                metric.info().id(),
                definitions.getFirst().id(),
                List.of(QueryFields.period(request.getFrom(), request.getTo())),
                QueryFields.slice(request.getSliceMap()),
                QueryFields.detail(request.getCustomValue()),
                QueryFields.asOf(request.getAsOf()));
        return MetricMessages.revision(
                revisions.since(query, QueryFields.moment("since", request.getSince()), ALLOWANCE));
    }

    private QueryCohortsResponse cohorts(QueryCohortsRequest request) {
        return LifetimeMessages.cohorts(lifetimes.cohorts(
                QueryFields.month("from", request.getFrom()),
                QueryFields.month("to", request.getTo()),
                request.getMonths() == 0 ? USUAL_MONTHS : request.getMonths(),
                QueryFields.slice(request.getSliceMap()),
                QueryFields.asOf(request.getAsOf())));
    }

    private QuerySurvivalResponse survival(QuerySurvivalRequest request) {
        Period period = QueryFields.period(request.getFrom(), request.getTo());
        return LifetimeMessages.survival(lifetimes.survival(
                period,
                QueryFields.followedTo(request.getFollowedTo()),
                QueryFields.slice(request.getSliceMap()),
                QueryFields.asOf(request.getAsOf())));
    }
}
