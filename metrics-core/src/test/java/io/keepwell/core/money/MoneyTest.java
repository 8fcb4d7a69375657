package io.keepwell.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.000001, 1",
        "1250.00, 1250000000",
        "007, 7000000",
        "1000000000000, 1000000000000000000",
        "1000000000000.000000, 1000000000000000000"
    })
    void plain_decimal_text_is_exact_micros(String text, long micros) {
        assertThat(Money.parseMicros(text)).contains(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1e3",
                "1E30",
                "1,000",
                "1.",
                ".5",
                "1.0000001",
                "1 ",
                "0x10",
                "NaN",
                "١",
                "1000000000000.000001",
                "9999999999999999999",
                "99999999999999999999"
            })
    void any_other_text_is_no_amount(String text) {
        assertThat(Money.parseMicros(text)).isEmpty();
    }

    @Test
    void micros_are_read_as_main_units() {
        assertThat(Money.units(1_234_567L)).isEqualByComparingTo("1.234567");
        assertThat(Money.units(-1L)).isEqualByComparingTo("-0.000001");
    }

    @ParameterizedTest
    @CsvSource({
        "600000000, 50, 1, YEAR, 2500000000", // 50 × 600 ÷ 12 = 2,500
        "100000000, 1, 1, WEEK, 433333333", // 100 × 52 ÷ 12 = 433.333333|3
        "300000000, 1, 3, MONTH, 100000000",
        "2400000000, 1, 2, YEAR, 100000000", // 2,400 ÷ 24
        "50000000, 1, 2, WEEK, 108333333", // 50 × 26 ÷ 12 = 108.333333|3
        "1000000, 1, 1, DAY, 30416667", // 365 ÷ 12 = 30.416666|6
        "1, 1, 2, MONTH, 1", // half a micro is rounded up
        "1, 1, 3, MONTH, 0",
        "0, 1000, 1, MONTH, 0"
    })
    void price_is_brought_to_a_month_and_rounded_once(
            long price, long quantity, int count, BillingInterval.Unit unit, long monthly) {
        assertThat(new BillingInterval(count, unit).monthlyMicros(price, quantity, 0))
                .isEqualTo(monthly);
    }

    @Test
    void month_in_another_currency_is_rounded_once() {
        // 10 ÷ 12 × 25,000 = 20,833.333333|3, and not 0.833333 × 25,000
        assertThat(new BillingInterval(1, BillingInterval.Unit.YEAR)
                        .monthlyMicros(10_000_000L, 1, 0, 25_000_000_000_000L))
                .isEqualTo(20_833_333_333L);
    }

    @Test
    void amount_that_does_not_fit_is_an_error_and_not_another_amount() {
        BillingInterval day = new BillingInterval(1, BillingInterval.Unit.DAY);

        assertThatThrownBy(() -> day.monthlyMicros(Long.MAX_VALUE, 1_000_000_000L, 0))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 121})
    void interval_counts_from_1_to_120(int count) {
        assertThatThrownBy(() -> new BillingInterval(count, BillingInterval.Unit.MONTH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_iso_4217_codes_are_currencies() {
        assertThat(CurrencyCode.parse("EUR")).contains(new CurrencyCode("EUR"));
        assertThat(CurrencyCode.parse("eur")).isEmpty();
        assertThat(CurrencyCode.parse("")).isEmpty();
        assertThat(CurrencyCode.parse("EURO")).isEmpty();
    }
}
