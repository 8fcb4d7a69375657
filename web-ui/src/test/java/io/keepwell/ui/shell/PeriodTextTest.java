package io.keepwell.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeriodTextTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 7);

    @Test
    void whole_months_quarters_and_years_are_short() {
        assertThat(PeriodText.write(Period.of(Grain.MONTH, DAY))).isEqualTo("2026-10");
        assertThat(PeriodText.write(Period.of(Grain.QUARTER, DAY))).isEqualTo("2026-Q4");
        assertThat(PeriodText.write(Period.of(Grain.YEAR, DAY))).isEqualTo("2026");
    }

    @Test
    void other_periods_name_their_first_and_last_day() {
        assertThat(PeriodText.write(Period.of(Grain.WEEK, DAY))).isEqualTo("2026-10-05..2026-10-11");
        assertThat(PeriodText.write(Period.of(Grain.DAY, DAY))).isEqualTo("2026-10-07..2026-10-07");
    }

    @Test
    void what_is_written_can_be_read() {
        for (int offset = 0; offset < 800; offset++) {
            LocalDate day = DAY.plusDays(offset);
            for (Grain grain : Grain.values()) {
                Period period = Period.of(grain, day);
                assertThat(PeriodText.parse(PeriodText.write(period))).contains(period);
            }
        }
    }

    @Test
    void what_is_no_period_is_none() {
        List.of("", "2026-13", "2026-Q5", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "October", "20261")
                .forEach(text -> assertThat(PeriodText.parse(text)).as(text).isEmpty());
    }

    @Test
    void stepping_forth_and_back_leads_home() {
        for (Grain grain : Grain.values()) {
            Period period = Period.of(grain, DAY);
            assertThat(PeriodPicker.next(period).previous()).isEqualTo(period);
        }
    }
}
