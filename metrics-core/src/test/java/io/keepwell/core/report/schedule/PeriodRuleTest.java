package io.keepwell.core.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodRuleTest {
    private static final ReportingZone BERLIN = ReportingZone.of("Europe/Berlin");
    private static final Calendar APRIL = new Calendar(Month.APRIL);

    /// Monday, 2 November 2026, in Berlin; the fiscal year begins in April.
    private static final Instant MOMENT = Instant.parse("2026-11-01T23:30:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            last day | 2026-11-01 | 2026-11-02
            day before last | 2026-10-31 | 2026-11-01
            last week | 2026-10-26 | 2026-11-02
            last month | 2026-10-01 | 2026-11-01
            month before last | 2026-09-01 | 2026-10-01
            12 months ago | 2025-11-01 | 2025-12-01
            last quarter | 2026-07-01 | 2026-10-01
            last year | 2025-01-01 | 2026-01-01
            last fiscal quarter | 2026-07-01 | 2026-10-01
            last fiscal year | 2025-04-01 | 2026-04-01
            fiscal year to date | 2026-04-01 | 2026-11-02
            week to date | 2026-10-26 | 2026-11-02
            month to date | 2026-11-01 | 2026-11-02
            quarter to date | 2026-10-01 | 2026-11-02
            year to date | 2026-01-01 | 2026-11-02
            last 30 days | 2026-10-03 | 2026-11-02
            """)
    void period_is_over_when_the_report_is_made(String text, LocalDate from, LocalDate to) {
        assertThat(PeriodRule.parse(text).period(MOMENT, BERLIN, APRIL)).isEqualTo(new Period(from, to));
        assertThat(PeriodRule.parse(text)).hasToString(text);
    }

    @Test
    void month_to_date_is_all_of_the_month_before_on_the_first_day() {
        assertThat(PeriodRule.parse("month to date").period(Instant.parse("2026-11-01T06:00:00Z"), BERLIN, APRIL))
                .isEqualTo(Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1)));
    }

    @Test
    void other_words_for_the_same_have_one_form() {
        assertThat(PeriodRule.parse(" 1  months ago")).isEqualTo(PeriodRule.parse("last month"));
        assertThat(PeriodRule.parse("2 weeks ago")).hasToString("week before last");
    }

    /// For each day of three years, what is over before it and after it lie beside each other.
    @Test
    void no_period_reaches_into_the_day_on_which_the_report_is_made() {
        for (String text :
                new String[] {"last week", "last month", "fiscal year to date", "last 7 days", "5 quarters ago"}) {
            for (int day = 0; day < 1_100; day++) {
                LocalDate today = LocalDate.of(2026, 1, 1).plusDays(day);
                Period period = PeriodRule.parse(text)
                        .period(today.atTime(0, 0).atZone(BERLIN.id()).toInstant(), BERLIN, APRIL);
                assertThat(period.to()).isBeforeOrEqualTo(today);
                assertThat(period.from()).isBefore(period.to());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "month", "last fortnight", "0 months ago", "121 months ago", "last 3661 days", "day to date"
            })
    void what_is_no_period_is_refused(String text) {
        assertThatThrownBy(() -> PeriodRule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
