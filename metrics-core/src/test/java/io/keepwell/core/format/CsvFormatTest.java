package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CsvFormatTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final SectionId FIGURES = new SectionId("figures");
    private static final Grid.Head HEAD = new Grid.Head(
            "Monthly summary",
            new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
            new Firm("Nordlicht", ReportingZone.of("Europe/Berlin"), EUR),
            Instant.parse("2026-11-02T06:00:00Z"));

    @Test
    void each_cell_is_a_line_with_its_exact_amount_or_the_reason_why_there_is_none() {
        Grid grid = grid(
                EnumSet.allOf(Medium.class),
                panel(
                        row(
                                "Monthly recurring revenue",
                                "running subscriptions",
                                amount("-1234567.891234", Unit.MONEY_PER_MONTH)),
                        row(
                                "First response time",
                                "median, all",
                                new GridCell.Amount(
                                        new BigDecimal("3.25"), Unit.HOURS, EUR, GridCell.Form.WHOLE, true)),
                        row("Quick ratio", "", new GridCell.Missing(Outcome.Reason.NO_BASE, "Nothing was lost."))));

        assertThat(lines(grid))
                .containsExactly(
                        "report,accounts,first_day,last_day,as_of,section,title,row,detail,column,amount,unit,currency,approximate,"
                                + "text,reason",
                        place("Monthly recurring revenue,running subscriptions")
                                + "October,-1234567.891234,money_per_month,EUR,no,,",
                        place("First response time,\"median, all\"") + "October,3.25,hours,,yes,,",
                        place("Quick ratio,") + "October,,,,,Nothing was lost.,NO_BASE");
    }

    @Test
    void changes_of_money_say_their_currency_and_panels_what_they_come_to_and_note() {
        GridCell change = new GridCell.Moved(
                new Change(new BigDecimal("-12.5"), Optional.empty(), Change.Verdict.WORSE), Unit.MONEY, EUR);
        Grid.Panel panel = panel(row("Discounts", "", change))
                .comingTo(new Grid.Headline(amount("40", Unit.MONEY), change, "Sep 2026"))
                .noting("2 customers");

        assertThat(lines(grid(EnumSet.allOf(Medium.class), panel)).subList(1, 5))
                .containsExactly(
                        place(",") + "figure,40,money,EUR,no,,",
                        place(",") + "vs Sep 2026,-12.5,money,EUR,,worse,",
                        place(",") + "note,,,,,2 customers,",
                        place("Discounts,") + "October,-12.5,money,EUR,,worse,");
    }

    @Test
    void words_of_others_are_never_a_formula() {
        Grid grid = grid(
                EnumSet.allOf(Medium.class),
                panel(Grid.Row.of("=cmd()", "@x", List.of("+1 said \"no\""), List.of(new GridCell.Words("-x")))));

        assertThat(lines(grid).subList(1, 3))
                .containsExactly(
                        place("'=cmd(),'@x") + "October,,,,,'-x,",
                        place("'=cmd(),'@x") + "note,,,,,\"'+1 said \"\"no\"\"\",");
    }

    @Test
    void sections_that_are_no_data_are_left_out_and_half_reports_refused() {
        Grid.Panel panel = panel(row("Churn", "", amount("1", Unit.PERCENT)));

        assertThat(lines(grid(EnumSet.of(Medium.MAIL), panel))).hasSize(1);
        assertThatThrownBy(() -> new CsvFormat()
                        .render(new Grid(HEAD, List.of(new Grid.Failed(FIGURES, "The section could not be made.")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("could not be made");
    }

    private static String place(String row) {
        return "Monthly summary,,2026-10-01,2026-10-31,2026-11-02T06:00:00Z,figures,All figures," + row + ",";
    }

    private static GridCell amount(String amount, Unit unit) {
        return new GridCell.Amount(new BigDecimal(amount), unit, EUR, GridCell.Form.WHOLE, false);
    }

    private static Grid.Row row(String name, String detail, GridCell cell) {
        return Grid.Row.of(name, detail, List.of(), List.of(cell));
    }

    private static Grid.Panel panel(Grid.Row... rows) {
        return Grid.Panel.of(
                "All figures",
                Grid.Arrangement.TABLE,
                List.of(new Grid.Column("October", Grid.Weight.MAIN)),
                List.of(rows));
    }

    private static Grid grid(Set<Medium> media, Grid.Panel panel) {
        return new Grid(HEAD, List.of(new Grid.Whole(FIGURES, media, List.of(panel))));
    }

    private static List<String> lines(Grid grid) {
        RunFile file = new CsvFormat().render(grid).file();
        assertThat(file.use()).isEqualTo(RunFile.Use.KEPT);
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\r\n");
        return List.of(text.split("\r\n"));
    }
}
