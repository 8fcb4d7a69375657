package io.keepwell.ingestion.endpoint;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.BadQuestionException;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.Figures;
import io.keepwell.core.metric.Lifetimes;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.Question;
import io.keepwell.core.metric.Revisions;
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
import java.util.List;

/// Answers with figures over gRPC.
@Singleton
final class MetricQueryEndpoint implements BindableService {
    private static final int MOST_ROWS = 10_000;
    private static final int USUAL_MONTHS = 12;

    private final MetricCatalogue catalogue;
    private final Figures figures;
    private final Revisions revisions;
    private final Lifetimes lifetimes;
    private final Warnings warnings;
    private final Settings settings;

    MetricQueryEndpoint(
            MetricCatalogue catalogue,
            Figures figures,
            Revisions revisions,
            Lifetimes lifetimes,
            Warnings warnings,
            Settings settings) {
        this.catalogue = catalogue;
        this.figures = figures;
        this.revisions = revisions;
        this.lifetimes = lifetimes;
        this.warnings = warnings;
        this.settings = settings;
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
            Answering.answer(observer, () -> query(request));
        }

        @Override
        public void compareDefinitions(
                CompareDefinitionsRequest request, StreamObserver<CompareDefinitionsResponse> observer) {
            Answering.answer(observer, () -> compare(request));
        }

        @Override
        public void explainRevision(ExplainRevisionRequest request, StreamObserver<ExplainRevisionResponse> observer) {
            Answering.answer(observer, () -> revision(request));
        }

        @Override
        public void queryCohorts(QueryCohortsRequest request, StreamObserver<QueryCohortsResponse> observer) {
            Answering.answer(observer, () -> cohorts(request));
        }

        @Override
        public void querySurvival(QuerySurvivalRequest request, StreamObserver<QuerySurvivalResponse> observer) {
            Answering.answer(observer, () -> survival(request));
        }
    }

    private ListMetricsResponse list() {
        PartnerInterceptor.require(Scope.QUERY);
        return ListMetricsResponse.newBuilder()
                .addAllMetrics(catalogue.all().stream()
                        .map(FigureMessages::description)
                        .toList())
                .addAllAnalyses(
                        Analysis.ALL.stream().map(FigureMessages::analysis).toList())
                .build();
    }

    private QueryFiguresResponse query(QueryFiguresRequest request) {
        PartnerInterceptor.require(Scope.QUERY);
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
        List<Figure> answers = request.getCutBy().isEmpty()
                ? figures.answer(questions).stream().flatMap(List::stream).toList()
                : cut(request, questions);
        return QueryFiguresResponse.newBuilder()
                .addAllFigures(answers.stream()
                        .map(figure -> request.getExplain()
                                ? FigureMessages.explained(
                                        figure, figures.list(figure, MOST_ROWS), warnings.about(figure))
                                : FigureMessages.figure(figure))
                        .toList())
                .build();
    }

    private List<Figure> cut(QueryFiguresRequest request, List<Question> questions) {
        if (!request.getBy().isEmpty()) {
            throw new BadQuestionException("cut_by", "'cut_by' is about the whole period: it goes without 'by'.");
        }
        Dimension dimension = QuestionFields.dimension("cut_by", request.getCutBy());
        return questions.stream()
                .flatMap(question -> request.getTop() == 0
                        ? figures.byDimension(question, dimension).values().stream()
                        : figures.byDimension(question, dimension, request.getTop()).figures(0).stream())
                .toList();
    }

    private CompareDefinitionsResponse compare(CompareDefinitionsRequest request) {
        PartnerInterceptor.require(Scope.QUERY);
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
        PartnerInterceptor.require(Scope.QUERY);
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
        return FigureMessages.revision(revisions.since(question, QuestionFields.moment("since", request.getSince())));
    }

    private QueryCohortsResponse cohorts(QueryCohortsRequest request) {
        PartnerInterceptor.require(Scope.QUERY);
        return LifetimeMessages.cohorts(lifetimes.cohorts(
                QuestionFields.month("from", request.getFrom()),
                QuestionFields.month("to", request.getTo()),
                request.getMonths() == 0 ? USUAL_MONTHS : request.getMonths(),
                QuestionFields.slice(request.getSliceMap()),
                QuestionFields.asKnownAt(request.getAsKnownAt())));
    }

    private QuerySurvivalResponse survival(QuerySurvivalRequest request) {
        PartnerInterceptor.require(Scope.QUERY);
        Period period = QuestionFields.period(request.getFrom(), request.getTo());
        return LifetimeMessages.survival(lifetimes.survival(
                period.from(),
                period.to(),
                QuestionFields.slice(request.getSliceMap()),
                QuestionFields.asKnownAt(request.getAsKnownAt())));
    }
}
