package io.keepwell.ingestion.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.query.v1.AnalysisDescription;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.ExplainRevisionResponse;
import io.keepwell.query.v1.MetricDescription;
import io.keepwell.query.v1.MetricQueryServiceGrpc;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.query.v1.RevisedTerm;
import io.keepwell.query.v1.RevisingEvent;
import io.keepwell.query.v1.Term;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Figures over gRPC are the core's figures.
@UsesDatabase
@Slow
final class MetricQueryTest {
    private static final String FROM = "2026-02-01";
    private static final String TO = "2026-04-01";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    @AutoClose
    private static final PartnerClient client = ingestion.client();

    private static final TestPlatform platform = ingestion.platform();
    private static Instant early = Instant.EPOCH;

    @BeforeAll
    static void sendStories() throws InterruptedException {
        var reported = new RandomStories(50).send(30, 15);
        platform.keep(platform.partner(), reported.subList(0, 200));
        early = platform.clock().instant();
        platform.keep(platform.partner(), reported.subList(200, reported.size()));
        ingestion.awaitRefresh();
    }

    @Test
    void every_figure_is_the_cores_to_the_last_digit_with_its_list() {
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Slice slice : List.of(Slice.WHOLE, Slice.of(Dimension.SEGMENT, "Small"))) {
                List<io.keepwell.query.v1.MetricValue> answered = ask(request -> request.setMetric(
                                metric.info().id().id())
                        .setDefinition("all")
                        .putAllSlice(slice.isWhole() ? java.util.Map.of() : java.util.Map.of("segment", "Small"))
                        .setExplain(true));
                assertThat(answered)
                        .extracting(io.keepwell.query.v1.MetricValue::getDefinition)
                        .containsExactlyElementsOf(metric.info().definitions().stream()
                                .map(Definition::id)
                                .map(Object::toString)
                                .toList());
                for (io.keepwell.query.v1.MetricValue figure : answered) {
                    assertSame(figure, platform.figure(figure.getMetric(), figure.getDefinition(), FROM, TO, slice));
                }
            }
        }
    }

    private static void assertSame(
            io.keepwell.query.v1.MetricValue answered, io.keepwell.core.metric.MetricValue core) {
        switch (core.outcome()) {
            case Outcome.Value(BigDecimal amount) ->
                assertThat(new BigDecimal(answered.getValue())).isEqualByComparingTo(amount);
            case Outcome.Unavailable(Outcome.Reason reason, String message) -> {
                assertThat(answered.getUnavailable().getReason()).isEqualTo(reason.id());
                assertThat(answered.getUnavailable().getMessage()).isEqualTo(message);
            }
        }
        assertThat(answered.getShown()).isEqualTo(ValueFormat.outcome(core));
        assertThat(answered.getBase()).isEqualTo(core.calculation().base());
        assertThat(answered.getUnit()).isEqualTo(core.metric().unit().id());
        assertThat(answered.getCurrencyCode()).isEqualTo(core.metric().unit().isMoney() ? "EUR" : "");
        assertThat(answered.getAsOf()).isEqualTo(core.asOf().toString());
        DrillRows list = platform.get(MetricQueries.class).list(core, 10_000);
        assertThat(answered.getExplanation().getCalculation())
                .isEqualTo(core.calculation().numbers());
        assertThat(answered.getExplanation().getDrillThrough().getRowsList())
                .extracting(
                        row -> row.getAccount() + row.getDay() + row.getDescription() + new BigDecimal(row.getAmount()))
                .containsExactlyElementsOf(list.rows().stream()
                        .map(row -> row.account()
                                + row.day().toString()
                                + row.detail()
                                + new BigDecimal(
                                        row.amount().stripTrailingZeros().toPlainString()))
                        .toList());
        assertThat(new BigDecimal(answered.getExplanation().getDrillThrough().getTotal()))
                .isEqualByComparingTo(list.total());
    }

    @Test
    void default_definition_is_answered_when_none_is_named() {
        assertThat(ask(request -> request.setMetric("retention.customer_churn")))
                .singleElement()
                .satisfies(figure -> assertThat(figure.getDefinition()).isEqualTo("opening"));
    }

    @Test
    void run_of_periods_has_one_figure_for_each() {
        assertThat(ask(request -> request.setMetric("revenue.mrr").setBy("month")))
                .extracting(figure -> figure.getFrom() + " " + figure.getTo())
                .containsExactly("2026-02-01 2026-03-01", "2026-03-01 2026-04-01");
    }

    @Test
    void each_figure_of_a_rolling_run_is_the_figure_of_the_time_before_its_end() {
        List<io.keepwell.query.v1.MetricValue> rolling = ask(request -> request.setMetric("revenue.mrr_movements")
                .setDefinition("new")
                .setBy("month")
                .setRolling("2 months"));

        assertThat(rolling)
                .extracting(figure -> figure.getFrom() + " " + figure.getTo())
                .containsExactly("2026-01-01 2026-03-01", "2026-02-01 2026-04-01");
        assertThat(rolling.getLast().getValue())
                .isEqualTo(ask(request ->
                                request.setMetric("revenue.mrr_movements").setDefinition("new"))
                        .getFirst()
                        .getValue());
    }

    @Test
    void fiscal_quarters_begin_with_the_month_that_is_set() {
        var _ = platform.get(PolicyChanges.class).set(Policy.FISCAL_YEAR_START, "3", "ann", "as planned");

        assertThat(ask(request -> request.setMetric("revenue.mrr").setBy("fiscal_quarter")))
                .extracting(figure -> figure.getFrom() + " " + figure.getTo())
                .containsExactly("2026-02-01 2026-03-01", "2026-03-01 2026-04-01");
    }

    @Test
    void figure_as_known_at_a_moment_is_of_what_had_come_by_then() {
        io.keepwell.query.v1.MetricValue then = ask(request ->
                        request.setMetric("revenue.mrr").setAsOf(early.toString()))
                .getFirst();
        io.keepwell.query.v1.MetricValue now =
                ask(request -> request.setMetric("revenue.mrr")).getFirst();

        assertThat(then.getAsOf()).isEqualTo(early.toString());
        assertThat(then.getValue()).isNotEqualTo(now.getValue());
    }

    @Test
    void catalogue_is_listed_with_all_definitions() {
        assertThat(client.metrics().getMetricsList())
                .hasSameSizeAs(platform.get(MetricCatalogue.class).all())
                .allSatisfy(metric -> assertThat(metric.getDefinitionsList())
                        .extracting(DefinitionDescription::getIsDefault)
                        .startsWith(true)
                        .containsOnlyOnce(true));
        assertThat(client.metrics().getMetricsList())
                .flatExtracting(MetricDescription::getDefinitionsList)
                .allSatisfy(definition -> assertThat(definition.getMadeOfList())
                        .as(definition.getName())
                        .isNotEmpty()
                        .allMatch(kind -> FactTables.ofKind(kind).isPresent()));
    }

    @Test
    void analyses_are_listed_with_the_call_that_answers_them_and_are_no_figures() {
        assertThat(client.metrics().getAnalysesList())
                .extracting(
                        analysis -> analysis.getDescription().getId(),
                        AnalysisDescription::getShape,
                        AnalysisDescription::getCall)
                .containsExactly(
                        tuple("retention.cohorts", "table", "QueryCohorts"),
                        tuple("retention.survival", "curve", "QuerySurvival"));
        assertThat(client.metrics().getAnalysesList()).allSatisfy(analysis -> {
            assertThat(MetricQueryServiceGrpc.getServiceDescriptor().getMethods())
                    .extracting(MethodDescriptor::getBareMethodName)
                    .contains(analysis.getCall());
            assertThat(analysis.getDescription().getDefinitionsList())
                    .isNotEmpty()
                    .allSatisfy(definition ->
                            assertThat(definition.getMadeOfList()).containsExactly("subscription_change"));
        });
    }

    @Test
    void description_says_what_kind_of_metric_it_is_and_how_each_definition_counts() {
        MetricDescription nps = description("voice.nps");
        assertThat(nps.getKind()).isEqualTo("outcome");
        Map<String, String> later = Map.of("latest", "2026-11-30", "mean", "2026-12-01", "of_asked", "2026-12-01");
        assertThat(nps.getDefinitionsList()).allSatisfy(definition -> {
            assertThat(definition.getSince()).isEqualTo(later.getOrDefault(definition.getId(), "2026-11-01"));
            assertThat(definition.getUnit()).isEqualTo("score");
            assertThat(definition.getBetter()).isEqualTo("higher");
        });
        assertThat(nps.getDefinitions(0).getSource()).startsWith("Reichheld, ");
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            assertThat(description(metric.info().id().id()).getDefinitionsList())
                    .extracting(definition -> definition.getUnit() + " " + definition.getBetter())
                    .containsExactlyElementsOf(metric.info().definitions().stream()
                            .map(metric.info()::by)
                            .map(info -> info.unit().id() + " "
                                    + info.better().name().toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    private static MetricDescription description(String metric) {
        return client.metrics().getMetricsList().stream()
                .filter(each -> each.getId().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void interval_and_the_units_of_terms_are_reported() {
        io.keepwell.query.v1.MetricValue nps =
                ask(request -> request.setMetric("voice.nps").setExplain(true)).getFirst();

        Interval interval = platform.figure("voice.nps", "zero_to_ten", FROM, TO)
                .calculation()
                .interval()
                .orElseThrow();
        assertThat(new BigDecimal(nps.getInterval().getLow())).isEqualByComparingTo(interval.low());
        assertThat(new BigDecimal(nps.getInterval().getHigh())).isEqualByComparingTo(interval.high());
        assertThat(description("voice.nps").getDefinitions(0).getInterval())
                .isEqualTo(Interval.Method.BONETT_PRICE.words());
        assertThat(nps.getExplanation().getTermsList())
                .extracting(Term::getUnit)
                .contains("count", "percent");
        assertThat(ask(request -> request.setMetric("revenue.mrr")).getFirst().hasInterval())
                .isFalse();
        assertThat(description("revenue.mrr").getDefinitions(0).getInterval()).isEmpty();
    }

    @Test
    void what_changed_since_a_moment_is_reported_by_term_and_event() {
        ExplainRevisionResponse revision = client.explainRevision(ExplainRevisionRequest.newBuilder()
                .setMetric("revenue.mrr")
                .setFrom(FROM)
                .setTo(TO)
                .setSince(early.toString())
                .build());

        assertThat(revision.getUnit()).isEqualTo("money_per_month");
        assertThat(revision.getStandsFor()).isNotEmpty();
        RevisedTerm term = revision.getTermsList().stream()
                .filter(each -> each.getSymbol().equals(revision.getStandsFor()))
                .findFirst()
                .orElseThrow();
        assertThat(term.getMoved()).isEqualTo(revision.getMoved());
        assertThat(new BigDecimal(term.getAfter()).subtract(new BigDecimal(term.getBefore())))
                .isEqualByComparingTo(term.getMoved());
        assertThat(revision.getEventsList())
                .isNotEmpty()
                .extracting(RevisingEvent::getKind)
                .isSubsetOf("subscription_change", "account_profile", "exchange_rate");
    }

    record Wrong(String what, Consumer<QueryMetricRequest.Builder> change, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> invalidQueries() {
        return Stream.of(
                new Wrong("no metric", request -> request.clearMetric(), "revenue.mrr, revenue.mrr_movements"),
                new Wrong("unknown metric", request -> request.setMetric("no.such"), "retention.customer_churn"),
                new Wrong(
                        "no figure",
                        request -> request.setMetric("retention.cohorts"),
                        "retention.cohorts is a table, not a figure. Ask for it by the call QueryCohorts"),
                new Wrong("not an id", request -> request.setMetric("'; drop table"), "retention.customer_churn"),
                new Wrong("endless", request -> request.setMetric("\u00e9".repeat(70_000)), "retention.customer_churn"),
                new Wrong("endless day", request -> request.setTo("\u00e9".repeat(70_000)), "\u00e9\u2026"),
                new Wrong("unknown definition", request -> request.setDefinition("mine"), "all_revenue"),
                new Wrong("odd definition", request -> request.setDefinition("Ö 1"), "subscriptions"),
                new Wrong("no from", request -> request.clearFrom(), "2026-01-31"),
                new Wrong("bad to", request -> request.setTo("31.01.2026"), "2026-01-31"),
                new Wrong("before 1970", request -> request.setFrom("1969-12-31"), "1970"),
                new Wrong("after 2199", request -> request.setTo("2200-01-01"), "2199"),
                new Wrong("upside down", request -> request.setFrom(TO).setTo(FROM), "before"),
                new Wrong("empty period", request -> request.setTo(FROM), "before"),
                new Wrong(
                        "unknown grain",
                        request -> request.setBy("fortnight"),
                        "day, fiscal_quarter, fiscal_year, month, quarter, week, year"),
                new Wrong(
                        "too many periods",
                        request -> request.setFrom("1990-01-01").setBy("day"),
                        "1000 periods"),
                new Wrong(
                        "too many years of days",
                        request -> request.setFrom("1970-01-01")
                                .setTo("2199-01-01")
                                .setBy("day"),
                        "1000 periods"),
                new Wrong(
                        "too many figures",
                        request -> request.setMetric("retention.customer_churn")
                                .setDefinition("all")
                                .setFrom("2024-01-01")
                                .setTo("2026-09-01")
                                .setBy("day"),
                        "at most 5,000 figures, not 5,844"),
                new Wrong(
                        "too many lists",
                        request -> request.setFrom("2024-01-01").setBy("day").setExplain(true),
                        "At most 500 figures are explained at once, not 821."),
                new Wrong("unknown dimension", request -> request.putSlice("colour", "red"), "segment"),
                new Wrong("unknown value", request -> request.putSlice("segment", "Tiny"), "Large, Small"),
                new Wrong("moment without zone", request -> request.setAsOf("2026-02-01"), "2026-02-01T06:00:00Z"),
                new Wrong(
                        "detail of what has none",
                        request -> request.setCustomValue("Gold"),
                        "revenue.mrr by subscriptions can't be asked of 'Gold'"),
                new Wrong("moment to come", request -> request.setAsOf("2100-01-01T00:00:00Z"), "2100"));
    }

    @ParameterizedTest
    @MethodSource("invalidQueries")
    void wrong_question_says_what_is_valid(Wrong wrong) {
        StatusRuntimeException failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ask(request -> wrong.change().accept(request.setMetric("revenue.mrr"))));

        assertThat(failure).isNotNull();
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription()).contains(wrong.says());
    }

    @Test
    void key_that_may_only_publish_may_not_ask() {
        String key = ingestion.key(platform.partner(), Set.of(Scope.PUBLISH));
        try (PartnerClient publisher = PartnerClient.plaintext(ingestion.target(), key, Duration.ZERO)) {
            StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, publisher::metrics);
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    private static List<io.keepwell.query.v1.MetricValue> ask(Consumer<QueryMetricRequest.Builder> change) {
        QueryMetricRequest.Builder request =
                QueryMetricRequest.newBuilder().setFrom(FROM).setTo(TO);
        change.accept(request);
        return client.query(request.build()).getValuesList();
    }
}
