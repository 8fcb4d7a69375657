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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "412600; MONEY; false; EUR |412,600.00|",
                "3.25; HOURS; true; ≈ |3.3| h",
                "2; DAYS; false; |2.0| days",
                "-5; PERCENT; true; ≈ |−5.00| %",
                "7043; COUNT; false; |7,043|"
            })
    void amount_is_a_number_between_quiet_signs(BigDecimal amount, Unit unit, boolean approximate, String text) {
        ValueFormat.Parts parts = ValueFormat.parts(amount, unit, EUR, approximate);
        assertThat(parts.before() + "|" + parts.number() + "|" + parts.after()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"4.2; +4.20 %", "-0.5; −0.50 %", "0; 0.00 %"})
    void relative_change_is_in_per_cent_and_not_in_points(BigDecimal percent, String text) {
        assertThat(ValueFormat.relativeChange(percent)).isEqualTo(text);
    }

    @Test
    void days_are_written_in_words() {
        assertThat(ValueFormat.day(LocalDate.parse("2026-03-01"))).isEqualTo("1 Mar 2026");
        assertThat(ValueFormat.month(LocalDate.parse("2026-03-01"))).isEqualTo("March 2026");
    }
}
