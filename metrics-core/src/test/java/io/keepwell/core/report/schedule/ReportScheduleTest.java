package io.keepwell.core.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.time.ReportingZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportScheduleTest {
    private static final ReportingZone UTC = ReportingZone.of("UTC");

    /// 1 November 2026 is a Sunday; All Saints' Day is one of Bavaria's holidays and not of Berlin's.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            daily at 07:00 | 2026-11-01, 2026-11-02, 2026-11-03
            weekdays at 07:00 | 2026-11-02, 2026-11-03, 2026-11-04
            weekly on Monday and Thursday at 07:00 | 2026-11-02, 2026-11-05, 2026-11-09
            monthly on day 1 at 07:00 | 2026-11-01, 2026-12-01, 2027-01-01
            monthly on day 30 at 07:00 | 2026-11-30, 2026-12-30, 2027-01-30, 2027-02-28
            monthly on the last day at 07:00 | 2026-11-30, 2026-12-31, 2027-01-31, 2027-02-28
            monthly on the second Tuesday at 07:00 | 2026-11-10, 2026-12-08, 2027-01-12
            monthly on the last Friday at 07:00 | 2026-11-27, 2026-12-25, 2027-01-29
            monthly on the fifth Sunday at 07:00 | 2026-11-29, 2027-01-31, 2027-05-30
            monthly on the first working day at 07:00 | 2026-11-02, 2026-12-01, 2027-01-01
            monthly on the last working day at 07:00 | 2026-11-30, 2026-12-31, 2027-01-29
            monthly on the third working day at 07:00 | 2026-11-04, 2026-12-03, 2027-01-05
            monthly on the first working day at 07:00, not on holidays of DE | 2026-11-02, 2026-12-01, 2027-01-04
            quarterly on day 5 at 07:00 | 2027-01-05, 2027-04-05, 2027-07-05
            yearly on the first Monday at 07:00 | 2027-01-04, 2028-01-03
            monthly on day 1 at 07:00, not on holidays of DE-BY | 2026-12-01, 2027-02-01, 2027-03-01
            monthly on day 1 at 07:00, not on holidays of DE-BE | 2026-11-01, 2026-12-01, 2027-02-01
            monthly on day 1 at 07:00, after holidays of DE-BY | 2026-11-02, 2026-12-01, 2027-01-04
            monthly on day 25 at 07:00, before holidays of DE | 2026-11-25, 2026-12-24, 2027-01-25
            yearly on the last Friday at 07:00, after holidays of US | 2027-01-29, 2028-01-28
            """)
    void due_days_are_those_of_the_calendar(String text, String days) {
        ReportSchedule schedule = ReportSchedule.parse(text);
        List<LocalDate> expected =
                Stream.of(days.split(", ")).map(LocalDate::parse).toList();
        assertThat(after("2026-10-31T12:00:00Z", schedule, expected.size()))
                .isEqualTo(expected.stream()
                        .map(day -> day.atTime(7, 0).toInstant(ZoneOffset.UTC))
                        .toList());
    }

    /// Observed on Friday, 31 December 2027, since the day itself is a Saturday.
    @Test
    void holiday_that_is_observed_in_the_year_before_is_one() {
        assertThat(new Holidays("us").contains(LocalDate.of(2027, 12, 31))).isTrue();
        assertThat(new Holidays("US").contains(LocalDate.of(2027, 12, 30))).isFalse();
    }

    @Test
    void what_is_never_due_has_no_next_moment() {
        ReportSchedule never = ReportSchedule.parse("yearly on day 1 at 07:00, not on holidays of DE");
        assertThat(never.next(Instant.parse("2026-10-31T12:00:00Z"), UTC)).isEmpty();
        assertThat(never.latest(Instant.EPOCH, Instant.parse("2026-10-31T12:00:00Z"), UTC, 10))
                .isEmpty();
    }

    @Test
    void zone_of_its_own_goes_before_the_firms() {
        ReportSchedule schedule = ReportSchedule.parse("daily at 07:00 in Asia/Tokyo");
        assertThat(schedule.next(Instant.parse("2026-10-31T12:00:00Z"), ReportingZone.of("Europe/Berlin")))
                .contains(Instant.parse("2026-10-31T22:00:00Z"));
        assertThat(ReportSchedule.parse("daily at 07:00")
                        .next(Instant.parse("2026-10-31T12:00:00Z"), ReportingZone.of("Europe/Berlin")))
                .contains(Instant.parse("2026-11-01T06:00:00Z"));
    }

    @Test
    void moments_up_to_now_are_the_latest_ones() {
        ReportSchedule schedule = ReportSchedule.parse("daily at 07:00");
        Instant after = Instant.parse("2026-10-01T07:00:00Z");
        assertThat(schedule.latest(after, Instant.parse("2026-10-04T07:00:00Z"), UTC, 2))
                .containsExactly(Instant.parse("2026-10-03T07:00:00Z"), Instant.parse("2026-10-04T07:00:00Z"));
        assertThat(schedule.latest(after, Instant.parse("2026-10-02T06:59:59Z"), UTC, 2))
                .isEmpty();
    }

    static Stream<String> zones() {
        return new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream().filter(id -> !ZoneId.of(id).getRules().isFixedOffset());
    }

    /// Each day once, whatever the clocks do: as its time is by the offset that held before the clock was changed.
    @ParameterizedTest
    @MethodSource("zones")
    void each_day_is_due_once_over_changes_of_the_clock(String id) {
        ZoneRules rules = ZoneId.of(id).getRules();
        for (Instant change : changes(rules)) {
            for (String time : List.of("00:00", "00:30", "02:30", "03:00", "23:45")) {
                LocalDate first = LocalDate.ofInstant(change, ZoneOffset.UTC).minusDays(3);
                List<Instant> expected = Stream.iterate(first, day -> day.plusDays(1))
                        .limit(8)
                        .map(day -> by(rules, day.atTime(LocalTime.parse(time))))
                        .distinct()
                        .toList();
                assertThat(ReportSchedule.parse("daily at " + time + " in " + id)
                                .latest(expected.getFirst().minusSeconds(1), expected.getLast(), UTC, 100))
                        .as("%s around %s", time, change)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Instant> changes(ZoneRules rules) {
        List<Instant> changes = new ArrayList<>();
        Optional<ZoneOffsetTransition> next =
                Optional.ofNullable(rules.nextTransition(Instant.parse("2009-01-01T00:00:00Z")));
        while (next.isPresent() && next.get().getInstant().isBefore(Instant.parse("2029-01-01T00:00:00Z"))) {
            changes.add(next.get().getInstant());
            next = Optional.ofNullable(rules.nextTransition(next.get().getInstant()));
        }
        return changes;
    }

    private static Instant by(ZoneRules rules, LocalDateTime clock) {
        ZoneOffsetTransition change = rules.getTransition(clock);
        return clock.toInstant(change == null ? rules.getOffset(clock) : change.getOffsetBefore());
    }

    @Test
    void clock_that_is_put_forward_makes_it_later_and_one_that_is_put_back_the_first_time() {
        ReportSchedule schedule = ReportSchedule.parse("daily at 02:30 in Europe/Berlin");
        assertThat(schedule.next(Instant.parse("2027-03-28T00:00:00Z"), UTC))
                .as("2:00 is followed by 3:00, so it is 3:30")
                .contains(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(after("2026-10-24T12:00:00Z", schedule, 2))
                .as("2:30 is there twice")
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daily at 07:00",
                "weekdays at 23:59",
                "weekly on Monday and Sunday at 00:00 in Europe/Berlin",
                "monthly on day 1 at 07:00",
                "monthly on the last day at 07:00",
                "monthly on the fourth Wednesday at 07:00, not on holidays of DE",
                "quarterly on the last working day at 07:00 in America/New_York, before holidays of US",
                "yearly on the second working day at 07:00, after holidays of GB-SCT"
            })
    void what_is_written_reads_back(String text) {
        assertThat(ReportSchedule.parse(text)).hasToString(text);
        assertThat(ReportSchedule.parse("  " + text.replace(" ", "  "))).isEqualTo(ReportSchedule.parse(text));
    }

    @Test
    void usual_words_have_one_form() {
        assertThat(ReportSchedule.parse("weekly on Monday, Tuesday, Wednesday, Thursday and Friday at 07:00"))
                .hasToString("weekdays at 07:00");
        assertThat(ReportSchedule.parse("monthly on day 31 at 07:00")).hasToString("monthly on the last day at 07:00");
        assertThat(ReportSchedule.parse("daily at 07:00 before holidays of de-by"))
                .hasToString("daily at 07:00, before holidays of DE-BY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            now and then | is no schedule such as 'daily at 07:00'
            daily at 7 | '7' is no time of day such as 07:00
            daily at 24:00 | '24:00' is no time of day such as 07:00
            hourly at 07:00 | 'hourly' says no days such as 'daily'
            weekly on Mon at 07:00 | 'Mon' is no day of the week such as Monday
            monthly on day 32 at 07:00 | a day of the month is 1 to 31, not 32
            monthly on the sixth Monday at 07:00 | says no days such as 'daily'
            monthly on the first full moon at 07:00 | 'full moon' is no day of the week such as Monday
            daily at 07:00 in Berlin | there is no zone 'Berlin'; one is Europe/Berlin
            daily at 07:00, after holidays of Bavaria | 'BAVARIA' is no country or region such as DE or DE-BY
            daily at 07:00, after holidays of DE-XX | the holidays of 'DE-XX' aren't known
            daily at 07:00, after holidays of ZZ | the holidays of 'ZZ' aren't known
            """)
    void what_is_no_schedule_is_refused_with_what_would_be_one(String text, String message) {
        assertThatThrownBy(() -> ReportSchedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void missed_runs_are_made_up_for_as_is_wanted() {
        Instant now = Instant.parse("2026-11-02T08:00:00Z");
        List<Instant> moments = List.of(now.minusSeconds(90_000), now.minusSeconds(3_601));
        assertThat(MissedRuns.ALL.made(moments, now)).isEqualTo(2);
        assertThat(MissedRuns.ONCE.made(moments, now)).isEqualTo(1);
        assertThat(MissedRuns.NONE.made(moments, now)).isZero();
        assertThat(MissedRuns.NONE.made(moments, now.minusSeconds(1))).isEqualTo(1);
        assertThat(MissedRuns.ONCE.made(List.of(), now)).isZero();
        assertThat(Stream.of(MissedRuns.values()).map(MissedRuns::toString).collect(Collectors.joining(" ")))
                .isEqualTo("all once none");
        assertThatThrownBy(() -> MissedRuns.parse("some")).hasMessage("'some' is none of all, once, none");
    }

    private static List<Instant> after(String moment, ReportSchedule schedule, int count) {
        List<Instant> moments = new ArrayList<>();
        Instant last = Instant.parse(moment);
        for (int i = 0; i < count; i++) {
            last = schedule.next(last, UTC).orElseThrow();
            moments.add(last);
        }
        return moments;
    }
}
