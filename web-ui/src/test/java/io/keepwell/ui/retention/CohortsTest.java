package io.keepwell.ui.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.core.money.CurrencyCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CohortsTest {
    /// Four customers of 100.00 a month; one leaves in the second month, and the others come to 330.00.
    private static final CohortTable TABLE = new CohortTable(
            3,
            List.of(new CohortTable.Cohort(
                    YearMonth.of(2026, 9),
                    AccountSet.of(1, 2, 3, 4),
                    new BigDecimal("400.00"),
                    List.of(
                            Optional.of(cell(AccountSet.of(1, 2, 3, 4), "100", "400.00", "100")),
                            Optional.of(cell(AccountSet.of(1, 2, 3), "75", "330.00", "82.5")),
                            Optional.empty()))),
            List.of(),
            new CurrencyCode("EUR"),
            Instant.parse("2026-11-02T06:00:00Z"));

    @Test
    void colour_gets_stronger_from_the_lowest_to_the_highest_share() {
        Heat heat = Heat.of(TABLE, CohortMeasure.CUSTOMERS).orElseThrow();

        assertThat(heat.level(new BigDecimal("75"))).isZero();
        // (90 − 75) ÷ (100 − 75) × 8 = 4.8
        assertThat(heat.level(new BigDecimal("90"))).isEqualTo(5);
        assertThat(heat.level(new BigDecimal("100"))).isEqualTo(Heat.MOST);
    }

    @Test
    void shares_that_are_all_alike_have_one_colour() {
        assertThat(new Heat(BigDecimal.TEN, BigDecimal.TEN).level(BigDecimal.TEN))
                .isEqualTo(Heat.MOST);
    }

    @Test
    void sheet_has_a_line_for_each_month_that_is_over() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        CohortSheet.write(TABLE, file);

        assertThat(file.toString(StandardCharsets.UTF_8).split("\r\n", -1))
                .containsExactly(
                        "cohort,customers,first_mrr,month,kept,kept_percent,mrr,mrr_percent,currency",
                        "2026-09,4,400.00,1,4,100,400.00,100,EUR",
                        "2026-09,4,400.00,2,3,75,330.00,82.5,EUR",
                        "");
    }

    private static CohortTable.Cell cell(AccountSet kept, String keptPercent, String mrr, String mrrPercent) {
        return new CohortTable.Cell(kept, new BigDecimal(keptPercent), new BigDecimal(mrr), new BigDecimal(mrrPercent));
    }
}
