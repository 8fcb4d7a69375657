package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Periods over twenty years of days, month ends and leap days among them.
final class EveryPeriodTest {
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2030, 1, 1);

    @ParameterizedTest
    @EnumSource
    void periods_of_a_grain_hold_each_day_once_and_follow_one_another(Grain grain) {
        for (Month start : grain.isFiscal() ? Month.values() : new Month[] {Month.JANUARY}) {
            Calendar calendar = new Calendar(start);
            for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
                Period period = calendar.period(grain, day);
                boolean holds = period.contains(day)
                        && calendar.period(grain, period.from()).equals(period)
                        && calendar.period(grain, period.to().minusDays(1)).equals(period)
                        && calendar.period(grain, period.to()).from().equals(period.to());
                if (!holds) {
                    assertThat(period).as(calendar + ", " + day).isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FISCAL_YEAR, 4, 2026-03-31, 2025-04-01, 2026-04-01",
        "FISCAL_YEAR, 4, 2026-04-01, 2026-04-01, 2027-04-01",
        "FISCAL_YEAR, 1, 2026-04-01, 2026-01-01, 2027-01-01",
        "FISCAL_QUARTER, 2, 2026-01-31, 2025-11-01, 2026-02-01",
        "FISCAL_QUARTER, 2, 2026-02-28, 2026-02-01, 2026-05-01",
        "FISCAL_QUARTER, 12, 2024-02-29, 2023-12-01, 2024-03-01",
        "QUARTER, 2, 2026-02-28, 2026-01-01, 2026-04-01"
    })
    void fiscal_periods_begin_with_the_firms_month(
            Grain grain, int month, LocalDate day, LocalDate from, LocalDate to) {
        assertThat(new Calendar(Month.of(month)).period(grain, day)).isEqualTo(new Period(from, to));
    }

    @Test
    void periods_up_to_a_day_are_the_last_ones_in_order() {
        assertThat(new Calendar(Month.APRIL).upTo(LocalDate.parse("2026-05-20"), Grain.FISCAL_YEAR, 2))
                .containsExactly(
                        new Period(LocalDate.parse("2025-04-01"), LocalDate.parse("2026-04-01")),
                        new Period(LocalDate.parse("2026-04-01"), LocalDate.parse("2027-04-01")));
    }

    @ParameterizedTest
    @CsvSource({
        "3 months, 2026-06-01, 2026-03-01",
        "1 month, 2026-03-31, 2026-02-28",
        "12 months, 2024-02-29, 2023-02-28",
        "90 days, 2026-04-01, 2026-01-01",
        "1 day, 2026-04-01, 2026-03-31"
    })
    void window_ends_where_its_point_ends_and_looks_back_from_there(String text, LocalDate end, LocalDate from) {
        Window window = Window.parse(text).orElseThrow();

        assertThat(window.until(end)).isEqualTo(new Period(from, end));
        assertThat(window).hasToString(text);
        assertThat(window.over(List.of(new Period(end.minusDays(7), end), new Period(end, end.plusDays(7)))))
                .extracting(Period::to)
                .containsExactly(end, end.plusDays(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "months", "0 days", "-1 days", "3661 days", "121 months", "3 weeks", "3  months"})
    void text_that_is_no_window_is_none(String text) {
        assertThat(Window.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void pieces_of_a_period_are_all_of_it_in_order(Grain grain) {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            LocalDate from = FIRST.plusDays(random.nextInt(7_000));
            Period whole = new Period(from, from.plusDays(1 + random.nextInt(900)));
            List<Period> pieces = Calendar.COMMON.split(whole, grain);
            assertThat(pieces.getFirst().from()).isEqualTo(whole.from());
            assertThat(pieces.getLast().to()).isEqualTo(whole.to());
            for (int piece = 1; piece < pieces.size(); piece++) {
                assertThat(pieces.get(piece).from())
                        .isEqualTo(pieces.get(piece - 1).to())
                        .isEqualTo(grain.startOf(pieces.get(piece).from()));
            }
        }
    }

    @Test
    void period_before_ends_where_the_period_begins_and_is_as_long() {
        Random random = new Random(6);
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            Period period = new Period(day, day.plusDays(1 + random.nextInt(400)));
            Period before = period.previous();
            assertThat(before.to()).isEqualTo(period.from());
            if (period.wholeMonths().isPresent()) {
                assertThat(before.wholeMonths()).isEqualTo(period.wholeMonths());
            } else {
                assertThat(before.days()).isEqualTo(period.days());
            }
        }
    }

    @Test
    void period_a_year_before_is_as_long_and_begins_on_the_same_day_but_for_leap_days() {
        Random random = new Random(7);
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            Period period = new Period(day, day.plusDays(1 + random.nextInt(400)));
            Period before = period.yearBefore();
            assertThat(before.from()).isEqualTo(day.minusYears(1));
            if (period.wholeMonths().isPresent()) {
                assertThat(before.wholeMonths()).isEqualTo(period.wholeMonths());
            } else {
                assertThat(before.days()).isEqualTo(period.days());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-04-01, 2026-02-01, 2026-03-01, 2025-03-01, 2025-04-01",
        "2024-02-01, 2024-03-01, 2024-01-01, 2024-02-01, 2023-02-01, 2023-03-01",
        "2026-01-01, 2027-01-01, 2025-01-01, 2026-01-01, 2025-01-01, 2026-01-01",
        "2024-02-29, 2024-03-01, 2024-02-28, 2024-02-29, 2023-02-28, 2023-03-01",
        "2026-03-31, 2026-04-01, 2026-03-30, 2026-03-31, 2025-03-31, 2025-04-01"
    })
    void month_ends_and_leap_days_are_met(
            LocalDate from,
            LocalDate to,
            LocalDate previousFrom,
            LocalDate previousTo,
            LocalDate yearBeforeFrom,
            LocalDate yearBeforeTo) {
        Period period = new Period(from, to);

        assertThat(period.previous()).isEqualTo(new Period(previousFrom, previousTo));
        assertThat(period.yearBefore()).isEqualTo(new Period(yearBeforeFrom, yearBeforeTo));
    }
}
