package io.keepwell.deploy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.run.Connection;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.QueryMetricRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Queries that can't be asked, and figures that can't be had, in the core, over gRPC and on the
/// command line.
@UsesDatabase
@Slow
final class WrongQuestionsTest {
    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static PartnerClient client;

    @BeforeAll
    static void sendStories() throws Exception {
        services = TestServices.start();
        Connection connection = Connection.read(services.data()).orElseThrow();
        client = PartnerClient.plaintext(connection.target(), connection.key(), Duration.ofSeconds(10));
        Story euro = new Story("euro", new CurrencyCode("EUR"))
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Large")
                .starts("100.00");
        for (int feature = 1; feature <= 23; feature++) {
            euro.send(new Usage("ann", "feature-%02d".formatted(feature), 1, 1));
        }
        Story dollar = new Story("dollar", new CurrencyCode("USD"))
                .on("2026-01-12")
                .standsIn(Dimension.SEGMENT, "Small")
                .starts("100.00");
        for (Story story : List.of(euro, dollar)) {
            var _ = services.services()
                    .bean(Intake.class)
                    .keep(
                            services.services().bean(PartnerKeys.class).partner("billing"),
                            story.reported().stream()
                                    .map(Story.SentEvent::event)
                                    .toList());
        }
        services.awaitFigures();
    }

    /// @param field that is wrong
    /// @param says what the answer says, which is what would be valid
    record Wrong(String what, Consumer<QueryMetricRequest.Builder> change, String field, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> invalidQueries() {
        return Stream.of(
                new Wrong("unknown metric", request -> request.setMetric("revenue.mmr"), "metric", "revenue.mrr,"),
                new Wrong(
                        "unknown definition",
                        request -> request.setDefinition("mine"),
                        "definition",
                        "Valid: all_revenue, customers_x_arpu, subscriptions."),
                new Wrong(
                        "unknown dimension",
                        request -> request.putSlice("colour", "red"),
                        "slice",
                        "Valid: channel, industry, owner,"),
                new Wrong(
                        "unknown slice value",
                        request -> request.putSlice("segment", "Tiny"),
                        "slice.segment",
                        "There is no segment 'Tiny'. Valid: Large, Small."),
                new Wrong(
                        "slice value of a dimension without any",
                        request -> request.putSlice("region", "EMEA"),
                        "slice.region",
                        "Valid: none yet."),
                new Wrong(
                        "custom value of a metric that has none",
                        request -> request.setCustomValue("gold"),
                        "custom_value",
                        "revenue.mrr by subscriptions can't be asked of 'gold': it has no custom dimension"),
                new Wrong(
                        "custom value of a definition that has none",
                        request -> request.setMetric("adoption.product_adoption")
                                .setDefinition("new_users")
                                .setCustomValue("feature-01"),
                        "custom_value",
                        "By feature it can, of one feature: feature-01, feature-02,"),
                new Wrong(
                        "unknown custom value",
                        request -> request.setMetric("adoption.product_adoption")
                                .setDefinition("feature")
                                .setCustomValue("feature-99"),
                        "custom_value",
                        "feature-20, and 3 more."),
                new Wrong(
                        "custom value of a kind that was never reported",
                        request -> request.setMetric("revenue.aov").setCustomValue("gold"),
                        "custom_value",
                        "There is no product 'gold'. Valid: none yet."),
                new Wrong(
                        "moment to come",
                        request -> request.setAsOf("2100-01-01T00:00:00Z"),
                        "as_of",
                        "can't be known yet"),
                new Wrong(
                        "from not before to",
                        request -> request.setFrom("2026-02-01").setTo("2026-02-01"),
                        "from",
                        "'from' must be before 'to'"),
                new Wrong(
                        "from after to",
                        request -> request.setFrom("2026-03-01").setTo("2026-02-01"),
                        "from",
                        "'from' must be before 'to'"),
                new Wrong("no day", request -> request.setTo("31.01.2026"), "to", "such as 2026-01-31"),
                new Wrong("unknown grain", request -> request.setBy("fortnight"), "by", "Valid: day, fiscal_quarter,"),
                new Wrong(
                        "unknown dimension to cut by",
                        request -> request.setBreakDownBy("colour"),
                        "break_down_by",
                        "Valid: channel, industry, owner,"),
                new Wrong(
                        "rolling without a grain",
                        request -> request.setRolling("3 months"),
                        "rolling",
                        "it goes with 'by'"),
                new Wrong(
                        "no window",
                        request -> request.setBy("month").setRolling("3 weeks"),
                        "rolling",
                        "such as '90 days' or '3 months', not '3 weeks'"),
                new Wrong("top of nothing", request -> request.setTop(3), "top", "it goes with 'break_down_by'"),
                new Wrong(
                        "none at the top",
                        request -> request.setBreakDownBy("segment").setTop(-1),
                        "top",
                        "'top' is at least 1, not -1"),
                new Wrong(
                        "cut both ways",
                        request -> request.setBreakDownBy("segment").setBy("month"),
                        "break_down_by",
                        "it goes without 'by'"));
    }

    @ParameterizedTest
    @MethodSource("invalidQueries")
    void wrong_question_is_refused_everywhere_with_what_would_be_valid(Wrong wrong)
            throws InvalidProtocolBufferException {
        QueryMetricRequest request = request(wrong.change());

        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> client.query(request));
        assertThat(failure).isNotNull();
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription()).contains(wrong.says());
        ErrorInfo info = Objects.requireNonNull(StatusProto.fromThrowable(failure))
                .getDetails(0)
                .unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("INVALID_QUERY");
        assertThat(info.getMetadataMap()).containsEntry("field", wrong.field());

