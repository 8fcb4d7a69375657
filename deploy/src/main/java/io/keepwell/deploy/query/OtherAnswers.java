package io.keepwell.deploy.query;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.query.v1.Cohort;
import io.keepwell.query.v1.CohortCell;
import io.keepwell.query.v1.CohortMean;
import io.keepwell.query.v1.CompareDefinitionsResponse;
import io.keepwell.query.v1.ComparedDefinition;
import io.keepwell.query.v1.ExplainRevisionResponse;
import io.keepwell.query.v1.QueryCohortsResponse;
import io.keepwell.query.v1.QuerySurvivalResponse;
import io.keepwell.query.v1.RevisedRow;
import io.keepwell.query.v1.RevisedTerm;
import io.keepwell.query.v1.RevisingCause;
import io.keepwell.query.v1.RevisingEvent;
import io.keepwell.query.v1.SurvivalStep;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints answers that aren't figures: comparisons, revisions, cohorts and survival.
final class OtherAnswers {
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final boolean json;

    /// @param json one JSON object an answer, as the contract names its fields
    OtherAnswers(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(CompareDefinitionsResponse comparison) {
        if (json) {
            printJson(comparison);
            return;
        }
        TextTable table = new TextTable().text("").number("").text("");
        for (ComparedDefinition each : comparison.getDefinitionsList()) {
            table.row(each.getValue().getDefinition(), each.getValue().getShown(), each.getBecause());
        }
        table.print(out);
    }

    void print(ExplainRevisionResponse revision) {
        if (json) {
            printJson(revision);
            return;
        }
        out.printf("then  %s%n", revision.getBefore().getShown());
        out.printf("now   %s%n", revision.getAfter().getShown());
        if (!revision.getChange().isEmpty()) {
            out.printf(
                    "by    %s%n",
                    change(revision.getChange(), revision.getAfter().getUnit()));
        }
        TextTable terms = new TextTable().text("").number("").number("").text("");
        for (RevisedTerm each : revision.getTermsList()) {
            terms.row(
                    each.getSymbol(),
                    change(each.getMoved(), each.getUnit()),
                    amount(each.getBefore(), each.getUnit()) + " → " + amount(each.getAfter(), each.getUnit()),
                    each.getName());
        }
        terms.print(out, INDENT);
        printRows(revision);
        printEvents(revision);
        for (RevisingCause each : revision.getCausesList()) {
            out.printf("    %s changed: %s, by %s%n", each.getAt(), each.getWhat(), each.getWho());
        }
    }

    private void printRows(ExplainRevisionResponse revision) {
        if (revision.getRowsCount() > 0 && !revision.getStandsFor().isEmpty()) {
            out.printf(
                    "    Behind %s, %s:%n", revision.getStandsFor(), change(revision.getMoved(), revision.getUnit()));
        }
        TextTable rows = new TextTable().text("").text("").number("").text("").text("");
        for (RevisedRow each : revision.getRowsList()) {
            rows.row(
                    each.getCame() ? "came" : "went",
                    each.getRow().getDay(),
                    each.getRow().getAmount(),
                    each.getRow().getAccountName(),
                    each.getRow().getDescription());
        }
        rows.print(out, INDENT);
        if (revision.getMoreRows() > 0) {
            out.printf("    … and %d more%n", revision.getMoreRows());
        }
    }

    private void printEvents(ExplainRevisionResponse revision) {
        for (RevisingEvent each : revision.getEventsList()) {
            out.printf(
                    "    %s %s %s of %s, %s%n",
                    each.getAt(),
                    each.getTakenBack() ? "taken back:" : "came in:",
                    each.getKind(),
                    each.getOccurredAt(),
                    each.getAccountName().isEmpty() ? "the firm" : each.getAccountName());
        }
        if (revision.getMoreEvents()) {
            out.println("    … and more events");
        }
    }

    private static String amount(String decimal, String unit) {
        return decimal.isEmpty() ? "–" : ValueFormat.bare(new BigDecimal(decimal), unit(unit));
    }

    private static String change(String decimal, String unit) {
        return ValueFormat.change(new BigDecimal(decimal), unit(unit));
    }

    private static Unit unit(String id) {
        return Unit.valueOf(id.toUpperCase(Locale.ROOT));
    }

    void print(QueryCohortsResponse table) {
        if (json) {
            printJson(table);
            return;
        }
        TextTable rows = new TextTable().text("").number("");
        for (int month = 0; month < months(table); month++) {
            rows.number("");
        }
        for (Cohort cohort : table.getCohortsList()) {
            List<Object> row = new ArrayList<>(List.of(cohort.getMonth(), cohort.getCustomers()));
            for (CohortCell cell : cohort.getCellsList()) {
                row.add(percent(cell.getKeptPercent()));
            }
            rows.row(row.toArray());
        }
        List<Object> last = new ArrayList<>(List.of("mean", ""));
        for (CohortMean mean : table.getMeansList()) {
            last.add(mean.getKeptPercent().isEmpty() ? "" : percent(mean.getKeptPercent()));
        }
        rows.row(last.toArray()).print(out);
    }

    /// Of the oldest cohort, or of the means.
    private static int months(QueryCohortsResponse table) {
        return table.getCohortsList().stream().mapToInt(Cohort::getCellsCount).reduce(table.getMeansCount(), Math::max);
    }

    void print(QuerySurvivalResponse curve) {
        if (json) {
            printJson(curve);
            return;
        }
        out.printf(
                "%d customers, followed until the end of %s%s%n",
                curve.getCustomers(),
                LocalDate.parse(curve.getFollowedTo()).minusDays(1),
                curve.hasMedianDays() ? ", half or fewer are there after " + curve.getMedianDays() + " days" : "");
        TextTable steps = new TextTable()
                .number("days")
                .number("at risk")
                .number("left")
                .number("there")
                .number("± error");
        for (SurvivalStep step : curve.getStepsList()) {
            steps.row(
                    step.getDays(),
                    step.getAtRisk(),
                    step.getLeft(),
                    rounded(step.getSurvival(), 4),
                    rounded(step.getStandardError(), 4));
        }
        steps.print(out);
    }

    private void printJson(Message message) {
        try {
            out.println(JsonFormat.printer()
                    .preservingProtoFieldNames()
                    .omittingInsignificantWhitespace()
                    .print(message));
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("an answer of the contract can't be printed", impossible);
        }
    }

    private static String percent(String text) {
        return rounded(text, 1) + "%";
    }

    private static String rounded(String text, int decimals) {
        return new BigDecimal(text).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
