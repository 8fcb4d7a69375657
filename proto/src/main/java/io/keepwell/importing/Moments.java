package io.keepwell.importing;

import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
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
    private static final Pattern UTC_BY_NAME = Pattern.compile(" ?(?:UTC|GMT)$", Pattern.CASE_INSENSITIVE);
    /// Also as a spreadsheet's program may write it: `45748.0`.
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}(?:\\.0*)?");
    private static final Pattern BARE_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
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
    private final List<MomentFormat> momentFormats;
    private final List<DateTimeFormatter> dayFormats;
    private final String wanted;
    /// Bare days as moments: files name the same ones again and again.
    private final Map<String, Timestamp> daysRead = new HashMap<>();

    private Moments(
            ZoneId firm,
            ZoneId zone,
            List<MomentFormat> momentFormats,
            List<DateTimeFormatter> dayFormats,
            String wanted) {
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
                MomentFormat.ofMoments(mapping.part("moment_format"), file.momentFormat()),
                MomentFormat.ofDays(mapping.part("day_format"), file.dayFormat()),
                file.momentFormat(),
                file.dayFormat());
    }

    private static Moments of(
            ZoneId firm,
            ZoneId zone,
            List<MomentFormat> moments,
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
        List<MomentFormat> moments = new ArrayList<>();
        List<DateTimeFormatter> days = new ArrayList<>();
        for (String format : ownFormats) {
            if (MomentFormat.isOfMoments(format)) {
                moments.addAll(MomentFormat.ofMoments(place.part("format"), List.of(format)));
            } else {
                days.addAll(MomentFormat.ofDays(place.part("format"), List.of(format)));
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
        for (MomentFormat format : momentFormats) {
            if (format == MomentFormat.Counted.EXCEL_DAYS
                    && WHOLE.matcher(plain).matches()) {
                return noon(MomentFormat.EXCEL_ZERO.plusDays(new BigDecimal(plain).longValue()));
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
            return MomentFormat.instant(iso(plain), zone);
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
        for (MomentFormat format : momentFormats) {
            if (format instanceof MomentFormat.Written pattern) {
                try {
                    return localDay(pattern.formatter().parse(text));
                } catch (DateTimeException notLikeThat) {
                    continue;
                }
            }
            Optional<Instant> moment = format.read(text, format == MomentFormat.Counted.EXCEL_DAYS ? firm : zone);
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
                : LocalDate.ofInstant(MomentFormat.instant(read, zone), firm);
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

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }
}
