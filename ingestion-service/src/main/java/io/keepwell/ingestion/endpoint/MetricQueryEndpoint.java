package io.keepwell.ingestion.endpoint;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.metric.Allowance;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.BadQuestionException;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillList;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.Figures;
import io.keepwell.core.metric.Lifetimes;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.Question;
import io.keepwell.core.metric.Revisions;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.Warnings;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.query.v1.CompareDefinitionsRequest;
import io.keepwell.query.v1.CompareDefinitionsResponse;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.ExplainRevisionResponse;
import io.keepwell.query.v1.ListMetricsRequest;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricQueryServiceGrpc;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QueryCohortsResponse;
import io.keepwell.query.v1.QueryFiguresRequest;
import io.keepwell.query.v1.QueryFiguresResponse;
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
    private static final Allowance ALLOWANCE = new Allowance(MOST_FIGURES, MetricQueryEndpoint::isGivenUp);

    private final MetricCatalogue catalogue;
    private final Figures figures;
    private final Revisions revisions;
    private final Lifetimes lifetimes;
    private final Warnings warnings;
    private final Settings settings;
    private final Quotas quotas;

    MetricQueryEndpoint(
            MetricCatalogue catalogue,
            Figures figures,
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
            Answering.answer(observer, MetricQueryEndpoint.this::list);
        }

        @Override
        public void queryFigures(QueryFiguresRequest request, StreamObserver<QueryFiguresResponse> observer) {
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

    /// Answers a question, of which a key may have only some under way at once.
    private <A> void answer(StreamObserver<A> observer, Supplier<A> work) {
        Answering.answer(observer, () -> {
            try (Quotas.Place _ = quotas.openQuestion(PartnerInterceptor.require(Scope.QUERY))) {
                return work.get();
            }
        });
    }

    private ListMetricsResponse list() {
        PartnerInterceptor.require(Scope.QUERY);
        return ListMetricsResponse.newBuilder()
                .addAllMetrics(catalogue.all().stream()
                        .map(metric ->
                                FigureMessages.description(metric, detail -> figures.details(detail, Optional.empty())))
                        .toList())
                .addAllAnalyses(
                        Analysis.ALL.stream().map(FigureMessages::analysis).toList())
                .build();
    }

    private QueryFiguresResponse query(QueryFiguresRequest request) {
        Metric metric = catalogue.get(request.getMetric());
        List<Period> periods = QuestionFields.periods(
                request.getFrom(),
                request.getTo(),
                request.getBy(),
                request.getRolling(),
                () -> settings.policies().calendar());
        List<Question> questions =
                QuestionFields.definitions(metric, request.getDefinition(), QuestionFields.detail(request.getDetail()))
                        .stream()
                        .map(definition -> new Question(
                                metric.info().id(),
                                definition.id(),
                                periods,
                                QuestionFields.slice(request.getSliceMap()),
                                QuestionFields.detail(request.getDetail()),
                                QuestionFields.asKnownAt(request.getAsKnownAt())))
                        .toList();
        if (request.getTop() != 0 && request.getCutBy().isEmpty()) {
            throw new BadQuestionException("top", "'top' is about the values of a dimension: it goes with 'cut_by'.");
        }
        if (request.getExplain()) {
            refuseMoreLists((long) questions.size() * periods.size());
        }
        List<Figure> answers = request.getCutBy().isEmpty()
                ? figures.answer(questions, ALLOWANCE).stream()
                        .flatMap(List::stream)
                        .toList()
                : cut(request, questions);
        return QueryFiguresResponse.newBuilder()
                .addAllFigures(
                        request.getExplain()
                                ? explained(answers)
                                : answers.stream().map(FigureMessages::figure).toList())
                .build();
    }

    private List<Figure> cut(QueryFiguresRequest request, List<Question> questions) {
        if (!request.getBy().isEmpty()) {
            throw new BadQuestionException("cut_by", "'cut_by' is about the whole period: it goes without 'by'.");
        }
        Dimension dimension = QuestionFields.dimension("cut_by", request.getCutBy());
        List<Figure> answers = new ArrayList<>();
        for (Question question : questions) {
            answers.addAll(
                    request.getTop() == 0
                            ? figures.byDimension(question, dimension, ALLOWANCE)
                                    .values()
                            : figures.byDimension(question, dimension, request.getTop(), ALLOWANCE)
                                    .figures(0));
            ALLOWANCE.refuseMore(answers.size(), "cut_by");
        }
        return answers;
    }

    /// The figures with their lists, which take more work and room than the figures themselves.
    private List<io.keepwell.query.v1.Figure> explained(List<Figure> answers) {
        refuseMoreLists(answers.size());
        List<io.keepwell.query.v1.Figure> explained = new ArrayList<>();
        long rows = 0;
        for (Figure figure : answers) {
            ALLOWANCE.check();
            DrillList list = figures.list(figure, MOST_ROWS);
            rows += list.rows().size();
            if (rows > MOST_ROWS_OF_ALL) {
                throw new BadQuestionException(
                        "explain",
                        "The lists of an answer have at most " + ValueFormat.count(MOST_ROWS_OF_ALL)
                                + " rows together. Ask for fewer figures at once, or without 'explain'.");
            }
            explained.add(FigureMessages.explained(figure, list, warnings.about(figure)));
        }
        return explained;
    }

    private static void refuseMoreLists(long lists) {
        if (lists > MOST_LISTS) {
            throw new BadQuestionException(
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
        Question question = new Question(
                metric.info().id(),
                metric.info().defaultDefinition().id(),
                List.of(QuestionFields.period(request.getFrom(), request.getTo())),
                QuestionFields.slice(request.getSliceMap()),
                QuestionFields.detail(request.getDetail()),
                QuestionFields.asKnownAt(request.getAsKnownAt()));
        return FigureMessages.comparison(figures.compare(question));
    }

    private ExplainRevisionResponse revision(ExplainRevisionRequest request) {
        Metric metric = catalogue.get(request.getMetric());
        List<Definition> definitions =
                QuestionFields.definitions(metric, request.getDefinition(), QuestionFields.detail(request.getDetail()));
        if (definitions.size() > 1) {
            throw new BadQuestionException("definition", "A revision is explained for one definition at a time.");
        }
        Question question = new Question(
                metric.info().id(),
                definitions.getFirst().id(),
                List.of(QuestionFields.period(request.getFrom(), request.getTo())),
                QuestionFields.slice(request.getSliceMap()),
                QuestionFields.detail(request.getDetail()),
                QuestionFields.asKnownAt(request.getAsKnownAt()));
        return FigureMessages.revision(
                revisions.since(question, QuestionFields.moment("since", request.getSince()), ALLOWANCE));
    }

    private QueryCohortsResponse cohorts(QueryCohortsRequest request) {
        return LifetimeMessages.cohorts(lifetimes.cohorts(
                QuestionFields.month("from", request.getFrom()),
                QuestionFields.month("to", request.getTo()),
                request.getMonths() == 0 ? USUAL_MONTHS : request.getMonths(),
                QuestionFields.slice(request.getSliceMap()),
                QuestionFields.asKnownAt(request.getAsKnownAt())));
    }

    private QuerySurvivalResponse survival(QuerySurvivalRequest request) {
        Period period = QuestionFields.period(request.getFrom(), request.getTo());
        return LifetimeMessages.survival(lifetimes.survival(
                period,
                QuestionFields.followedTo(request.getFollowedTo()),
                QuestionFields.slice(request.getSliceMap()),
                QuestionFields.asKnownAt(request.getAsKnownAt())));
    }
}
