package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextFormatTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @Test
    void row_of_a_table_says_what_it_is_with_its_detail() {
        Grid.Panel panel = Grid.Panel.of(
                        "Largest MRR movements",
                        Grid.Arrangement.TABLE,
                        List.of(new Grid.Column("EUR a month", Grid.Weight.MAIN)),
                        List.of(row("Acme", "churn: EUR 999.00 → EUR 0.00", "-999"), row("All movements", "", "-999")))
                .naming("Customer");

        assertThat(lines(panel))
                .containsSubsequence(
                        "Largest MRR movements",
                        "Customer                            EUR a month",
                        "Acme, churn: EUR 999.00 → EUR 0.00      −999.00",
                        "All movements                           −999.00");
    }

    @Test
    void names_that_are_wide_on_a_screen_leave_the_columns_straight() {
        Grid.Panel panel = Grid.Panel.of(
                "Largest MRR movements",
                Grid.Arrangement.TABLE,
                List.of(new Grid.Column("", Grid.Weight.MAIN)),
                List.of(row("株式会社", "", "12"), row("Acme", "", "3")));

        assertThat(lines(panel)).containsSubsequence("株式会社  +12.00", "Acme       +3.00");
    }

    private static Grid.Row row(String name, String detail, String amount) {
        return Grid.Row.of(
                name,
                detail,
                List.of(),
                List.of(new GridCell.Amount(
                        new BigDecimal(amount), Unit.MONEY_PER_MONTH, EUR, GridCell.Form.SIGNED, false)));
    }

    private static List<String> lines(Grid.Panel panel) {
        Grid grid = new Grid(
                new Grid.Head(
                        "Monthly summary",
                        Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1)),
                        new Firm("Nordlicht", ReportingZone.of("Europe/Berlin"), EUR),
                        Instant.parse("2026-11-02T06:00:00Z")),
                List.of(new Grid.Whole(
                        new SectionId("largest-movements"), EnumSet.allOf(Medium.class), List.of(panel))));
        return new String(new TextFormat().render(grid).file().bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
