package io.keepwell.importing;

import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads moments and days.
///
/// Without a format it reads what ISO 8601 and its usual relatives write: `2025-04-01T08:00:00Z`, with a blank in place
/// of the T, without seconds or with a fraction of them, with `+02:00`, `+0200`, `+02`, ` UTC` or no offset at all, and
/// the bare day `2025-04-01`. Formats are patterns of [DateTimeFormatter], or one of
///
/// - `unix_seconds`, `unix_milliseconds`: since 1970-01-01T00:00:00Z
/// - `excel_days`: days since 1899-12-30, as spreadsheets count them; a whole number is a bare day
///
/// A bare day is a day of the firm; as a moment it is the firm's noon of it. So a day never moves.
final class Moments {
    /// Noon, so that rules of summer time can't move a bare day.
    private static final LocalTime OF_BARE_DAYS = LocalTime.NOON;
    private static final LocalDateTime SAMPLE = LocalDateTime.of(2025, 11, 23, 17, 45, 31);
    private static final LocalDate EXCEL_ZERO = LocalDate.of(1899, 12, 30);
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final Pattern UTC_BY_NAME = Pattern.compile(" ?(?:UTC|GMT)$", Pattern.CASE_INSENSITIVE);
    /// Months where minutes are meant, which would read back what it writes, but not what the file says.
    private static final Pattern MONTHS_AFTER_HOURS = Pattern.compile("[HhKk]+[^A-Za-z]*M");
    private static final Pattern QUOTED_ZONE =
            Pattern.compile("'(?:[^']*\\W)?(?:Z|UTC|GMT)'", Pattern.CASE_INSENSITIVE);
    /// Also as a spreadsheet's program may write it: `45748.0`.
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}(?:\\.0*)?");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9]{1,20}(?:\\.[0-9]{0,20})?");
    private static final Pattern BARE_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(4_000_000_000L);
    /// Fewer are rather seconds: this is in 1973.
    private static final BigDecimal LEAST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);
    private static final int MOST_CHARACTERS = 60;
    private static final int MOST_DAYS_KEPT = 10_000;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .appendPattern("HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[' ']")
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId firm;
    private final ZoneId zone;
    private final List<Format> momentFormats;
    private final List<DateTimeFormatter> dayFormats;
    private final String wanted;
    /// Bare days as moments: files name the same ones again and again.
    private final Map<String, Timestamp> daysRead = new HashMap<>();

    /// What a number stands for, or a pattern.
    private sealed interface Format {
        /// @return empty where the text isn't like that
        Optional<Instant> read(String text, ZoneId zone);
    }

    private record Written(DateTimeFormatter formatter) implements Format {
        @Override
        public Optional<Instant> read(String text, ZoneId zone) {
            try {
                return Optional.of(instant(formatter.parse(text), zone));
            } catch (DateTimeException notLikeThat) {
                return Optional.empty();
            }
        }
    }

    private enum Counted implements Format {
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

    private Moments(
            ZoneId firm, ZoneId zone, List<Format> momentFormats, List<DateTimeFormatter> dayFormats, String wanted) {
        this.firm = firm;
        this.zone = zone;
        this.momentFormats = momentFormats;
        this.dayFormats = dayFormats;
        this.wanted = wanted;
    }

    /// @param firm the firm's reporting zone
    /// @throws ImportProblem where there is no such zone, or a format drops or lacks a part
    static Moments of(MappingPath mapping, Mapping file, ZoneId firm) {
        ZoneId zone =
                file.zoneName().map(name -> zone(mapping.part("zone"), name)).orElse(firm);
        return of(
                firm,
                zone,
                formats(mapping.part("moment_format"), file.momentFormat()),
                days(mapping.part("day_format"), file.dayFormat()),
                file.momentFormat(),
                file.dayFormat());
    }

    private static Moments of(
            ZoneId firm,
            ZoneId zone,
            List<Format> moments,
            List<DateTimeFormatter> days,
            List<String> momentNames,
            List<String> dayNames) {
        List<String> wanted = new ArrayList<>(momentNames);
        wanted.addAll(dayNames);
        return new Moments(
                firm,
                zone,
                moments,
                days,
                wanted.isEmpty()
                        ? "neither a moment such as 2026-01-31T08:00:00Z or 2026-01-31 08:00:00 nor a day such as"
                                + " 2026-01-31; say how the file writes them: 'moment_format' or 'day_format' in the"
                                + " mapping, such as \"MM/dd/yyyy h:mm a\", unix_seconds or excel_days"
                        : "not written as the mapping's 'moment_format' or 'day_format' says: "
                                + String.join(" or ", wanted));
    }

    /// The same, but with a zone or formats of its own for one field.
    Moments ofField(MappingPath place, Optional<String> ownZone, List<String> ownFormats) {
        ZoneId other = ownZone.map(name -> zone(place.part("zone"), name)).orElse(zone);
        if (ownFormats.isEmpty()) {
            return new Moments(firm, other, momentFormats, dayFormats, wanted);
        }
        List<Format> moments = new ArrayList<>();
        List<DateTimeFormatter> days = new ArrayList<>();
        for (String format : ownFormats) {
            if (isCounted(format) || hasTime(format)) {
                moments.addAll(formats(place.part("format"), List.of(format)));
            } else {
                days.addAll(days(place.part("format"), List.of(format)));
            }
        }
        return of(firm, other, moments, days, ownFormats, List.of());
    }

    private static ZoneId zone(MappingPath place, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw place.problem("there is no zone '" + name + "'; zones are named like Europe/Berlin.");
        }
    }

    // ---- formats, checked when the mapping is read

    private static List<Format> formats(MappingPath place, List<String> names) {
        List<Format> formats = new ArrayList<>();
        for (String name : names) {
            formats.add(counted(name).orElseGet(() -> new Written(checkedMoment(place, name))));
        }
        return List.copyOf(formats);
    }

    private static boolean isCounted(String name) {
        return counted(name).isPresent();
    }

    private static Optional<Format> counted(String name) {
        for (Counted each : Counted.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> days(MappingPath place, List<String> patterns) {
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

    private interface Letters {
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

    // ---- reading

    /// A moment, or the firm's noon of a bare day.
    ///
    /// @param text stripped
    Timestamp moment(String field, String text) throws BadValue {
        Timestamp known = daysRead.get(text);
        return known == null ? timestamp(instantOf(field, text)) : known;
    }

    private Instant instantOf(String field, String text) throws BadValue {
        String plain = plain(text);
        for (Format format : momentFormats) {
            if (format == Counted.EXCEL_DAYS && WHOLE.matcher(plain).matches()) {
                return noon(EXCEL_ZERO.plusDays(new BigDecimal(plain).longValue()));
            }
            Optional<Instant> moment = format.read(plain, zone);
            if (moment.isPresent()) {
                return moment.get();
            }
        }
        Optional<LocalDate> day = bareDay(plain);
        if (day.isPresent()) {
            Instant noon = noon(day.get());
            if (daysRead.size() < MOST_DAYS_KEPT) {
                daysRead.put(text, timestamp(noon));
            }
            return noon;
        }
        try {
            return instant(iso(plain), zone);
        } catch (DateTimeException notAMoment) {
            throw bad(field, text);
        }
    }

    private static TemporalAccessor iso(String text) {
        return ISO.parse(UTC_BY_NAME.matcher(text).replaceFirst("Z"));
    }

    private static String plain(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ').strip();
    }

    /// A day. A moment with an offset gives its day in the firm's zone; one without gives the day that it names.
    LocalDate day(String field, String text) throws BadValue {
        String plain = plain(text);
        Optional<LocalDate> day = bareDay(plain);
        return day.isPresent() ? day.get() : dayOfMoment(field, plain);
    }

    private LocalDate dayOfMoment(String field, String text) throws BadValue {
        for (Format format : momentFormats) {
            if (format instanceof Written pattern) {
                try {
                    return localDay(pattern.formatter().parse(text));
                } catch (DateTimeException notLikeThat) {
                    continue;
                }
            }
            Optional<Instant> moment = format.read(text, format == Counted.EXCEL_DAYS ? firm : zone);
            if (moment.isPresent()) {
                return LocalDate.ofInstant(moment.get(), firm);
            }
        }
        try {
            return localDay(iso(text));
        } catch (DateTimeException notAMoment) {
            throw bad(field, text);
        }
    }

    private LocalDate localDay(TemporalAccessor read) {
        return read.query(TemporalQueries.zone()) == null
                ? LocalDate.from(read)
                : LocalDate.ofInstant(instant(read, zone), firm);
    }

    private Optional<LocalDate> bareDay(String text) {
        for (DateTimeFormatter format : dayFormats) {
            try {
                return Optional.of(LocalDate.parse(text, format));
            } catch (DateTimeException notLikeThat) {
                // Perhaps like the next one.
            }
        }
        if (BARE_DAY.matcher(text).matches()) {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException noDay) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private BadValue bad(String field, String text) {
        String shown = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
        return new BadValue(
                field, text.isEmpty() ? "there is neither a moment nor a day" : "'" + shown + "' is " + wanted);
    }

    /// The firm's noon of a day.
    Timestamp noonOf(LocalDate day) {
        return timestamp(noon(day));
    }

    private Instant noon(LocalDate day) {
        return day.atTime(OF_BARE_DAYS).atZone(firm).toInstant();
    }

    private static Instant instant(TemporalAccessor read, ZoneId zone) {
        ZoneId own = read.query(TemporalQueries.zone());
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(read);
        }
        if (own instanceof ZoneOffset) {
            return OffsetDateTime.from(read).toInstant();
        }
        return LocalDateTime.from(read).atZone(own == null ? zone : own).toInstant();
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }
}
