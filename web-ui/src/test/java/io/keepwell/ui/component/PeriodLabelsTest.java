package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeriodLabelsTest {
    @Test
    void months_have_their_year_below_where_it_begins_and_at_the_end() {
        assertThat(PeriodLabels.of(periods(Grain.MONTH, "2025-11-01", 5)))
                .containsExactly("Nov\n2025", "Dec", "Jan\n2026", "Feb", "Mar\n2026");
    }

    @Test
    void quarters_have_their_year_below_and_years_are_their_own_label() {
        assertThat(PeriodLabels.of(periods(Grain.QUARTER, "2025-10-01", 2))).containsExactly("Q4\n2025", "Q1\n2026");
        assertThat(PeriodLabels.of(periods(Grain.YEAR, "2025-01-01", 2))).containsExactly("2025", "2026");
    }

    @Test
    void other_periods_are_named_by_their_first_day() {
        assertThat(PeriodLabels.of(periods(Grain.WEEK, "2025-12-22", 3)))
                .containsExactly("22 Dec\n2025", "29 Dec", "5 Jan\n2026");
    }

    @Test
    void windows_are_named_by_their_last_day() {
        Period year = new Period(LocalDate.of(2025, 2, 1), LocalDate.of(2026, 2, 1));

        assertThat(PeriodLabels.upTo(List.of(year))).containsExactly("to 31 Jan\n2026");
    }

    private static List<Period> periods(Grain grain, String first, int count) {
        return Stream.iterate(Period.of(grain, LocalDate.parse(first)), period -> Period.of(grain, period.to()))
                .limit(count)
                .toList();
    }
}
