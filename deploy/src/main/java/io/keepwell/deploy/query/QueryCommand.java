package io.keepwell.deploy.query;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.run.CallFailures;
import io.keepwell.deploy.run.ServerOptions;
import io.keepwell.query.v1.AnalysisDescription;
import io.keepwell.query.v1.Cohort;
import io.keepwell.query.v1.CompareDefinitionsRequest;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricDescription;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.query.v1.QuerySurvivalRequest;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell query`: the figures that screens and reports show, on the command line.
@Command(
        name = "query",
        description = {
            "Asks for a metric's figures, or with --all for one of every metric.",
            "Without a metric it lists what can be asked for, with the kinds of events that each definition is made of"
                    + " in brackets. retention.cohorts and retention.survival are answered by a table and a curve."
        })
public final class QueryCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "METRIC", description = "Such as retention.customer_churn.")
    private @Nullable String metric;

    @Option(
            names = "--all",
            description = "Every metric by its default definition, each with its value or why there is none, for one"
                    + " period; of cohorts and survival, how many customers they follow. Default: the last month that"
                    + " is over by the calendar of UTC.")
    private boolean all;

    @Option(names = "--definition", paramLabel = "D", description = "Default: the metric's own; `all` for every one.")
    private String definition = "";

    @Option(names = "--from", paramLabel = "DAY", description = "First day, such as 2026-01-01.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "First day after.")
    private @Nullable String to;

    @Option(
            names = "--slice",
            paramLabel = "NAME=VALUE",
            description = "Only these, such as segment=Enterprise. Repeatable.")
    private Map<String, String> slice = new LinkedHashMap<>();

    @Option(
            names = "--by",
            paramLabel = "GRAIN",
            description = "A figure each day, week, month, quarter, year, fiscal_quarter or fiscal_year.")
    private String by = "";

    @Option(
            names = "--rolling",
            arity = "2",
            paramLabel = "N UNIT",
            description = "With --by: each figure over the last `90 days` or `3 months` up to its end.")
    private List<String> rolling = List.of();

    @Option(
            names = "--of",
            paramLabel = "DETAIL",
            description = "What a metric is broken down by: a feature, a theme, a product, the name of a measure.")
    private String detail = "";

    @Option(
            names = "--by-dimension",
            paramLabel = "DIMENSION",
            description = "A figure for each value, such as of segment.")
    private String cutBy = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "With --by-dimension: only the N largest values by themselves, and all others together.")
    private int top;

    @Option(names = "--compare", description = "All definitions side by side, with why they differ.")
    private boolean compare;

    @Option(
            names = "--since",
            paramLabel = "MOMENT",
            description = "What changed the figure since then, such as 2026-02-01T06:00:00Z, down to the events.")
    private String since = "";

    @Option(names = "--months", paramLabel = "N", description = "Columns of retention.cohorts. Default: 12.")
    private int months;

    @Option(
            names = "--followed-to",
            paramLabel = "DAY",
            description = "First day after the follow-up of retention.survival. Default: --to, or today if earlier.")
    private String followedTo = "";

    @Option(names = "--explain", description = "With the formula in numbers and the records of the figure.")
    private boolean explain;

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Such as 2026-02-01T06:00:00Z.")
    private String asOf = "";

    @Option(names = "--json", description = "One JSON object a figure, a line each.")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        if (all && metric != null) {
            throw new ParameterException(spec.commandLine(), "--all is every metric: leave out " + metric + ".");
        }
        QueryKind.of(metric, all, compare, !since.isEmpty()).refuseOptionsWithoutEffect(spec.commandLine());
        try (PartnerClient client = server.connect(PATIENCE)) {
            if (metric == null && all) {
                askForAll(client);
            } else if (metric == null) {
                FigureAnswers answers = new FigureAnswers(out(), json);
                ListMetricsResponse listed = client.metrics();
                listed.getMetricsList().forEach(description -> answers.print(description, ""));
                listed.getAnalysesList()
                        .forEach(analysis -> answers.print(analysis.getDescription(), analysis.getShape()));
            } else {
                ask(client, metric);
            }
            return 0;
        } catch (StatusRuntimeException problem) {
            throw CallFailures.failure(problem);
        }
    }

    private void askForAll(PartnerClient client) {
        if ((from == null) != (to == null)) {
            throw new ParameterException(spec.commandLine(), "Which period? Say --from DAY and --to DAY, or neither.");
        }
        LocalDate thisMonth = LocalDate.now(Clock.systemUTC()).withDayOfMonth(1);
        String first = from == null ? thisMonth.minusMonths(1).toString() : from;
        String end = to == null ? thisMonth.toString() : to;
        FigureAnswers answers = new FigureAnswers(out(), json);
        ListMetricsResponse catalogue = client.metrics();
        // The contract answers a question about one metric.
        for (MetricDescription each : catalogue.getMetricsList()) {
            for (String about : details(each)) {
                client.query(request(each.getId(), first, end, about))
                        .getValuesList()
                        .forEach(answers::addToTable);
            }
        }
        for (AnalysisDescription each : catalogue.getAnalysesList()) {
            answers.addToTable(
                    each,
                    first,
                    end,
                    slice,
                    followed(client, each.getDescription().getId(), first, end));
        }
        answers.printTable();
    }

    /// What a metric is asked about: each of the firm's own measures, where a figure needs one, else nothing in
    /// particular.
    private static List<String> details(MetricDescription metric) {
        List<String> needed = metric.getDefinitionsList().stream()
                .filter(DefinitionDescription::getIsDefault)
                .flatMap(each -> each.getRequiredValuesList().stream())
                .toList();
        return needed.isEmpty() ? List.of("") : needed;
    }

    /// How many customers a table or curve follows; the reason where that can't be asked for this period.
    private FigureAnswers.Followed followed(PartnerClient client, String analysis, String first, String end) {
        try {
            return new FigureAnswers.Followed(
                    analysis.equals(QueryKind.COHORTS)
                            ? client.cohorts(cohorts(first, end)).getCohortsList().stream()
                                    .mapToLong(Cohort::getCustomers)
                                    .sum()
                            : client.survival(survival(first, end)).getCustomers(),
                    "");
        } catch (StatusRuntimeException problem) {
            if (problem.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
                throw problem;
            }
            return new FigureAnswers.Followed(
                    0, String.valueOf(problem.getStatus().getDescription()));
        }
    }

    private QueryCohortsRequest cohorts(String first, String end) {
        return QueryCohortsRequest.newBuilder()
                .setFrom(first)
                .setTo(end)
                .setMonths(months)
                .putAllSlice(slice)
                .setAsOf(asOf)
                .build();
    }

    private QuerySurvivalRequest survival(String first, String end) {
        return QuerySurvivalRequest.newBuilder()
                .setFrom(first)
                .setTo(end)
                .setFollowedTo(followedTo)
                .putAllSlice(slice)
                .setAsOf(asOf)
                .build();
    }

    private void ask(PartnerClient client, String asked) {
        if (from == null || to == null) {
            throw new ParameterException(spec.commandLine(), "Which period? Say --from DAY and --to DAY.");
        }
        OtherAnswers others = new OtherAnswers(out(), json);
        if (asked.equals(QueryKind.COHORTS)) {
            others.print(client.cohorts(cohorts(from, to)));
        } else if (asked.equals(QueryKind.SURVIVAL)) {
            others.print(client.survival(survival(from, to)));
        } else if (compare) {
            others.print(client.compare(CompareDefinitionsRequest.newBuilder()
                    .setMetric(asked)
                    .setFrom(from)
                    .setTo(to)
                    .putAllSlice(slice)
                    .setCustomValue(detail)
                    .setAsOf(asOf)
                    .build()));
        } else if (!since.isEmpty()) {
            others.print(client.explainRevision(ExplainRevisionRequest.newBuilder()
                    .setMetric(asked)
                    .setDefinition(definition)
                    .setFrom(from)
                    .setTo(to)
                    .putAllSlice(slice)
                    .setCustomValue(detail)
                    .setSince(since)
                    .setAsOf(asOf)
                    .build()));
        } else {
            FigureAnswers answers = new FigureAnswers(out(), json);
            client.query(request(asked, from, to, detail)).getValuesList().forEach(answers::print);
        }
    }

    private QueryMetricRequest request(String asked, String first, String end, String about) {
        return QueryMetricRequest.newBuilder()
                .setMetric(asked)
                .setDefinition(definition)
                .setFrom(first)
                .setTo(end)
                .setCustomValue(about)
                .setBreakDownBy(cutBy)
                .setTop(top)
                .putAllSlice(slice)
                .setBy(by)
                .setRolling(String.join(" ", rolling))
                .setAsOf(asOf)
                .setExplain(explain)
                .build();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
