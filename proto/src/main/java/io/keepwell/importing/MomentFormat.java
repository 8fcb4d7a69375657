package io.keepwell.importing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a file writes moments, as its mapping says: a pattern, or what a number counts. Patterns are tried out when
/// the mapping is read, so that none drops a part of what the file says.
sealed interface MomentFormat {
    LocalDateTime SAMPLE = LocalDateTime.of(2025, 11, 23, 17, 45, 31);
    LocalDate EXCEL_ZERO = LocalDate.of(1899, 12, 30);
    BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    Pattern PLAIN_NUMBER = Pattern.compile("[0-9]{1,20}(?:\\.[0-9]{0,20})?");
    BigDecimal MOST_SECONDS = BigDecimal.valueOf(4_000_000_000L);
    /// Months where minutes are meant, which would read back what it writes, but not what the file says.
    Pattern MONTHS_AFTER_HOURS = Pattern.compile("[HhKk]+[^A-Za-z]*M");
    Pattern QUOTED_ZONE = Pattern.compile("'(?:[^']*\\W)?(?:Z|UTC|GMT)'", Pattern.CASE_INSENSITIVE);
    /// Fewer are rather seconds: this is in 1973.
    BigDecimal LEAST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    /// @return empty where the text isn't like that
    Optional<Instant> read(String text, ZoneId zone);

    record Written(DateTimeFormatter formatter) implements MomentFormat {
        @Override
        public Optional<Instant> read(String text, ZoneId zone) {
            try {
                return Optional.of(instant(formatter.parse(text), zone));
            } catch (DateTimeException notLikeThat) {
                return Optional.empty();
            }
        }
    }

    enum Counted implements MomentFormat {
        UNIX_SECONDS {
            @Override
            Instant moment(BigDecimal number, ZoneId zone) {
                return seconds(number);
            }
        },
        UNIX_MILLISECONDS {
            @Override
            Instant moment(BigDecimal number, ZoneId zone) {
                return seconds(number.movePointLeft(3));
            }
        },
        EXCEL_DAYS {
            @Override
            Instant moment(BigDecimal number, ZoneId zone) {
                BigDecimal day = number.setScale(0, RoundingMode.FLOOR);
                long seconds = number.subtract(day)
                        .multiply(SECONDS_A_DAY)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
                return EXCEL_ZERO
                        .plusDays(day.longValueExact())
                        .atStartOfDay()
                        .plusSeconds(seconds)
                        .atZone(zone)
                        .toInstant();
            }
        };

        abstract Instant moment(BigDecimal number, ZoneId zone);

        @Override
        public Optional<Instant> read(String text, ZoneId zone) {
            if (!PLAIN_NUMBER.matcher(text).matches()) {
                return Optional.empty();
            }
            try {
                BigDecimal number = new BigDecimal(text);
                BigDecimal most = this == UNIX_MILLISECONDS ? MOST_SECONDS.movePointRight(3) : MOST_SECONDS;
                BigDecimal least = this == UNIX_MILLISECONDS ? LEAST_MILLISECONDS : BigDecimal.ZERO;
                return number.compareTo(least) < 0 || number.compareTo(most) > 0
                        ? Optional.empty()
                        : Optional.of(moment(number, zone));
            } catch (ArithmeticException | DateTimeException notLikeThat) {
                return Optional.empty();
            }
        }

