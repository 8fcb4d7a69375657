package io.keepwell.deploy.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.query.v1.DrillRow;
import io.keepwell.query.v1.DrillThrough;
import io.keepwell.query.v1.Explanation;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.Term;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureAnswersTest {
    private final StringWriter text = new StringWriter();
    private final FigureAnswers answers = new FigureAnswers(new PrintWriter(text, true), false);

    @Test
    void columns_are_as_wide_as_what_stands_in_them() {
        answers.print(MetricValue.newBuilder()
                .setMetric("revenue.mrr")
                .setExplanation(Explanation.newBuilder()
                        .addTerms(term("E", "1200", "closing"))
                        .addTerms(term("transfers of a long name", "-3", "moved"))
                        .setDrillThrough(DrillThrough.newBuilder()
                                .addRows(row("1200", "株式会社", "first\nand second line"))
                                .addRows(row("-3", "Acme & Sons", "gone"))
                                .setMoreRows(4)
                                .setTotal("1197")))
                .build());

        assertThat(lines())
                .containsSubsequence(
                        "    E                         1200  closing",
                        "    transfers of a long name    -3  moved",
                        "    2026-10-05  1200  株式会社     first and second line",
                        "    2026-10-05    -3  Acme & Sons  gone",
                        "    …                 and 4 more",
                        "    total       1197");
    }

    @Test
    void figures_of_all_metrics_stand_in_one_table() {
        answers.addToTable(figure("voice.nps", "zero_to_ten", "33.3"));
        answers.addToTable(figure("custom.measure", "sum", "7"));
        answers.printTable();

        assertThat(lines()).containsExactly("voice.nps       zero_to_ten  33.3", "custom.measure  sum          7");
    }

    private static MetricValue figure(String metric, String definition, String shown) {
        return MetricValue.newBuilder()
                .setMetric(metric)
                .setDefinition(definition)
                .setShown(shown)
                .build();
    }

    private static Term term(String symbol, String value, String name) {
        return Term.newBuilder().setSymbol(symbol).setValue(value).setName(name).build();
    }

    private static DrillRow row(String amount, String account, String description) {
        return DrillRow.newBuilder()
                .setDay("2026-10-05")
                .setAmount(amount)
                .setAccountName(account)
                .setDescription(description)
                .build();
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }
}