        Said said = services.run(arguments(request));
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains(wrong.says()).contains("[INVALID_QUERY]");
        assertThat(said.out()).isEmpty();

        if (isForTheCore(wrong)) {
            InvalidQueryException refusal =
                    catchThrowableOfType(InvalidQueryException.class, () -> core(query(request)));
            assertThat(refusal).hasMessageContaining(wrong.says());
            assertThat(refusal.field()).isEqualTo(wrong.field());
        }
    }

    /// Whether what is wrong can be said in the core's own types.
    private static boolean isForTheCore(Wrong wrong) {
        return wrong.field().startsWith("slice.")
                || List.of("metric", "definition", "custom_value", "as_of").contains(wrong.field());
    }

    /// @param says what the reason says
    record Without(String what, Consumer<QueryMetricRequest.Builder> change, Outcome.Reason reason, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Without> figuresThatCannotBeHad() {
        return Stream.of(
                new Without(
                        "period before all data",
                        request -> request.setFrom("2025-11-01").setTo("2025-12-01"),
                        Outcome.Reason.NO_DATA,
                        "The period lies before all data for this figure, which begins on 10 Jan 2026."),
                new Without(
                        "period before all data of a ratio",
                        request -> request.setMetric("retention.customer_churn")
                                .setDefinition("opening")
                                .setFrom("2025-11-01")
                                .setTo("2025-12-01"),
                        Outcome.Reason.NO_DATA,
                        "which begins on 10 Jan 2026."),
                new Without(
                        "period to come",
                        request -> request.setFrom("2150-01-01").setTo("2150-02-01"),
                        Outcome.Reason.NO_DATA,
                        "The period is yet to come: it begins on 1 Jan 2150, and it is "),
                new Without(
                        "slice of which all money lacks a rate",
                        request -> request.putSlice("segment", "Small"),
                        Outcome.Reason.MISSING_RATE,
                        "without an exchange rate"),
                new Without(
                        "customers whose money all lacks a rate",
                        request -> request.setMetric("retention.customer_retention")
                                .setDefinition("cohort")
                                .putSlice("segment", "Small"),
                        Outcome.Reason.MISSING_RATE,
                        "without an exchange rate"));
    }

    @ParameterizedTest
    @MethodSource("figuresThatCannotBeHad")
    void figure_that_cannot_be_had_says_why_everywhere(Without without) {
        QueryMetricRequest request = request(without.change());

        assertThat(client.query(request).getValuesList()).singleElement().satisfies(figure -> {
            assertThat(figure.getOutcomeCase()).isEqualTo(MetricValue.OutcomeCase.UNAVAILABLE);
            assertThat(figure.getUnavailable().getReason())
                    .isEqualTo(without.reason().id());
            assertThat(figure.getUnavailable().getMessage()).contains(without.says());
        });

        Said said = services.run(arguments(request));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains(without.says());

        assertThat(core(query(request)).outcome()).isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(without.reason());
            assertThat(unavailable.message()).contains(without.says());
        });
    }

    @Test
    void all_definitions_of_a_detail_are_those_that_are_reported_apart_by_one() {
        assertThat(client.query(request(all -> all.setMetric("adoption.product_adoption")
                                .setDefinition("all")
                                .setFrom("2026-01-01")
                                .setCustomValue("feature-01")))
                        .getValuesList())
                .singleElement()
                .satisfies(figure -> {
                    assertThat(figure.getDefinition()).isEqualTo("feature");
                    assertThat(figure.getValue()).isEqualTo("100");
                });
    }

    @Test
    void figure_that_can_be_had_says_what_to_be_careful_about_where_it_is_explained() {
        String careful = "Money of 1 × subscription change in USD counts nowhere: there is no exchange rate for"
                + " 12 Jan 2026, nor of the 7 days before (a setting).";

        assertThat(client.query(request(request -> request.setExplain(true))).getValues(0))
                .satisfies(figure -> {
                    assertThat(figure.getValue()).isEqualTo("100");
                    assertThat(figure.getExplanation().getWarningsList())
                            .extracting(warning -> warning.getKind() + " " + warning.getMessage())
                            .containsExactly("missing_rate " + careful);
                });
        assertThat(services.run("query", "revenue.mrr", "--from", "2026-02-01", "--to", "2026-03-01", "--explain")
                        .out())
                .contains("Warning: " + careful);
    }

    @Test
    void cohorts_and_survival_of_an_unknown_slice_are_refused_too() {
        for (String metric : List.of("retention.cohorts", "retention.survival")) {
            Said said = services.run(
                    "query", metric, "--from", "2026-01-01", "--to", "2026-02-01", "--slice", "segment=Tiny");
            assertThat(said.exitCode()).as(metric).isEqualTo(1);
            assertThat(said.err()).contains("There is no segment 'Tiny'. Valid: Large, Small.");
        }
    }

    private static QueryMetricRequest request(Consumer<QueryMetricRequest.Builder> change) {
        QueryMetricRequest.Builder request = QueryMetricRequest.newBuilder()
                .setMetric("revenue.mrr")
                .setFrom("2026-02-01")
                .setTo("2026-03-01");
        change.accept(request);
        return request.build();
    }

    private static String[] arguments(QueryMetricRequest request) {
        List<String> arguments = new ArrayList<>(
                List.of("query", request.getMetric(), "--from", request.getFrom(), "--to", request.getTo()));
        Map.of(
                        "--definition", request.getDefinition(),
                        "--of", request.getCustomValue(),
                        "--by", request.getBy(),
                        "--by-dimension", request.getBreakDownBy(),
                        "--as-of", request.getAsOf())
                .forEach((option, value) -> {
                    if (!value.isEmpty()) {
                        arguments.addAll(List.of(option, value));
                    }
                });
        if (request.getTop() != 0) {
            arguments.addAll(List.of("--top", Integer.toString(request.getTop())));
        }
        if (!request.getRolling().isEmpty()) {
            arguments.add("--rolling");
            arguments.addAll(List.of(request.getRolling().split(" ", -1)));
        }
        request.getSliceMap().forEach((name, value) -> arguments.addAll(List.of("--slice", name + "=" + value)));
        return arguments.toArray(new String[0]);
    }

    private static MetricQuery query(QueryMetricRequest request) {
        Slice slice = Slice.WHOLE;
        for (Map.Entry<String, String> entry : request.getSliceMap().entrySet()) {
            slice = slice.with(Dimension.parse(entry.getKey()).orElseThrow(), entry.getValue());
        }
        String definition = request.getDefinition().isEmpty() ? ownDefinition(request) : request.getDefinition();
        return new MetricQuery(
                new MetricId(request.getMetric()),
                new DefinitionId(definition),
                List.of(new Period(LocalDate.parse(request.getFrom()), LocalDate.parse(request.getTo()))),
                slice,
                Optional.of(request.getCustomValue()).filter(detail -> !detail.isEmpty()),
                Optional.of(request.getAsOf())
                        .filter(moment -> !moment.isEmpty())
                        .map(Instant::parse));
    }

    private static String ownDefinition(QueryMetricRequest request) {
        return request.getMetric().equals("revenue.aov") ? "per_order" : "subscriptions";
    }

    private static io.keepwell.core.metric.MetricValue core(MetricQuery query) {
        return services.services().bean(MetricQueries.class).answer(query).getFirst();
    }
}
