package io.keepwell.ingestion.endpoint;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.BadQuestionException;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Figures;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.Question;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.query.v1.ListMetricsRequest;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricQueryServiceGrpc;
import io.keepwell.query.v1.QueryFiguresRequest;
import io.keepwell.query.v1.QueryFiguresResponse;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers with figures over gRPC.
@Singleton
final class MetricQueryEndpoint implements BindableService {
    private static final String ALL = "all";
    private static final int MOST_ROWS = 10_000;

    private final MetricCatalogue catalogue;
    private final Figures figures;

    MetricQueryEndpoint(MetricCatalogue catalogue, Figures figures) {
        this.catalogue = catalogue;
        this.figures = figures;
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
    }

    private ListMetricsResponse list() {
        PartnerInterceptor.require(Scope.QUERY);
        return ListMetricsResponse.newBuilder()
                .addAllMetrics(catalogue.all().stream()
                        .map(metric -> FigureMessages.description(metric.info()))
                        .toList())
                .build();
    }

    private QueryFiguresResponse query(QueryFiguresRequest request) {
        PartnerInterceptor.require(Scope.QUERY);
        Metric metric = catalogue
                .find(request.getMetric())
                .orElseThrow(() -> BadQuestionException.noSuch(
                        "metric",
                        request.getMetric(),
                        catalogue.all().stream()
                                .map(each -> each.info().id().id())
                                .toList()));
        List<Period> periods = periods(request);
        Slice slice = slice(request.getSliceMap());
        Optional<Instant> asKnownAt = asKnownAt(request.getAsKnownAt());
        QueryFiguresResponse.Builder response = QueryFiguresResponse.newBuilder();
        for (Definition definition : definitions(metric, request.getDefinition())) {
            Question question =
                    new Question(new MetricId(request.getMetric()), definition.id(), periods, slice, asKnownAt);
            figures.answer(question)
                    .forEach(figure -> response.addFigures(
                            request.getExplain()
                                    ? FigureMessages.explained(figure, figures.list(figure, MOST_ROWS))
                                    : FigureMessages.figure(figure)));
        }
        return response.build();
    }

    private static List<Definition> definitions(Metric metric, String asked) {
        if (asked.equals(ALL)) {
            return metric.info().definitions();
        }
        if (asked.isEmpty()) {
            return List.of(metric.info().defaultDefinition());
        }
        return List.of(metric.info()
                .definition(asked)
                .orElseThrow(() -> BadQuestionException.noSuch(
                        "definition of " + metric.info().id(),
                        asked,
                        metric.info().definitions().stream()
                                .map(each -> each.id().id())
                                .toList())));
    }

    private static List<Period> periods(QueryFiguresRequest request) {
        LocalDate from = day("from", request.getFrom());
        LocalDate to = day("to", request.getTo());
        if (!from.isBefore(to)) {
            throw new BadQuestionException("'from' must be before 'to', but " + from + " is not before " + to + ".");
        }
        Period whole = new Period(from, to);
        if (request.getBy().isEmpty()) {
            return List.of(whole);
        }
        Grain grain = Arrays.stream(Grain.values())
                .filter(each -> each.id().equals(request.getBy()))
                .findFirst()
                .orElseThrow(() -> BadQuestionException.noSuch(
                        "grain",
                        request.getBy(),
                        Arrays.stream(Grain.values()).map(Grain::id).toList()));
        if (whole.days() > (long) Question.MOST_PERIODS * 366) {
            throw new BadQuestionException("A question is about at most " + Question.MOST_PERIODS + " periods.");
        }
        List<Period> periods = whole.split(grain);
        if (periods.size() > Question.MOST_PERIODS) {
            throw new BadQuestionException("A question is about at most " + Question.MOST_PERIODS + " periods, not "
                    + periods.size() + ". Ask by a coarser grain or for a shorter time.");
        }
        return periods;
    }

    private static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1970 || day.getYear() > 2199) {
                throw new BadQuestionException("'" + field + "' must be from 1970 to 2199, not " + text + ".");
            }
            return day;
        } catch (DateTimeException unreadable) {
            throw new BadQuestionException("'" + field + "' must be a day such as 2026-01-31, not '" + text + "'.");
        }
    }

    private static Optional<Instant> asKnownAt(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            throw new BadQuestionException(
                    "'as_known_at' must be a moment in UTC such as 2026-02-01T06:00:00Z, not '" + text + "'.");
        }
    }

    private static Slice slice(Map<String, String> values) {
        Slice slice = Slice.WHOLE;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Dimension dimension = Dimension.parse(entry.getKey())
                    .orElseThrow(() -> BadQuestionException.noSuch(
                            "dimension",
                            entry.getKey(),
                            Dimension.ALL.stream().map(Dimension::id).toList()));
            slice = slice.with(dimension, entry.getValue());
        }
        return slice;
    }
}
