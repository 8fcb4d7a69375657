package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BusinessHoursTest {
    private static final ReportingZone UTC = ReportingZone.of("UTC");
    private static final ReportingZone BERLIN = ReportingZone.of("Europe/Berlin");

    // 2026-03-06 is a Friday.
    @ParameterizedTest
    @CsvSource({
        "2026-03-06T10:00:00Z, 2026-03-06T12:30:00Z, PT2H30M",
        "2026-03-06T16:00:00Z, 2026-03-09T10:00:00Z, PT2H",
        "2026-03-07T10:00:00Z, 2026-03-08T10:00:00Z, PT0S",
        "2026-03-06T05:00:00Z, 2026-03-06T20:00:00Z, PT8H",
        "2026-03-06T16:59:59.5Z, 2026-03-06T18:00:00Z, PT0.5S",
        "2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z, PT40H",
        "2026-03-06T17:00:00Z, 2026-03-09T09:00:00Z, PT0S"
    })
    void nights_and_weekends_do_not_count(Instant from, Instant to, Duration counted) {
        assertThat(BusinessHours.DEFAULT.between(from, to, UTC)).isEqualTo(counted);
    }

    @Test
    void holiday_does_not_count() {
        BusinessHours hours = new BusinessHours(
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                BusinessHours.DEFAULT.days(),
                Set.of(LocalDate.parse("2026-12-25")));

        // Thursday 16:00 to Monday 10:00, with Friday off: one hour on each.
        assertThat(hours.between(Instant.parse("2026-12-24T16:00:00Z"), Instant.parse("2026-12-28T10:00:00Z"), UTC))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void hours_are_those_of_the_reporting_zones_clocks_before_and_after_they_change() {
        // 9:00 in Berlin is 8:00 UTC on Friday 27 March, and 7:00 UTC on Monday 30 March 2026.
        assertThat(BusinessHours.DEFAULT.between(
                        Instant.parse("2026-03-27T08:00:00Z"), Instant.parse("2026-03-27T09:00:00Z"), BERLIN))
                .isEqualTo(Duration.ofHours(1));
        assertThat(BusinessHours.DEFAULT.between(
                        Instant.parse("2026-03-27T15:00:00Z"), Instant.parse("2026-03-30T08:00:00Z"), BERLIN))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void working_day_on_which_clocks_change_is_as_long_as_it_really_was() {
        BusinessHours always =
                new BusinessHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(DayOfWeek.values()), Set.of());

        // 29 March 2026 has 23 hours in Berlin, 25 October has 25.
        assertThat(always.between(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"), BERLIN))
                .isEqualTo(Duration.ofHours(23));
        assertThat(always.between(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"), BERLIN))
                .isEqualTo(Duration.ofHours(25));
    }

    // On 29 March 2026 clocks in Berlin go from 2:00 to 3:00, at 1:00 UTC.
    @ParameterizedTest
    @CsvSource({
        // Opens at 3:00, the first moment after 2:15.
        "02:15, 17:00, PT14H",
        // Closes when it is 2:00.
        "01:00, 02:45, PT1H",
        "02:15, 02:45, PT0S",
        "03:00, 17:00, PT14H"
    })
    void hour_that_clocks_skip_is_over_when_it_begins(LocalTime opens, LocalTime closes, Duration counted) {
        BusinessHours hours = new BusinessHours(opens, closes, Set.of(DayOfWeek.SUNDAY), Set.of());

        assertThat(hours.between(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-30T12:00:00Z"), BERLIN))
                .isEqualTo(counted);
    }

    @Test
    void text_says_all_there_is_to_say() {
        BusinessHours hours = new BusinessHours(
                LocalTime.of(8, 30),
                LocalTime.MIDNIGHT,
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.MONDAY),
                Set.of(LocalDate.parse("2026-12-26"), LocalDate.parse("2026-12-25")));

        assertThat(hours.text()).isEqualTo("08:30 00:00 MONDAY,SATURDAY 2026-12-25,2026-12-26");
        assertThat(BusinessHours.parse(hours.text())).isEqualTo(hours);
        assertThat(BusinessHours.parse(BusinessHours.DEFAULT.text())).isEqualTo(BusinessHours.DEFAULT);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> BusinessHours.parse("17:00 09:00 MONDAY ")).hasMessageContaining("17:00");
        assertThatThrownBy(() -> BusinessHours.parse("09:00 17:00  ")).hasMessageContaining("working day");
        assertThatThrownBy(() -> BusinessHours.parse("09:00 17:00")).hasMessageContaining("not business hours");
    }
}
