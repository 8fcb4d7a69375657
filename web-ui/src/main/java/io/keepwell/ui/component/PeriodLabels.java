package io.keepwell.ui.component;

import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Short labels of periods along an axis, from left to right: `Oct`, `Q4`, `5 Oct`. Where a year begins,
/// and at the end, it stands below, on a line of its own.
public final class PeriodLabels {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private PeriodLabels() {}

    /// By what they are; such that are no month, quarter or year by their first days.
    public static List<String> of(List<Period> periods) {
        return labels(periods, Period::from, PeriodLabels::label);
    }

    /// By their last days, for windows that look back from there.
    public static List<String> upTo(List<Period> periods) {
        return labels(periods, PeriodLabels::lastDay, period -> "to " + DAY.format(lastDay(period)));
    }

    private static List<String> labels(
            List<Period> periods, Function<Period, LocalDate> day, Function<Period, String> label) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            String text = label.apply(periods.get(i));
            int year = day.apply(periods.get(i)).getYear();
            boolean begins = i == 0 || day.apply(periods.get(i - 1)).getYear() != year;
            // Of many labels some are left out, but never the last.
            boolean ends =
                    i == periods.size() - 1 && day.apply(periods.getFirst()).getYear() != year;
            boolean reported = (begins || ends) && !text.equals(Integer.toString(year));
            labels.add(reported ? text + "\n" + year : text);
        }
        return labels;
    }

    private static String label(Period period) {
        LocalDate from = period.from();
        if (period.equals(Period.of(Grain.MONTH, from))) {
            return MONTH.format(from);
        }
        if (period.equals(Period.of(Grain.QUARTER, from))) {
            return "Q" + ((from.getMonthValue() - 1) / 3 + 1);
        }
        return period.equals(Period.of(Grain.YEAR, from)) ? Integer.toString(from.getYear()) : DAY.format(from);
    }

    private static LocalDate lastDay(Period period) {
        return period.to().minusDays(1);
    }
}
