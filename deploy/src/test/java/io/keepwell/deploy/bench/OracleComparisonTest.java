package io.keepwell.deploy.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.deploy.Failure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OracleComparisonTest {
    private static final String CHURN = OracleComparison.movement(LocalDate.of(2026, 2, 1), "churn");
    private static final Map<String, BigDecimal> DUCK = Map.of(
            CHURN,
            new BigDecimal("10.000001"),
            OracleComparison.answers(LocalDate.of(2026, 2, 1), "small", "promoters"),
            new BigDecimal(7));

    @Test
    void sums_that_are_the_same_however_they_are_written_agree() {
        OracleComparison.compare(
                Map.of(
                        CHURN,
                        new BigDecimal("10.0000010"),
                        OracleComparison.answers(LocalDate.of(2026, 2, 1), "small", "promoters"),
                        new BigDecimal("7.0")),
                DUCK);
    }

    @Test
    void last_digit_that_differs_is_reported_with_what_it_is_about() {
        assertThatThrownBy(() -> OracleComparison.compare(
                        Map.of(
                                CHURN,
                                new BigDecimal("10.000002"),
                                OracleComparison.answers(LocalDate.of(2026, 2, 1), "small", "promoters"),
                                new BigDecimal(7)),
                        DUCK))
                .isInstanceOf(Failure.class)
                .hasMessage("1 of 2 sums differ from DuckDB's: churn MRR of the month from 2026-02-01 is 10.000002 by"
                        + " Keepwell and 10.000001 by DuckDB.");
    }

    @Test
    void sum_that_only_one_of_them_has_and_no_sums_at_all_are_reported() {
        assertThatThrownBy(() -> OracleComparison.compare(Map.of(CHURN, new BigDecimal("10.000001")), DUCK))
                .hasMessageContaining("promoters of segment small in the month from 2026-02-01 is 0 by Keepwell and 7");
        assertThatThrownBy(() -> OracleComparison.compare(Map.of(), Map.of())).hasMessageContaining("there are none");
    }
}
