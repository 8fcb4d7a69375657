package io.keepwell.deploy.query;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.CallFailures;
import io.keepwell.deploy.run.ServerOptions;
import io.keepwell.query.v1.CompareDefinitionsRequest;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.DrillRow;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.Explanation;
import io.keepwell.query.v1.Figure;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricDescription;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QueryFiguresRequest;
import io.keepwell.query.v1.QuerySurvivalRequest;
import io.keepwell.query.v1.Term;
import java.io.PrintWriter;
import java.time.Duration;
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
            "Asks for a metric's figures.",
            "Without a metric it lists what can be asked for, with the kinds of events that each definition is made of"
                    + " in brackets. retention.cohorts and retention.survival are answered by a table and a curve."
        })
public final class QueryCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "METRIC", description = "Such as retention.customer_churn.")
    private @Nullable String metric;

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
            description = "What a metric is told apart by: a feature, a theme, a product, the name of a measure.")
    private String detail = "";

    @Option(names = "--cut-by", paramLabel = "DIMENSION", description = "A figure for each value, such as of segment.")
    private String cutBy = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "With --cut-by: only the N largest values by themselves, and all others together.")
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

    @Option(names = "--explain", description = "With the formula in numbers and the list behind the figure.")
    private boolean explain;

    @Option(names = "--as-known-at", paramLabel = "MOMENT", description = "Such as 2026-02-01T06:00:00Z.")
    private String asKnownAt = "";

    @Option(names = "--json", description = "One JSON object a figure, a line each.")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        try (PartnerClient client = server.connect(PATIENCE)) {
            if (metric == null) {
                ListMetricsResponse listed = client.metrics();
                listed.getMetricsList().forEach(description -> print(description, ""));
                listed.getAnalysesList().forEach(analysis -> print(analysis.getDescription(), analysis.getShape()));
            } else {
                ask(client, metric);
            }
            return 0;
        } catch (StatusRuntimeException problem) {
            throw CallFailures.failure(problem);
        }
    }

    private void ask(PartnerClient client, String asked) {
        if (from == null || to == null) {
            throw new ParameterException(spec.commandLine(), "Which period? Say --from DAY and --to DAY.");
        }
        OtherAnswers others = new OtherAnswers(out(), json);
        if (asked.equals("retention.cohorts")) {
            others.print(client.cohorts(QueryCohortsRequest.newBuilder()
                    .setFrom(from)
                    .setTo(to)
                    .setMonths(months)
                    .putAllSlice(slice)
                    .setAsKnownAt(asKnownAt)
                    .build()));
        } else if (asked.equals("retention.survival")) {
            others.print(client.survival(QuerySurvivalRequest.newBuilder()
                    .setFrom(from)
                    .setTo(to)
                    .putAllSlice(slice)
                    .setAsKnownAt(asKnownAt)
                    .build()));
        } else if (compare) {
            others.print(client.compare(CompareDefinitionsRequest.newBuilder()
                    .setMetric(asked)
                    .setFrom(from)
                    .setTo(to)
                    .putAllSlice(slice)
                    .setDetail(detail)
                    .setAsKnownAt(asKnownAt)
                    .build()));
        } else if (!since.isEmpty()) {
            others.print(client.explainRevision(ExplainRevisionRequest.newBuilder()
                    .setMetric(asked)
                    .setDefinition(definition)
                    .setFrom(from)
                    .setTo(to)
                    .putAllSlice(slice)
                    .setDetail(detail)
                    .setSince(since)
                    .setAsKnownAt(asKnownAt)
                    .build()));
        } else {
            client.query(request(asked, from, to)).getFiguresList().forEach(this::print);
        }
    }

    private QueryFiguresRequest request(String asked, String first, String end) {
        return QueryFiguresRequest.newBuilder()
                .setMetric(asked)
                .setDefinition(definition)
                .setFrom(first)
                .setTo(end)
                .setDetail(detail)
                .setCutBy(cutBy)
                .setTop(top)
                .putAllSlice(slice)
                .setBy(by)
                .setRolling(String.join(" ", rolling))
                .setAsKnownAt(asKnownAt)
                .setExplain(explain)
                .build();
    }

    /// @param shape of what its answer is, where that is no figure
    private void print(MetricDescription description, String shape) {
        if (json) {
            out().println(Json.line(object(description, shape)));
            return;
        }
        out().printf("%s (%s)%s%n", description.getId(), description.getName(), shape.isEmpty() ? "" : ": a " + shape);
        for (DefinitionDescription each : description.getDefinitionsList()) {
            out().printf(
                            "    %-18s %s%s%s  [%s]%n",
                            each.getId(),
                            each.getFormula(),
                            each.getIsDefault() ? "  (default)" : "",
                            each.getToldApartBy().isEmpty() ? "" : "  (--of a " + each.getToldApartBy() + ")",
                            String.join(", ", each.getMadeOfList()));
        }
    }

    private static Map<String, Object> object(MetricDescription description, String shape) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", description.getId());
        object.put("name", description.getName());
        if (!shape.isEmpty()) {
            object.put("shape", shape);
        }
        object.put("unit", description.getUnit());
        object.put("better", description.getBetter());
        object.put(
                "definitions",
                description.getDefinitionsList().stream()
                        .map(DefinitionDescription::getId)
                        .toList());
        Map<String, Object> madeOf = new LinkedHashMap<>();
        description.getDefinitionsList().forEach(each -> madeOf.put(each.getId(), List.copyOf(each.getMadeOfList())));
        object.put("made_of", madeOf);
        return object;
    }

    private void print(Figure figure) {
        if (json) {
            out().println(Json.line(object(figure)));
            return;
        }
        out().printf(
                        "%s  %s%s  %s to %s%s  %s%n",
                        figure.getMetric(),
                        figure.getDefinition(),
                        figure.getDetail().isEmpty() ? "" : " of " + figure.getDetail(),
                        figure.getFrom(),
                        figure.getTo(),
                        slice(figure),
                        figure.getShown());
        if (figure.hasExplanation()) {
            print(figure.getExplanation());
        }
    }

    private static String slice(Figure figure) {
        String values = figure.getSliceMap().isEmpty() ? "" : "  " + figure.getSliceMap();
        return figure.hasOthers()
                ? values + "  " + figure.getOthers().getDimension() + " other than "
                        + String.join(", ", figure.getOthers().getThanList())
                : values;
    }

    private void print(Explanation explanation) {
        out().printf("    %s = %s%n", explanation.getFormula(), explanation.getCalculation());
        for (Term term : explanation.getTermsList()) {
            out().printf("    %-20s %18s  %s%n", term.getSymbol(), term.getValue(), term.getName());
        }
        explanation.getWarningsList().forEach(warning -> out().printf("    Warning: %s%n", warning.getMessage()));
        out().printf("    Behind %s:%n", explanation.getDrillList().getStandsFor());
        for (DrillRow row : explanation.getDrillList().getRowsList()) {
            out().printf(
                            "    %-10s %18s  %s  %s%n",
                            row.getDay(), row.getAmount(), row.getAccountName(), row.getDetail());
        }
        if (explanation.getDrillList().getMoreRows() > 0) {
            out().printf("    … and %d more%n", explanation.getDrillList().getMoreRows());
        }
        out().printf("    %-10s %18s%n", "total", explanation.getDrillList().getTotal());
    }

    static Map<String, Object> object(Figure figure) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", figure.getMetric());
        object.put("definition", figure.getDefinition());
        object.put("version", figure.getVersion());
        object.put("from", figure.getFrom());
        object.put("to", figure.getTo());
        object.put("slice", figure.getSliceMap());
        if (figure.hasOthers()) {
            object.put(
                    "others",
                    Map.of(
                            "dimension", figure.getOthers().getDimension(),
                            "than", List.copyOf(figure.getOthers().getThanList())));
        }
        if (!figure.getDetail().isEmpty()) {
            object.put("detail", figure.getDetail());
        }
        object.put("unit", figure.getUnit());
        if (!figure.getCurrencyCode().isEmpty()) {
            object.put("currency", figure.getCurrencyCode());
        }
        if (figure.hasUnavailable()) {
            object.put(
                    "unavailable",
                    Map.of(
                            "reason", figure.getUnavailable().getReason(),
                            "message", figure.getUnavailable().getMessage()));
        } else {
            object.put("value", figure.getValue());
        }
        object.put("shown", figure.getShown());
        object.put("base", figure.getBase());
        object.put(
                "left_out",
                figure.getLeftOutList().stream()
                        .map(item -> Map.of("reason", item.getReason(), "count", item.getCount()))
                        .toList());
        object.put("as_known_at", figure.getAsKnownAt());
        if (figure.hasExplanation()) {
            object.put("explanation", object(figure.getExplanation()));
        }
        return object;
    }

    private static Map<String, Object> object(Explanation explanation) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("formula", explanation.getFormula());
        object.put("calculation", explanation.getCalculation());
        object.put(
                "terms",
                explanation.getTermsList().stream().map(QueryCommand::object).toList());
        object.put(
                "warnings",
                explanation.getWarningsList().stream()
                        .map(warning -> Map.of("kind", warning.getKind(), "message", warning.getMessage()))
                        .toList());
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("stands_for", explanation.getDrillList().getStandsFor());
        List<Map<String, Object>> rows = explanation.getDrillList().getRowsList().stream()
                .map(QueryCommand::object)
                .toList();
        list.put("rows", rows);
        list.put("total", explanation.getDrillList().getTotal());
        list.put("more_rows", explanation.getDrillList().getMoreRows());
        object.put("drill_list", list);
        return object;
    }

    private static Map<String, Object> object(Term term) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("symbol", term.getSymbol());
        object.put("name", term.getName());
        object.put("value", term.getValue());
        return object;
    }

    private static Map<String, Object> object(DrillRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("account", row.getAccount());
        object.put("account_name", row.getAccountName());
        object.put("day", row.getDay());
        object.put("detail", row.getDetail());
        object.put("amount", row.getAmount());
        return object;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
