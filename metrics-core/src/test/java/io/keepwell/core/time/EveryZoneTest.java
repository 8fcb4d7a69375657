package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Days and business hours in every zone there is, over twenty years.
final class EveryZoneTest {
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2030, 1, 1);
    private static final BusinessHours ALWAYS = BusinessHours.parse("always");

    /// Newfoundland and Labrador put clocks back at one minute past midnight until 2011, and Casey
    /// Station by three hours at two o'clock in 2010, so that the first minutes of a day came before the
    /// last hour of the day before.
    private static final Set<String> BACK_ACROSS_MIDNIGHT =
            Set.of("America/Goose_Bay", "America/St_Johns", "Antarctica/Casey", "Canada/Newfoundland");

    private static List<ReportingZone> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ReportingZone::of)
                .toList();
    }

    private static Instant start(LocalDate day, ReportingZone zone) {
        return day.atStartOfDay(zone.id()).toInstant();
    }

    @Test
    void days_follow_one_another_without_gap_or_overlap() {
        Set<String> skipping = new TreeSet<>();
        for (ReportingZone zone : zones()) {
            Instant start = start(FIRST, zone);
            for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
                Instant end = start(day.plusDays(1), zone);
                if (end.equals(start)) {
                    skipping.add(zone.id() + " " + day);
                } else {
                    if (!end.isAfter(start)
                            || !zone.dayOf(start).equals(day)
                            || !zone.dayOf(end.minusNanos(1)).equals(day)) {
                        assertThat(day)
                                .as(zone + " from " + start + " to " + end)
                                .isNull();
                    }
                }
                start = end;
            }
        }
        // Samoa and Tokelau went from one side of the date line to the other: Friday 30 December 2011
        // never was.
        assertThat(skipping).containsExactlyInAnyOrder("Pacific/Apia 2011-12-30", "Pacific/Fakaofo 2011-12-30");
    }

    @Test
    void moments_around_every_change_of_clocks_are_of_the_day_in_whose_hours_they_lie() {
        Set<String> others = new TreeSet<>();
        for (ReportingZone zone : zones()) {
            for (Instant moment : aroundChanges(zone)) {
                LocalDate day = zone.dayOf(moment);
                boolean within = !moment.isBefore(start(day, zone)) && moment.isBefore(start(day.plusDays(1), zone));
                if (!within) {
                    assertThat(moment).isBefore("2012-01-01T00:00:00Z");
                    others.add(zone.id().getId());
                }
            }
        }
        assertThat(others).isEqualTo(new TreeSet<>(BACK_ACROSS_MIDNIGHT));
    }

    @Test
    void time_that_is_always_worked_is_all_time() {
        Random random = new Random(20);
        for (ReportingZone zone : zones()) {
            for (Instant moment : aroundChanges(zone)) {
                Instant from = moment.minusSeconds(random.nextInt(200_000));
                Instant to = moment.plusSeconds(random.nextInt(100) < 50 ? 0 : random.nextInt(200_000));
                Duration counted = ALWAYS.between(from, to, zone);
                if (!counted.equals(Duration.between(from, to))) {
                    assertThat(counted).as(zone + " from " + from + " to " + to).isEqualTo(Duration.between(from, to));
                }
            }
        }
    }

    /// What two stretches of time count for is what they count for together.
    @Test
    void business_hours_of_two_stretches_add_up() {
        Random random = new Random(21);
        for (ReportingZone zone : zones()) {
            for (Instant middle : aroundChanges(zone)) {
                Instant from = middle.minusSeconds(random.nextInt(300_000));
                Instant to = middle.plusSeconds(random.nextInt(300_000));
                Duration both = BusinessHours.DEFAULT
                        .between(from, middle, zone)
                        .plus(BusinessHours.DEFAULT.between(middle, to, zone));
                Duration counted = BusinessHours.DEFAULT.between(from, to, zone);
                if (!counted.equals(both)) {
                    assertThat(counted).as(zone + " by " + middle).isEqualTo(both);
                }
            }
        }
    }

    @Test
    void nobody_works_on_a_day_that_was_skipped() {
        // Thursday 29 and Saturday 31 December 2011 in Samoa, which had no Friday between: eight hours.
        ReportingZone samoa = ReportingZone.of("Pacific/Apia");
        assertThat(BusinessHours.DEFAULT.between(
                        start(LocalDate.of(2011, 12, 29), samoa), start(LocalDate.of(2012, 1, 1), samoa), samoa))
                .isEqualTo(Duration.ofHours(8));
    }

    /// Moments at, just before and some way off each change of a zone's clocks.
    private static List<Instant> aroundChanges(ReportingZone zone) {
        List<Instant> moments = new ArrayList<>();
        Instant end = LAST.atStartOfDay(ZoneOffset.UTC).toInstant();
        ZoneOffsetTransition change = zone.id()
                .getRules()
                .nextTransition(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant());
        while (change != null && change.getInstant().isBefore(end)) {
            Instant at = change.getInstant();
            for (long seconds : new long[] {-90_000, -3_600, -60, -1, 0, 1, 30, 1_800, 3_600, 90_000}) {
                moments.add(at.plusSeconds(seconds));
            }
            moments.add(at.minusNanos(1_000));
            change = zone.id().getRules().nextTransition(at);
        }
        return moments;
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, PT23H",
        "Europe/Berlin, 2026-10-25, PT25H",
        "Europe/Berlin, 2026-06-15, PT24H",
        "Australia/Lord_Howe, 2026-10-04, PT23H30M",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M",
        "America/Sao_Paulo, 2018-11-04, PT23H",
        "America/Sao_Paulo, 2018-02-17, PT25H",
        "Pacific/Apia, 2011-12-29, PT24H",
        "Pacific/Apia, 2011-12-30, PT0S",
        "Pacific/Apia, 2011-12-31, PT24H"
    })
    void day_is_as_long_as_it_really_was(ZoneId id, LocalDate day, Duration length) {
        ReportingZone zone = new ReportingZone(id);
        Instant from = start(day, zone);
        Instant to = start(day.plusDays(1), zone);

        assertThat(Duration.between(from, to)).isEqualTo(length);
        assertThat(ALWAYS.between(from, to, zone)).isEqualTo(length);
    }
}
