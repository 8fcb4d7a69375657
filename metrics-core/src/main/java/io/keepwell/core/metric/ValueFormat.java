package io.keepwell.core.metric;

import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How a figure is written, the same on screen, in mail, PDF, spreadsheets and on the command line. The
/// one place where figures are rounded for reading.
public final class ValueFormat {
    /// A real minus sign, as wide as a plus.
    private static final char MINUS = '\u2212';

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private ValueFormat() {}

    /// The outcome with its unit, marked where it is approximate, or a dash and the reason.
    public static String outcome(MetricValue figure) {
        return switch (figure.outcome()) {
            case Outcome.Value(BigDecimal amount) -> parts(figure, amount).whole();
            case Outcome.Unavailable(Outcome.Reason _, String message) -> "– " + message;
        };
    }

    /// An amount as it is set in type: a loud number between quiet signs.
    ///
    /// @param before what stands in front of the number, with its space: `EUR `; may be empty, as may `after`
    public record Parts(String before, String number, String after) {
        /// As it stands in a line of text.
        public String whole() {
            return before + number + after;
        }
    }

    /// The amount of a figure with its unit, marked where it is approximate.
    public static Parts parts(MetricValue figure, BigDecimal amount) {
        return parts(amount, figure.metric().unit(), figure.currency(), figure.isApproximate());
    }

    /// An amount with its unit, marked where it is approximate.
    public static Parts parts(BigDecimal amount, Unit unit, CurrencyCode currency, boolean approximate) {
        String before = (approximate ? "≈ " : "") + (unit.isMoney() ? currency.code() + " " : "");
        return new Parts(before, bare(amount, unit), suffix(unit));
    }

    /// An amount with its unit: `26.54 %`, `EUR 412,600.00`, `41.2`, `7,043`.
    public static String amount(BigDecimal amount, Unit unit, CurrencyCode currency) {
        return parts(amount, unit, currency, false).whole();
    }

    private static String suffix(Unit unit) {
        return switch (unit) {
            case PERCENT -> " %";
            case HOURS -> " h";
            case DAYS -> " days";
            case MONEY, MONEY_PER_MONTH, SCORE, RATIO, NUMBER, COUNT -> "";
        };
    }

    /// As `amount`, without unit, for columns that say it in their head.
    public static String bare(BigDecimal amount, Unit unit) {
        return number(amount, decimals(unit));
    }

    /// Between which values the true one probably lies, as it stands beside a figure: `25.0 to 41.2 (95 %)`;
    /// empty where the figure has no interval.
    public static String interval(MetricValue figure) {
        return figure.calculation()
                .interval()
                .map(interval -> interval(interval, figure.metric().unit()) + " (95 %)")
                .orElse("");
    }

    /// An interval, as it stands beside its figure: `25.0 to 41.2`, `43.85 to 100.00 %`.
    public static String interval(Interval interval, Unit unit) {
        return bare(interval.low(), unit) + " to " + bare(interval.high(), unit) + (unit == Unit.PERCENT ? " %" : "");
    }

    /// A change between two amounts of a unit, with its sign: `+0.70 pt`, `−2.0`.
    public static String change(BigDecimal change, Unit unit) {
        String sign = change.signum() > 0 ? "+" : "";
        return sign + number(change, decimals(unit)) + (unit == Unit.PERCENT ? " pt" : "");
    }

    /// A change in per cent of what it is from: `+4.20 %`.
    public static String relativeChange(BigDecimal percent) {
        return (percent.signum() > 0 ? "+" : "") + number(percent, decimals(Unit.PERCENT)) + suffix(Unit.PERCENT);
    }

    public static int decimals(Unit unit) {
        return switch (unit) {
            case PERCENT, MONEY, MONEY_PER_MONTH, RATIO, NUMBER -> 2;
            case SCORE, HOURS, DAYS -> 1;
            case COUNT -> 0;
        };
    }

    public static String count(long count) {
        return number(BigDecimal.valueOf(count), 0);
    }

    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    public static String month(LocalDate day) {
        return MONTH.format(day);
    }

    /// A period, as people name it: `October 2026`, `Q3 2026`, `2026`, `5 Oct 2026 to 11 Oct 2026`, with
    /// its last day.
    public static String period(Period period) {
        LocalDate from = period.from();
        LocalDate last = period.to().minusDays(1);
        if (period.equals(Period.of(Grain.YEAR, from))) {
            return Integer.toString(from.getYear());
        }
        if (period.equals(Period.of(Grain.QUARTER, from))) {
            return "Q" + ((from.getMonthValue() - 1) / 3 + 1) + " " + from.getYear();
        }
        if (period.equals(Period.of(Grain.MONTH, from))) {
            return month(from);
        }
        return from.equals(last) ? day(from) : day(from) + " to " + day(last);
    }

    /// As `period`, a month in short, for the heads of columns: `Oct 2026`.
    public static String shortPeriod(Period period) {
        return period.equals(Period.of(Grain.MONTH, period.from()))
                ? SHORT_MONTH.format(period.from())
                : period(period);
    }

    /// A moment on the clocks of a zone: `22 Nov 2026, 09:05`.
    public static String moment(Instant moment, ZoneId zone) {
        return MOMENT.format(moment.atZone(zone));
    }

    /// Short, for labels in charts, where the exact amount stands elsewhere: `412.6k`, `2.40 %`, `41.2`.
    public static String brief(BigDecimal amount, Unit unit) {
        return switch (unit) {
            case PERCENT -> number(amount, 1) + " %";
            case SCORE -> number(amount, 1);
            case RATIO -> number(amount, 2);
            case HOURS -> number(amount, 1) + " h";
            case DAYS -> number(amount, 1) + " d";
            case MONEY, MONEY_PER_MONTH, NUMBER, COUNT -> brief(amount);
        };
    }

    private static String brief(BigDecimal amount) {
        BigDecimal size = amount.abs();
        if (size.compareTo(MILLION) >= 0) {
            return number(amount.movePointLeft(6), 2) + "M";
        }
        if (size.compareTo(TEN_THOUSAND) >= 0) {
            return number(amount.movePointLeft(3), 1) + "k";
        }
        return number(amount, 0);
    }

    private static String number(BigDecimal amount, int decimals) {
        BigDecimal rounded = amount.setScale(decimals, RoundingMode.HALF_UP);
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign(MINUS);
        String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
        return new DecimalFormat(pattern, symbols).format(rounded);
    }
}
