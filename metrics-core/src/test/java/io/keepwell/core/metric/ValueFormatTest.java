package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "26.5369870; PERCENT; 26.54 %",
                "0.005; PERCENT; 0.01 %",
                "-0.004; PERCENT; 0.00 %",
                "-5; PERCENT; −5.00 %",
                "412600; MONEY; EUR 412,600.00",
                "1234567.895; MONEY_PER_MONTH; EUR 1,234,567.90",
                "-5.8823; SCORE; −5.9",
                "7043; COUNT; 7,043",
                "0.5; COUNT; 1"
            })
    void amount_is_rounded_half_up_with_its_unit(BigDecimal amount, Unit unit, String text) {
        assertThat(ValueFormat.amount(amount, unit, EUR)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0.7; PERCENT; +0.70 pt", "-2; SCORE; −2.0", "0; COUNT; 0", "1500; MONEY; +1,500.00"})
    void change_has_its_sign(BigDecimal change, Unit unit, String text) {
        assertThat(ValueFormat.change(change, unit)).isEqualTo(text);
    }

    @Test
    void days_are_written_in_words() {
        assertThat(ValueFormat.day(LocalDate.parse("2026-03-01"))).isEqualTo("1 Mar 2026");
        assertThat(ValueFormat.month(LocalDate.parse("2026-03-01"))).isEqualTo("March 2026");
    }
}
