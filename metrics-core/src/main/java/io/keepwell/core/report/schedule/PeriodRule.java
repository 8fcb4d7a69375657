package io.keepwell.core.report.schedule;

import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which period a report is about that is made at some moment: `last month`, `month before last`, `3 quarters ago`,
/// `month to date`, `last 30 days`. A period ends with the day before the report is made at the latest, so that all of
/// it is known.
///
/// @param kind how it is found
/// @param grain of what it is one or a part; days for a rolling period
/// @param count how many grains ago, or how many days it has
public record PeriodRule(Kind kind, Grain grain, int count) {
    /// How a period is found.
    public enum Kind {
        /// A whole one, so many before the running one.
        WHOLE,
        /// From the beginning of the one in which yesterday lies, up to yesterday: on its first day it is the one
        /// before.
        TO_DATE,
        /// So many days up to yesterday.
        ROLLING
    }

    private static final int MOST_AGO = 120;
    private static final int MOST_DAYS = 3_660;
    private static final String GRAINS =
            Arrays.stream(Grain.values()).map(Grain::label).collect(Collectors.joining("|"));
    private static final Pattern LAST = Pattern.compile("last (" + GRAINS + ")");
    private static final Pattern BEFORE_LAST = Pattern.compile("(" + GRAINS + ") before last");
    private static final Pattern AGO = Pattern.compile("([1-9]\\d{0,2}) (" + GRAINS + ")s ago");
    private static final Pattern TO_DATE = Pattern.compile("(" + GRAINS + ") to date");
    private static final Pattern ROLLING = Pattern.compile("last ([1-9]\\d{0,3}) days");

    public PeriodRule {
        int most = kind == Kind.ROLLING ? MOST_DAYS : MOST_AGO;
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("a number from 1 to " + most + ", please, not " + count);
        }
        if (kind == Kind.TO_DATE && grain == Grain.DAY) {
            throw new IllegalArgumentException("of a day there is no part to date");
        }
    }

    /// @throws IllegalArgumentException where the text is none; says what one looks like
    public static PeriodRule parse(String text) {
        String words = text.strip().replaceAll("\\s+", " ");
        Matcher last = LAST.matcher(words);
        if (last.matches()) {
            return new PeriodRule(Kind.WHOLE, grain(last.group(1)), 1);
        }
        Matcher beforeLast = BEFORE_LAST.matcher(words);
        if (beforeLast.matches()) {
            return new PeriodRule(Kind.WHOLE, grain(beforeLast.group(1)), 2);
        }
        Matcher ago = AGO.matcher(words);
        if (ago.matches()) {
            return new PeriodRule(Kind.WHOLE, grain(ago.group(2)), Integer.parseInt(ago.group(1)));
        }
        Matcher toDate = TO_DATE.matcher(words);
        if (toDate.matches()) {
            return new PeriodRule(Kind.TO_DATE, grain(toDate.group(1)), 1);
        }
        Matcher rolling = ROLLING.matcher(words);
        if (rolling.matches()) {
            return new PeriodRule(Kind.ROLLING, Grain.DAY, Integer.parseInt(rolling.group(1)));
        }
        throw new IllegalArgumentException("'" + text + "' is no period such as 'last month', 'quarter before last',"
                + " '3 weeks ago', 'fiscal year to date' or 'last 30 days'");
    }

    private static Grain grain(String label) {
        return Grain.parse(label.replace(' ', '_')).orElseThrow();
    }

    /// The period of a report that is made at a moment.
    public Period period(Instant moment, ReportingZone zone, Calendar calendar) {
        LocalDate today = zone.dayOf(moment);
        return switch (kind) {
            case WHOLE -> {
                Period period = calendar.period(grain, today);
                for (int back = 0; back < count; back++) {
                    period = calendar.period(grain, period.from().minusDays(1));
                }
                yield period;
            }
            case TO_DATE ->
                new Period(calendar.period(grain, today.minusDays(1)).from(), today);
            case ROLLING -> new Period(today.minusDays(count), today);
        };
    }

    /// As `parse` reads it.
    @Override
    public String toString() {
        return switch (kind) {
            case WHOLE ->
                switch (count) {
                    case 1 -> "last " + grain.label();
                    case 2 -> grain.label() + " before last";
                    default -> count + " " + grain.label() + "s ago";
                };
            case TO_DATE -> grain.label() + " to date";
            case ROLLING -> "last " + count + " days";
        };
    }
}
