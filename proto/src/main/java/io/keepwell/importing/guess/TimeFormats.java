package io.keepwell.importing.guess;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// In which formats moments and days may be written.
final class TimeFormats {
    /// What needs no format.
    static final Format ISO_MOMENT = new Format("", false, Order.NONE);
    static final Format ISO_DAY = new Format("", true, Order.NONE);

    private static final Pattern ISO_DAY_TEXT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern ISO_TEXT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"
                    + " ?(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}(\\.[0-9]+)?");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{12,13}");
    private static final Pattern EXCEL_DAYS = Pattern.compile("[2-5][0-9]{4}(\\.[0-9]+)?");
    private static final List<KnownFormat> KNOWN = known();

    private TimeFormats() {}

    /// Which of day and month stands first.
    enum Order {
        DAY_FIRST,
        MONTH_FIRST,
        /// Nobody can take one for the other.
        NONE
    }

    /// @param name as a mapping says it; empty where it needs none
    /// @param isDay whether there is no time
    record Format(String name, boolean isDay, Order order) {}

    private record KnownFormat(Format format, DateTimeFormatter formatter) {}

    /// The formats in which all these texts can be read; several where it isn't decided.
    ///
    /// @param texts not empty
    /// @param canBeCounted whether numbers may stand for moments there
    static List<Format> of(List<String> texts, boolean canBeCounted) {
        if (texts.isEmpty()) {
            return List.of();
        }
        if (texts.stream().allMatch(text -> ISO_DAY_TEXT.matcher(text).matches())) {
            return List.of(ISO_DAY);
        }
        if (texts.stream()
                .allMatch(text -> ISO_DAY_TEXT.matcher(text).matches()
                        || ISO_TEXT.matcher(text).matches())) {
            return List.of(ISO_MOMENT);
        }
        if (canBeCounted) {
            Optional<String> counted = counted(texts);
            if (counted.isPresent()) {
                return List.of(new Format(counted.get(), false, Order.NONE));
            }
        }
        List<Format> fitting = new ArrayList<>();
        for (KnownFormat known : KNOWN) {
            if (texts.stream().allMatch(text -> reads(known.formatter(), text))) {
                fitting.add(known.format());
            }
        }
        return fitting;
    }

    private static Optional<String> counted(List<String> texts) {
        if (texts.stream().allMatch(text -> SECONDS.matcher(text).matches())) {
            return Optional.of("unix_seconds");
        }
        if (texts.stream().allMatch(text -> MILLISECONDS.matcher(text).matches())) {
            return Optional.of("unix_milliseconds");
        }
        return texts.stream().allMatch(text -> EXCEL_DAYS.matcher(text).matches())
                ? Optional.of("excel_days")
                : Optional.empty();
    }

    /// Whether a text is written in a format.
    static boolean fits(Format format, String text) {
        if (format.equals(ISO_DAY)) {
            return ISO_DAY_TEXT.matcher(text).matches();
        }
        if (format.equals(ISO_MOMENT)) {
            return ISO_DAY_TEXT.matcher(text).matches()
                    || ISO_TEXT.matcher(text).matches();
        }
        return KNOWN.stream()
                .filter(known -> known.format().equals(format))
                .findFirst()
                .map(known -> reads(known.formatter(), text))
                .orElseGet(() -> counted(List.of(text)).equals(Optional.of(format.name())));
    }

    /// The day that a text in a format of bare days is.
    static Optional<LocalDate> day(Format format, String text) {
        if (!format.isDay() || !fits(format, text)) {
            return Optional.empty();
        }
        try {
            return format.equals(ISO_DAY)
                    ? Optional.of(LocalDate.parse(text))
                    : KNOWN.stream()
                            .filter(known -> known.format().equals(format))
                            .findFirst()
                            .map(known -> known.formatter().parse(spaced(text), LocalDate::from));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static String spaced(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    private static boolean reads(DateTimeFormatter formatter, String text) {
        String plain = spaced(text);
        // Most formats don't fit, and an exception for each would take most of the time.
        ParsePosition end = new ParsePosition(0);
        if (formatter.parseUnresolved(plain, end) == null || end.getIndex() < plain.length()) {
            return false;
        }
        try {
            formatter.parse(plain);
            return true;
        } catch (DateTimeException notLikeThat) {
            return false;
        }
    }

    private static List<KnownFormat> known() {
        List<KnownFormat> known = new ArrayList<>();
        for (String day : new String[] {
            "d/M/yyyy",
            "M/d/yyyy",
            "d/M/yy",
            "M/d/yy",
            "d-M-yyyy",
            "M-d-yyyy",
            "d.M.yyyy",
            "d.M.yy",
            "yyyy/M/d",
            "yyyy.M.d",
            "yyyy-M-d",
            "yyyyMMdd",
            "d MMM yyyy",
            "MMM d, yyyy",
            "MMM d yyyy",
            "d-MMM-yyyy",
            "d-MMM-yy",
            "d MMMM yyyy",
            "MMMM d, yyyy"
        }) {
            known.add(known(day, true));
            for (String between : new String[] {" ", ", ", "'T'"}) {
                for (String time : new String[] {
                    "H:mm",
                    "H:mm:ss",
                    "H:mm:ss.SSS",
                    "h:mm a",
                    "h:mm:ss a",
                    "h:mma",
                    "h:mm:ssa",
                    "H:mm z",
                    "H:mm:ss z",
                    "H:mm xx",
                    "H:mm:ss xx",
                    "H:mm:ssxxx"
                }) {
                    known.add(known(day + between + time, false));
                }
            }
        }
        return List.copyOf(known);
    }

    private static KnownFormat known(String pattern, boolean isDay) {
        Order order = Order.NONE;
        if (pattern.startsWith("d/M") || pattern.startsWith("d-M-")) {
            order = Order.DAY_FIRST;
        } else if (pattern.startsWith("M/d") || pattern.startsWith("M-d-")) {
            order = Order.MONTH_FIRST;
        }
        return new KnownFormat(
                new Format(pattern, isDay, order),
                new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern.replace('y', 'u'))
                        .toFormatter(Locale.US)
                        .withResolverStyle(ResolverStyle.STRICT));
    }
}
