package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Periods over twenty years of days, month ends and leap days among them.
final class EveryPeriodTest {
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2030, 1, 1);

    @ParameterizedTest
    @EnumSource
    void periods_of_a_grain_hold_each_day_once_and_follow_one_another(Grain grain) {
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            Period period = Period.of(grain, day);
            assertThat(period.contains(day)).isTrue();
            assertThat(Period.of(grain, period.from())).isEqualTo(period);
            assertThat(Period.of(grain, period.to().minusDays(1))).isEqualTo(period);
            assertThat(Period.of(grain, period.to()).from()).isEqualTo(period.to());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pieces_of_a_period_are_all_of_it_in_order(Grain grain) {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            LocalDate from = FIRST.plusDays(random.nextInt(7_000));
            Period whole = new Period(from, from.plusDays(1 + random.nextInt(900)));
            List<Period> pieces = whole.split(grain);
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
