package io.keepwell.deploy.query;

import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.deploy.Json;
import io.keepwell.query.v1.AnalysisDescription;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.DrillRow;
import io.keepwell.query.v1.DrillThrough;
import io.keepwell.query.v1.Explanation;
import io.keepwell.query.v1.MetricDescription;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.Term;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints metrics and their figures.
final class FigureAnswers {
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final boolean json;
    private final TextTable table = new TextTable().text("").text("").text("");

    /// @param json one JSON object a metric or figure, a line each
    FigureAnswers(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /// @param shape of what its answer is, where that is no figure
    void print(MetricDescription description, String shape) {
        if (json) {
            out.println(Json.line(object(description, shape)));
            return;
        }
        out.printf("%s (%s)%s%n", description.getId(), description.getName(), shape.isEmpty() ? "" : ": a " + shape);
        TextTable definitions = new TextTable().text("").text("");
        for (DefinitionDescription each : description.getDefinitionsList()) {
            definitions.row(
                    each.getId(),
                    "%s%s%s  [%s]"
                            .formatted(
                                    each.getFormula(),
                                    each.getIsDefault() ? "  (default)" : "",
                                    each.getCustomDimension().isEmpty()
                                            ? ""
                                            : "  (--of a " + each.getCustomDimension() + ")",
                                    String.join(", ", each.getMadeOfList())));
        }
        definitions.print(out, INDENT);
    }

    private static Map<String, Object> object(MetricDescription description, String shape) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", description.getId());
        object.put("name", description.getName());
        if (!shape.isEmpty()) {
            object.put("shape", shape);
        }
        object.put("kind", description.getKind());
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

    void print(MetricValue figure) {
        if (json) {
            out.println(Json.line(object(figure)));
            return;
        }
        out.printf(
                "%s  %s%s  %s to %s%s  %s%n",
                figure.getMetric(),
                figure.getDefinition(),
                figure.getCustomValue().isEmpty() ? "" : " of " + figure.getCustomValue(),
                figure.getFrom(),
                figure.getTo(),
                slice(figure),
                figure.getShown());
        if (figure.hasExplanation()) {
            printHow(figure);
            print(figure.getExplanation());
        }
    }

    /// Adds a line to those of other metrics, which `printTable` prints; as JSON it is printed at once.
    void addToTable(MetricValue figure) {
        if (json) {
            print(figure);
            return;
        }
        String about = figure.getCustomValue().isEmpty() ? "" : " of " + figure.getCustomValue();
        table.row(figure.getMetric() + about, figure.getDefinition(), figure.getShown());
    }

    void printTable() {
        table.print(out);
    }

    /// What a table or a curve is about.
    ///
    /// @param customers how many it follows
    /// @param problem why it can't be asked for; empty where it can
    record Followed(long customers, String problem) {}

    /// Adds a table or curve to the lines of figures, by how many customers it follows.
    void addToTable(
            AnalysisDescription analysis, String from, String to, Map<String, String> slice, Followed followed) {
        boolean isEmpty = followed.customers() == 0;
        String shown = followed.problem().isEmpty()
                ? isEmpty ? "no customers to follow" : followed.customers() + " customers"
                : followed.problem();
        String id = analysis.getDescription().getId();
        if (!json) {
            table.row(id, "a " + analysis.getShape(), shown);
            return;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", id);
        object.put("shape", analysis.getShape());
        object.put("from", from);
        object.put("to", to);
        object.put("slice", slice);
        object.put("unit", "count");
        if (isEmpty) {
            String reason = followed.problem().isEmpty() ? "no_base" : "invalid_query";
            object.put("unavailable", Map.of("reason", reason, "message", shown));
        } else {
            object.put("value", Long.toString(followed.customers()));
        }
        object.put("shown", shown);
        out.println(Json.line(object));
    }

    /// What the figure rests on, what was left out, and how sure it is.
    private void printHow(MetricValue figure) {
        out.printf("    version %d of the definition, as of %s%n", figure.getVersion(), figure.getAsOf());
        if (!figure.getBase().isEmpty()) {
            out.printf("    base: %s%n", figure.getBase());
        }
        figure.getExclusionsList()
                .forEach(exclusions ->
                        out.printf("    left out: %s %s%n", exclusions.getCount(), exclusions.getReason()));
        if (figure.hasInterval()) {
            out.printf(
                    "    %s is its interval: 95 of 100 made this way hold the true value%n",
                    ValueFormat.interval(
                            new Interval(
                                    new BigDecimal(figure.getInterval().getLow()),
                                    new BigDecimal(figure.getInterval().getHigh())),
                            unit(figure)));
        }
    }

    private static Unit unit(MetricValue figure) {
        return Unit.valueOf(figure.getUnit().toUpperCase(Locale.ROOT));
    }

    private static String slice(MetricValue figure) {
        String values = figure.getSliceMap().isEmpty() ? "" : "  " + figure.getSliceMap();
        return figure.hasOthers()
                ? values + "  " + figure.getOthers().getDimension() + " other than "
                        + String.join(", ", figure.getOthers().getThanList())
                : values;
    }

    private void print(Explanation explanation) {
        out.printf("    %s = %s%n", explanation.getFormula(), explanation.getCalculation());
        TextTable terms = new TextTable().text("").number("").text("");
        explanation.getTermsList().forEach(term -> terms.row(term.getSymbol(), term.getValue(), term.getName()));
        terms.print(out, INDENT);
        explanation.getWarningsList().forEach(warning -> out.printf("    Warning: %s%n", warning.getMessage()));
        out.printf("    Behind %s:%n", explanation.getDrillThrough().getStandsFor());
        DrillThrough list = explanation.getDrillThrough();
        TextTable rows = new TextTable().text("").number("").text("").text("");
        for (DrillRow row : list.getRowsList()) {
            rows.row(row.getDay(), row.getAmount(), row.getAccountName(), row.getDescription());
        }
        if (list.getMoreRows() > 0) {
            rows.row("…", "", "and " + list.getMoreRows() + " more");
        }
        rows.row("total", list.getTotal()).print(out, INDENT);
    }

    private static Map<String, Object> object(MetricValue figure) {
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
        if (!figure.getCustomValue().isEmpty()) {
            object.put("custom_value", figure.getCustomValue());
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
            object.put("approximate", figure.getApproximate());
        }
        object.put("shown", figure.getShown());
        object.put("base", figure.getBase());
        object.put(
                "exclusions",
                figure.getExclusionsList().stream()
                        .map(item -> Map.of("reason", item.getReason(), "count", item.getCount()))
                        .toList());
        if (figure.hasInterval()) {
            object.put(
                    "interval",
                    Map.of(
                            "low", figure.getInterval().getLow(),
                            "high", figure.getInterval().getHigh()));
        }
        object.put("as_of", figure.getAsOf());
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
                explanation.getTermsList().stream().map(FigureAnswers::object).toList());
        object.put(
                "warnings",
                explanation.getWarningsList().stream()
                        .map(warning -> Map.of("kind", warning.getKind(), "message", warning.getMessage()))
                        .toList());
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("stands_for", explanation.getDrillThrough().getStandsFor());
        List<Map<String, Object>> rows = explanation.getDrillThrough().getRowsList().stream()
                .map(FigureAnswers::object)
                .toList();
        list.put("rows", rows);
        list.put("total", explanation.getDrillThrough().getTotal());
        list.put("more_rows", explanation.getDrillThrough().getMoreRows());
        object.put("drill_through", list);
        return object;
    }

    private static Map<String, Object> object(Term term) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("symbol", term.getSymbol());
        object.put("name", term.getName());
        object.put("value", term.getValue());
        object.put("unit", term.getUnit());
        return object;
    }

    private static Map<String, Object> object(DrillRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("account", row.getAccount());
        object.put("account_name", row.getAccountName());
        object.put("day", row.getDay());
        object.put("description", row.getDescription());
        object.put("amount", row.getAmount());
        return object;
    }
}