        private static Instant seconds(BigDecimal seconds) {
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(9).longValue());
        }
    }

    /// @throws ImportProblem where a pattern drops or lacks a part of a moment
    static List<MomentFormat> ofMoments(MappingPath place, List<String> names) {
        List<MomentFormat> formats = new ArrayList<>();
        for (String name : names) {
            formats.add(counted(name).orElseGet(() -> new Written(checkedMoment(place, name))));
        }
        return List.copyOf(formats);
    }

    /// Whether a format is of moments, and not of days.
    static boolean isOfMoments(String name) {
        return isCounted(name) || hasTime(name);
    }

    private static boolean isCounted(String name) {
        return counted(name).isPresent();
    }

    private static Optional<MomentFormat> counted(String name) {
        for (Counted each : Counted.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// @throws ImportProblem where a pattern drops or lacks a part of a day
    static List<DateTimeFormatter> ofDays(MappingPath place, List<String> patterns) {
        return patterns.stream().map(pattern -> checkedDay(place, pattern)).toList();
    }

    private static DateTimeFormatter checkedMoment(MappingPath place, String pattern) {
        if (QUOTED_ZONE.matcher(pattern).find()) {
            throw place.problem("'" + pattern
                    + "' would read UTC as local time: write X instead of 'Z', and zzz instead of" + " 'UTC'.");
        }
        DateTimeFormatter formatter = formatter(place, pattern, "a format of moments such as dd.MM.yyyy HH:mm");
        String sample = written(place, pattern, formatter);
        try {
            LocalDateTime read =
                    LocalDateTime.ofInstant(instant(formatter.parse(sample), ZoneOffset.UTC), ZoneOffset.UTC);
            if (read.truncatedTo(ChronoUnit.MINUTES).equals(SAMPLE.truncatedTo(ChronoUnit.MINUTES))
                    && !MONTHS_AFTER_HOURS.matcher(pattern).find()) {
                return formatter;
            }
        } catch (DateTimeException lacking) {
            // Reported below, as where a part came back as another.
        }
        throw place.problem("'" + pattern + "' drops or lacks a part of the moment: it would write " + spoken()
                + " as '" + sample
                + "', which can't be read back. Letters: yyyy year, MM month, dd day, HH hour (hh with"
                + " a for AM/PM), mm minute, ss second.");
    }

    private static DateTimeFormatter checkedDay(MappingPath place, String pattern) {
        if (isCounted(pattern)) {
            throw place.problem("'" + pattern + "' is a format of moments: say it as 'moment_format'.");
        }
        if (hasTime(pattern) && hasMonth(pattern)) {
            throw place.problem("'" + pattern + "' has a time, which a day drops: say it as 'moment_format'.");
        }
        DateTimeFormatter formatter = formatter(place, pattern, "a format of days such as dd.MM.yyyy");
        String sample = written(place, pattern, formatter);
        try {
            if (LocalDate.from(formatter.parse(sample)).equals(SAMPLE.toLocalDate())) {
                return formatter;
            }
        } catch (DateTimeException lacking) {
            // Reported below, as where a part came back as another.
        }
        throw place.problem("'" + pattern + "' drops or lacks a part of the day: it would write " + spoken() + " as '"
                + sample + "', which can't be read back. Letters: yyyy year, MM month, dd day.");
    }

    private static String spoken() {
        return "5:45 pm on 23 November 2025";
    }

    private static String written(MappingPath place, String pattern, DateTimeFormatter formatter) {
        try {
            return SAMPLE.atZone(ZoneOffset.UTC).format(formatter);
        } catch (DateTimeException unwritable) {
            throw place.problem("'" + pattern + "' can't be used.");
        }
    }

    /// Strict, so that 30 February is no day; 'y' would then want an era.
    private static DateTimeFormatter formatter(MappingPath place, String pattern, String wanted) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(unquoted(pattern, letter -> letter == 'y' ? 'u' : letter))
                    .toFormatter(Locale.US)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException unreadable) {
            throw place.problem("'" + pattern + "' is not " + wanted + ".");
        }
    }

    interface Letters {
        char instead(char letter);
    }

    /// Changes the letters of a pattern, but not what stands in quotes.
    private static String unquoted(String pattern, Letters letters) {
        StringBuilder changed = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            changed.append(quoted ? letter : letters.instead(letter));
        }
        return changed.toString();
    }

    private static boolean hasTime(String pattern) {
        return unquoted(pattern, letter -> "HhKksSnNA".indexOf(letter) >= 0 ? '\u0000' : letter)
                .contains("\u0000");
    }

    private static boolean hasMonth(String pattern) {
        return unquoted(pattern, letter -> letter == 'M' || letter == 'L' ? '\u0000' : letter)
                .contains("\u0000");
    }

    /// @param zone of what names none
    static Instant instant(TemporalAccessor read, ZoneId zone) {
        ZoneId own = read.query(TemporalQueries.zone());
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(read);
        }
        if (own instanceof ZoneOffset) {
            return OffsetDateTime.from(read).toInstant();
        }
        return LocalDateTime.from(read).atZone(own == null ? zone : own).toInstant();
    }
}
