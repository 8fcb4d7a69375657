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
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.metric.BadQuestionException;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.Figures;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Question;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.run.Connection;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.query.v1.Figure;
import io.keepwell.query.v1.QueryFiguresRequest;
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

/// Questions that can't be asked, and figures that can't be had, in the core, over gRPC and on the
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
    static void tellStories() throws Exception {
        services = TestServices.start();
        Connection connection = Connection.read(services.data()).orElseThrow();
        client = PartnerClient.plaintext(connection.target(), connection.key(), Duration.ofSeconds(10));
        Story euro = new Story("euro", new CurrencyCode("EUR"))
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Large")
                .starts("100.00");
        for (int feature = 1; feature <= 23; feature++) {
            euro.tell(new Usage("ann", "feature-%02d".formatted(feature), 1, 1));
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
                            story.told().stream().map(Story.Told::event).toList());
        }
        services.awaitFigures();
    }

    /// @param field that is wrong
    /// @param says what the answer says, which is what would be valid
    record Wrong(String what, Consumer<QueryFiguresRequest.Builder> change, String field, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> wrongQuestions() {
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
                        "detail of a metric that has none",
                        request -> request.setDetail("gold"),
                        "detail",
                        "revenue.mrr by subscriptions can't be asked of 'gold': it isn't told apart by anything"),
                new Wrong(
                        "detail of a definition that has none",
                        request -> request.setMetric("adoption.product_adoption")
                                .setDefinition("new_users")
                                .setDetail("feature-01"),
                        "detail",
                        "By feature it can, of one feature: feature-01, feature-02,"),
                new Wrong(
                        "unknown detail",
                        request -> request.setMetric("adoption.product_adoption")
                                .setDefinition("feature")
                                .setDetail("feature-99"),
                        "detail",
                        "feature-20, and 3 more."),
                new Wrong(
                        "detail of a kind that was never told",
                        request -> request.setMetric("revenue.aov").setDetail("gold"),
                        "detail",
                        "There is no product 'gold'. Valid: none yet."),
                new Wrong(
                        "moment to come",
                        request -> request.setAsKnownAt("2100-01-01T00:00:00Z"),
                        "as_known_at",
                        "can't be told yet"),
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
                        request -> request.setCutBy("colour"),
                        "cut_by",
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
                new Wrong("top of nothing", request -> request.setTop(3), "top", "it goes with 'cut_by'"),
                new Wrong(
                        "none at the top",
                        request -> request.setCutBy("segment").setTop(-1),
                        "top",
                        "'top' is at least 1, not -1"),
                new Wrong(
                        "cut both ways",
                        request -> request.setCutBy("segment").setBy("month"),
                        "cut_by",
                        "it goes without 'by'"));
    }

    @ParameterizedTest
    @MethodSource("wrongQuestions")
    void wrong_question_is_refused_everywhere_with_what_would_be_valid(Wrong wrong)
            throws InvalidProtocolBufferException {
        QueryFiguresRequest request = request(wrong.change());

        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> client.query(request));
        assertThat(failure).isNotNull();
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription()).contains(wrong.says());
        ErrorInfo info = Objects.requireNonNull(StatusProto.fromThrowable(failure))
                .getDetails(0)
                .unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("BAD_QUESTION");
        assertThat(info.getMetadataMap()).containsEntry("field", wrong.field());

        Said said = services.run(arguments(request));
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains(wrong.says()).contains("[BAD_QUESTION]");
        assertThat(said.out()).isEmpty();

        if (isForTheCore(wrong)) {
            BadQuestionException refusal =
                    catchThrowableOfType(BadQuestionException.class, () -> core(question(request)));
            assertThat(refusal).hasMessageContaining(wrong.says());
            assertThat(refusal.field()).isEqualTo(wrong.field());
        }
    }

    /// Whether what is wrong can be said in the core's own types.
    private static boolean isForTheCore(Wrong wrong) {
        return wrong.field().startsWith("slice.")
                || List.of("metric", "definition", "detail", "as_known_at").contains(wrong.field());
    }

    /// @param says what the reason says
    record Without(String what, Consumer<QueryFiguresRequest.Builder> change, Outcome.Reason reason, String says) {
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
        QueryFiguresRequest request = request(without.change());

        assertThat(client.query(request).getFiguresList()).singleElement().satisfies(figure -> {
            assertThat(figure.getOutcomeCase()).isEqualTo(Figure.OutcomeCase.UNAVAILABLE);
            assertThat(figure.getUnavailable().getReason())
                    .isEqualTo(without.reason().id());
            assertThat(figure.getUnavailable().getMessage()).contains(without.says());
        });

        Said said = services.run(arguments(request));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains(without.says());

        assertThat(core(question(request)).outcome()).isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(without.reason());
            assertThat(unavailable.message()).contains(without.says());
        });
    }

    @Test
    void all_definitions_of_a_detail_are_those_that_are_told_apart_by_one() {
        assertThat(client.query(request(all -> all.setMetric("adoption.product_adoption")
                                .setDefinition("all")
                                .setFrom("2026-01-01")
                                .setDetail("feature-01")))
                        .getFiguresList())
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

        assertThat(client.query(request(request -> request.setExplain(true))).getFigures(0))
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

    private static QueryFiguresRequest request(Consumer<QueryFiguresRequest.Builder> change) {
        QueryFiguresRequest.Builder request = QueryFiguresRequest.newBuilder()
                .setMetric("revenue.mrr")
                .setFrom("2026-02-01")
                .setTo("2026-03-01");
        change.accept(request);
        return request.build();
    }

    private static String[] arguments(QueryFiguresRequest request) {
        List<String> arguments = new ArrayList<>(
                List.of("query", request.getMetric(), "--from", request.getFrom(), "--to", request.getTo()));
        Map.of(
                        "--definition", request.getDefinition(),
                        "--of", request.getDetail(),
                        "--by", request.getBy(),
                        "--cut-by", request.getCutBy(),
                        "--as-known-at", request.getAsKnownAt())
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

    private static Question question(QueryFiguresRequest request) {
        Slice slice = Slice.WHOLE;
        for (Map.Entry<String, String> entry : request.getSliceMap().entrySet()) {
            slice = slice.with(Dimension.parse(entry.getKey()).orElseThrow(), entry.getValue());
        }
        String definition = request.getDefinition().isEmpty() ? ownDefinition(request) : request.getDefinition();
        return new Question(
                new MetricId(request.getMetric()),
                new DefinitionId(definition),
                List.of(new Period(LocalDate.parse(request.getFrom()), LocalDate.parse(request.getTo()))),
                slice,
                Optional.of(request.getDetail()).filter(detail -> !detail.isEmpty()),
                Optional.of(request.getAsKnownAt())
                        .filter(moment -> !moment.isEmpty())
                        .map(Instant::parse));
    }

    private static String ownDefinition(QueryFiguresRequest request) {
        return request.getMetric().equals("revenue.aov") ? "per_order" : "subscriptions";
    }

    private static io.keepwell.core.metric.Figure core(Question question) {
        return services.services().bean(Figures.class).answer(question).getFirst();
    }
}
