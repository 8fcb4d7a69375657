package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-05, 2026-03-05, 2026-03-06",
        "WEEK, 2026-03-05, 2026-03-02, 2026-03-09", // 5 March 2026 is a Thursday
        "WEEK, 2026-03-02, 2026-03-02, 2026-03-09",
        "WEEK, 2026-01-01, 2025-12-29, 2026-01-05",
        "MONTH, 2028-02-29, 2028-02-01, 2028-03-01",
        "QUARTER, 2026-03-31, 2026-01-01, 2026-04-01",
        "QUARTER, 2026-12-31, 2026-10-01, 2027-01-01",
        "YEAR, 2026-12-31, 2026-01-01, 2027-01-01"
    })
    void period_of_a_grain_holds_the_day(Grain grain, LocalDate day, LocalDate from, LocalDate to) {
        Period period = Period.of(grain, day);

        assertThat(period).isEqualTo(new Period(from, to));
        assertThat(period.contains(day)).isTrue();
        assertThat(period.contains(to)).isFalse();
    }

    @Test
    void pieces_of_a_period_are_cut_at_the_grain_and_leave_nothing_out() {
        assertThat(Calendar.COMMON.split(period("2026-01-20", "2026-03-10"), Grain.MONTH))
                .containsExactly(
                        period("2026-01-20", "2026-02-01"),
                        period("2026-02-01", "2026-03-01"),
                        period("2026-03-01", "2026-03-10"));
        assertThat(Calendar.COMMON.split(period("2026-03-05", "2026-03-06"), Grain.YEAR))
                .containsExactly(period("2026-03-05", "2026-03-06"));
        for (Grain grain : Grain.values()) {
            List<Period> pieces = Calendar.COMMON.split(period("2025-11-17", "2027-02-03"), grain);
            assertThat(pieces.getFirst().from()).isEqualTo("2025-11-17");
            assertThat(pieces.getLast().to()).isEqualTo("2027-02-03");
            for (int i = 1; i < pieces.size(); i++) {
                assertThat(pieces.get(i).from()).isEqualTo(pieces.get(i - 1).to());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-04-01, 2026-02-01, 2026-03-01, 2025-03-01, 2025-04-01",
        "2026-01-01, 2026-04-01, 2025-10-01, 2026-01-01, 2025-01-01, 2025-04-01",
        "2026-03-02, 2026-03-09, 2026-02-23, 2026-03-02, 2025-03-02, 2025-03-09",
        "2028-02-29, 2028-03-01, 2028-02-28, 2028-02-29, 2027-02-28, 2027-03-01"
    })
    void period_before_and_period_a_year_before(
            String from, String to, String beforeFrom, String beforeTo, String yearFrom, String yearTo) {
        assertThat(period(from, to).previous()).isEqualTo(period(beforeFrom, beforeTo));
        assertThat(period(from, to).yearBefore()).isEqualTo(period(yearFrom, yearTo));
    }

    @Test
    void period_is_never_empty() {
        assertThatThrownBy(() -> period("2026-03-05", "2026-03-05")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> period("2026-03-05", "2026-03-04")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void day_of_a_moment_is_the_reporting_zones() {
        Instant moment = Instant.parse("2026-03-28T23:30:00Z");

        assertThat(ReportingZone.of("UTC").dayOf(moment)).isEqualTo("2026-03-28");
        assertThat(ReportingZone.of("Europe/Berlin").dayOf(moment)).isEqualTo("2026-03-29");
        assertThat(ReportingZone.of("America/New_York").dayOf(moment)).isEqualTo("2026-03-28");
        assertThat(ReportingZone.of("Pacific/Kiritimati").dayOf(moment)).isEqualTo("2026-03-29");
    }

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }
}
