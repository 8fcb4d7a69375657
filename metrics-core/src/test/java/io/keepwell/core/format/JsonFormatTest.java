package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonFormatTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @Test
    void each_cell_has_its_exact_amount_or_the_reason_why_there_is_none() throws IOException {
        Grid.Head head = new Grid.Head(
                "Monthly \"summary\"",
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
                Slice.of(Dimension.SEGMENT, "Enterprise"),
                new Firm("Nordlicht", ReportingZone.of("Europe/Berlin"), EUR),
                Instant.parse("2026-11-02T06:00:00Z"));
        Grid.Panel panel = Grid.Panel.of(
                "Figures",
                Grid.Arrangement.TABLE,
                List.of(new Grid.Column("October", Grid.Weight.MAIN), new Grid.Column("Before", Grid.Weight.PLAIN)),
                List.of(Grid.Row.of(
                        "MRR",
                        "",
                        List.of("a note"),
                        List.of(
                                new GridCell.Amount(
                                        new BigDecimal("12345678901234567.891200"),
                                        Unit.MONEY_PER_MONTH,
                                        EUR,
                                        GridCell.Form.WHOLE,
                                        true),
                                new GridCell.Missing(Outcome.Reason.NO_DATA, "Nothing was sent.")))));
        Grid grid = new Grid(
                head, List.of(new Grid.Whole(new SectionId("figures"), EnumSet.allOf(Medium.class), List.of(panel))));

        RunFile file = new JsonFormat().render(grid).file();

        assertThat(file.use()).isEqualTo(RunFile.Use.KEPT);
        JsonNode report = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(file.bytes());
        assertThat(report.get("report").asText()).isEqualTo("Monthly \"summary\"");
        assertThat(report.at("/slice/segment").asText()).isEqualTo("Enterprise");
        assertThat(report.get("last_day").asText()).isEqualTo("2026-10-31");
        assertThat(report.get("as_of").asText()).isEqualTo("2026-11-02T06:00:00Z");
        JsonNode row = report.at("/sections/0/panels/0/rows/0");
        assertThat(row.at("/cells/0/amount").decimalValue()).isEqualByComparingTo("12345678901234567.8912");
        assertThat(row.at("/cells/0").toString())
                .contains("\"unit\":\"money_per_month\"", "\"currency\":\"EUR\"", "\"approximate\":true");
        assertThat(row.at("/cells/1/amount").isNull()).isTrue();
        assertThat(row.at("/cells/1/reason").asText()).isEqualTo("NO_DATA");
        assertThat(row.at("/notes/0").asText()).isEqualTo("a note");
        assertThat(report.at("/sections/0/panels/0/columns/1").asText()).isEqualTo("Before");
    }
}
