package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Collectors;
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

    // 2026-03-06 is a Friday.
    @ParameterizedTest
    @CsvSource({
        "2026-03-06T10:00:00Z, PT2H30M, 2026-03-06T12:30:00Z",
        "2026-03-06T16:00:00Z, PT2H, 2026-03-09T10:00:00Z",
        // Until Monday morning no more than that hour has passed.
        "2026-03-06T16:00:00Z, PT1H, 2026-03-09T09:00:00Z",
        "2026-03-07T10:00:00Z, PT0S, 2026-03-09T09:00:00Z",
        "2026-03-06T12:00:00Z, PT0S, 2026-03-06T12:00:00Z",
        "2026-03-06T05:00:00Z, PT40H, 2026-03-13T09:00:00Z"
    })
    void time_is_over_when_work_goes_on(Instant from, Duration time, Instant last) {
        assertThat(BusinessHours.DEFAULT.lastWithin(from, time, UTC)).isEqualTo(last);
        assertThat(BusinessHours.DEFAULT.between(from, last, UTC)).isEqualTo(time);
        assertThat(BusinessHours.DEFAULT.between(from, last.plusMillis(1), UTC)).isGreaterThan(time);
    }

    @Test
    void holidays_and_changes_of_clocks_put_the_end_off() {
        BusinessHours hours = BusinessHours.parse("Mon-Fri 09:00-17:00; holidays 2026-03-30");

        // Friday 16:00 to Tuesday 10:00 in Berlin, where clocks are put on on Sunday and Monday is off.
        assertThat(hours.lastWithin(Instant.parse("2026-03-27T15:00:00Z"), Duration.ofHours(2), BERLIN))
                .isEqualTo("2026-03-31T08:00:00Z");
        assertThat(BusinessHours.parse("always")
                        .lastWithin(Instant.parse("2026-03-28T23:00:00Z"), Duration.ofHours(23), BERLIN))
                .isEqualTo("2026-03-29T22:00:00Z");
    }

    @Test
    void holiday_does_not_count() {
        BusinessHours hours = BusinessHours.parse("Mon-Fri 09:00-17:00; holidays 2026-12-25");

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
        BusinessHours always = BusinessHours.parse("always");

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
        BusinessHours hours = BusinessHours.of(opens, closes, Set.of(DayOfWeek.SUNDAY), Set.of());

        assertThat(hours.between(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-30T12:00:00Z"), BERLIN))
                .isEqualTo(counted);
    }

    @Test
    void break_does_not_count_and_friday_is_shorter() {
        BusinessHours hours = BusinessHours.parse("Mon-Thu 09:00-12:00, 13:00-17:00; Fri 09:00-15:00");

        // Thursday 11:30 to Friday 16:00: half an hour, four hours, six hours.
        assertThat(hours.between(Instant.parse("2026-03-05T11:30:00Z"), Instant.parse("2026-03-06T16:00:00Z"), UTC))
                .isEqualTo(Duration.ofMinutes(10 * 60 + 30));
        assertThat(hours.aWeek()).isEqualTo(Duration.ofHours(4 * 7 + 6));
    }

    @Test
    void night_shift_goes_past_midnight_and_ends_with_the_day_before_a_holiday() {
        BusinessHours hours = BusinessHours.parse("Mon-Fri 22:00-06:00; holidays 2026-12-25");

        // Wednesday 20:00 to Thursday 08:00: all eight hours of the night.
        assertThat(hours.between(Instant.parse("2026-12-23T20:00:00Z"), Instant.parse("2026-12-24T08:00:00Z"), UTC))
                .isEqualTo(Duration.ofHours(8));
        // Thursday 20:00 to Saturday 08:00, with Friday off: two hours of Thursday, and Friday's night from midnight
        // on.
        assertThat(hours.between(Instant.parse("2026-12-24T20:00:00Z"), Instant.parse("2026-12-26T08:00:00Z"), UTC))
                .isEqualTo(Duration.ofHours(2 + 6));
        assertThat(hours.aWeek()).isEqualTo(Duration.ofHours(40));
    }

    // What is written, and how it is kept.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 09:00-17:00 | Mon-Fri 09:00-17:00",
                "monday-FRI 9:00-17:00 | Mon-Fri 09:00-17:00",
                "Mon,Tue,Wed , Thu 09:00 - 17:00 | Mon-Thu 09:00-17:00",
                "Mon–Fri 09:00–17:00 | Mon-Fri 09:00-17:00",
                "Fri-Mon 10:00-24:00 | Mon, Fri-Sun 10:00-24:00",
                "Mon 08:00-24:00 | Mon 08:00-24:00",
                "Mon 08:00-00:00 | Mon 08:00-24:00",
                "Mon 13:00-17:00, 09:00-12:00 | Mon 09:00-12:00, 13:00-17:00",
                "Mon 09:00-12:00; Mon 12:00-17:00 | Mon 09:00-17:00",
                "Mon-Thu 08:00-16:30; Fri 08:00-14:00 | Mon-Thu 08:00-16:30; Fri 08:00-14:00",
                "Mon-Fri 22:00-06:00 | Mon-Fri 22:00-06:00",
                "Mon 22:00-24:00; Tue 00:00-06:00 | Mon 22:00-06:00",
                "Sun 22:00-06:00; Sat 00:00-24:00 | Sat 00:00-24:00; Sun 22:00-06:00",
                "Mon 06:00-24:00; Tue 00:00-08:00 | Mon 06:00-24:00; Tue 00:00-08:00",
                "always | always",
                "Always; holidays 2026-12-25 | always; holidays 2026-12-25",
                "Mon-Sun 00:00-24:00 | always",
                "Mon 09:00-17:00; holidays 2026-12-26,2026-12-25 | Mon 09:00-17:00; holidays 2026-12-25, 2026-12-26",
                // As a schedule of Zendesk has Monday to Wednesday, Saturday night, and all of the week.
                "minutes 1980-2460, 3420-3900, 4860-5340 | Mon-Wed 09:00-17:00",
                "minutes 9960-10080, 0-360 | Sat 22:00-06:00",
                "minutes 0-10080 | always",
                // As earlier versions kept them, with and without holidays.
                "09:00 17:00 MONDAY,TUESDAY 2026-12-25 | Mon-Tue 09:00-17:00; holidays 2026-12-25",
                "'09:00 18:00 MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY ' | Mon-Fri 09:00-18:00",
                "09:00 18:00 MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY | Mon-Fri 09:00-18:00",
                "08:30 00:00 MONDAY,SATURDAY | Mon, Sat 08:30-24:00",
                "00:00 24:00 Mon-Sun | always",
                "9:00 17:00 Mon | Mon 09:00-17:00",
                "09:00:30 17:00 MONDAY | Mon 09:00:30-17:00"
            })
    void text_is_read_as_people_write_it_and_kept_in_one_form(String text, String kept) {
        BusinessHours hours = BusinessHours.parse(text);

        assertThat(hours.text()).isEqualTo(kept);
        assertThat(BusinessHours.parse(kept)).isEqualTo(hours);
    }

    @Test
    void week_as_it_usually_is_is_that_of_earlier_versions() {
        assertThat(BusinessHours.DEFAULT)
                .isEqualTo(BusinessHours.parse("09:00 17:00 FRIDAY,MONDAY,THURSDAY,TUESDAY,WEDNESDAY "));
        assertThat(BusinessHours.DEFAULT.words()).isEqualTo("Mon-Fri 09:00-17:00");
        assertThat(BusinessHours.parse("Sat 09:00-12:00; holidays 2026-12-25,2026-12-26")
                        .words())
                .isEqualTo("Sat 09:00-12:00, but 2 holidays");
        assertThat(BusinessHours.parse("Sat 09:00-12:00; holidays 2026-12-25").words())
                .isEqualTo("Sat 09:00-12:00, but 1 holiday");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | nothing is said of any day: write 'Mon-Fri 09:00-17:00; holidays 2026-12-25', or 'always'",
                "; | no day of the week has any hours",
                "holidays 2026-12-25 | no day of the week has any hours",
                "Mo 09:00-17:00 | 'Mo' isn't a day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun",
                "Mon-Fri | 'Mon-Fri' isn't days with their hours, such as 'Mon-Fri 09:00-12:00, 13:00-17:00', with a semicolon before the next days or the holidays",
                "Mon-Fri 09:00-17:00 2026-12-25 | 'Mon-Fri 09:00-17:00 2026-12-25' isn't days with their hours, such as 'Mon-Fri 09:00-12:00, 13:00-17:00', with a semicolon before the next days or the holidays",
                "Mon-Wed-Fri 09:00-17:00 | 'Mon-Wed-Fri' isn't days such as Mon-Fri",
                "Mon 09-17 | '09' isn't a time of day from 00:00 to 24:00",
                "Mon 09:00-25:00 | '25:00' isn't a time of day from 00:00 to 24:00",
                "Mon 09:00-24:30 | '24:30' isn't a time of day from 00:00 to 24:00",
                "Mon 09:00 | '09:00' in 'Mon 09:00' isn't hours such as 09:00-17:00",
                "Mon 09:00-09:00 | '09:00-09:00' in 'Mon 09:00-09:00' ends when it begins: write 00:00-24:00 for the whole day, and leave out days without work",
                "Mon 24:00-06:00 | '24:00-06:00' in 'Mon 24:00-06:00' begins at the end of the day: write 00:00 on the next one",
                "Mon 09:00-12:00, 11:00-17:00 | on Mon, 09:00-12:00 and 11:00-17:00 overlap",
                "Mon 22:00-06:00; Tue 05:00-09:00 | on Tue, 00:00-06:00 and 05:00-09:00 overlap",
                "Mon 01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00,11:00-12:00 | Mon has 6 stretches of work, and at most 5 can be kept",
                "Mon 09:00-17:00; holidays 25.12.2026 | the holiday '25.12.2026' isn't a day such as 2026-12-25",
                "minutes 540 | '540' isn't two minutes of the week, the first less than the second, from 0 on Sunday at 00:00 to 10080, such as 1980-2460 for Monday from 09:00 to 17:00",
                "minutes 9000-10081 | '9000-10081' isn't two minutes of the week, the first less than the second, from 0 on Sunday at 00:00 to 10080, such as 1980-2460 for Monday from 09:00 to 17:00",
                "17:00 09:00 MONDAY | a day that opens at 17:00 can't close at 09:00: for hours past midnight write the days first, such as 'Mon-Fri 17:00-09:00'",
                "09:00 17:00 | '09:00 17:00' isn't days with their hours, such as 'Mon-Fri 09:00-17:00; holidays 2026-12-25'",
                "09:00 17:00 Mo | 'Mo' isn't a day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"
            })
    void nonsense_is_refused_with_what_is_wrong_and_what_would_be_right(String text, String message) {
        assertThatThrownBy(() -> BusinessHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void fullest_week_there_may_be_can_be_stored() {
        String day = "00:00-01:00,02:00-03:00,04:00-05:00,06:00-07:00,08:00-09:0";
        StringBuilder text = new StringBuilder();
        for (DayOfWeek each : DayOfWeek.values()) {
            text.append(each).append(' ').append(day).append(each.getValue()).append("; ");
        }
        String holidays = LocalDate.parse("2026-01-01")
                .datesUntil(LocalDate.parse("2026-04-01"))
                .map(LocalDate::toString)
                .collect(Collectors.joining(","));
        BusinessHours hours = BusinessHours.parse(text + "holidays " + holidays);

        assertThat(hours.holidays()).hasSize(90);
        assertThat(hours.text()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(BusinessHours.parse(hours.text())).isEqualTo(hours);
        assertThatThrownBy(() -> BusinessHours.parse("always; holidays " + holidays + ",2027-01-01"))
                .hasMessage("there are 91 holidays, and at most 90 can be kept");
        assertThatThrownBy(() -> BusinessHours.parse("always; " + " ".repeat(2_000)))
                .hasMessage("they are longer than 2000 characters");
    }
}
