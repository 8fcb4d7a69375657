package io.keepwell.ingestion.query;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the fields of queries. What can't be read is refused with InvalidQueryException, which says
/// what would be valid.
final class QueryFields {
    private static final String ALL = "all";

    private QueryFields() {}

    static Optional<String> detail(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static YearMonth month(String field, String text) {
        LocalDate day = day(field, text);
        if (day.getDayOfMonth() != 1) {
            throw new InvalidQueryException(
                    field, "'" + field + "' must be the first day of a month, not " + text + ".");
        }
        return YearMonth.from(day);
    }

    /// @param field that names the dimension
    static Dimension dimension(String field, String id) {
        return Dimension.parse(id)
                .orElseThrow(() -> InvalidQueryException.noSuch(
                        field,
                        "dimension",
                        id,
                        Dimension.ALL.stream().map(Dimension::id).toList()));
    }

    /// The definitions that are asked for; all of them are those that can be asked for the detail.
    static List<Definition> definitions(Metric metric, String asked, Optional<String> detail) {
        if (asked.equals(ALL)) {
            return metric.info().definitions(detail);
        }
        if (asked.isEmpty()) {
            return List.of(metric.info().defaultDefinition());
        }
        return List.of(metric.info()
                .definition(asked)
                .orElseThrow(() -> InvalidQueryException.noSuch(
                        "definition",
                        "definition of " + metric.info().id(),
                        asked,
                        metric.info().definitions().stream()
                                .map(each -> each.id().id())
                                .toList())));
    }

    /// The periods that are asked about: the whole, or what it is cut into; where it rolls, each is the
    /// window up to the end of such a piece.
    ///
    /// @param calendar by which it is cut, asked for only then
    static List<Period> periods(
            String fromText, String toText, String by, String rolling, Supplier<Calendar> calendar) {
        Period whole = period(fromText, toText);
        if (by.isEmpty()) {
            if (!rolling.isEmpty()) {
                throw new InvalidQueryException("rolling", "'rolling' is about a run of periods: it goes with 'by'.");
            }
            return List.of(whole);
        }
        List<Period> pieces = pieces(whole, by, calendar.get());
        return rolling.isEmpty() ? pieces : window(rolling).over(pieces);
    }

    private static List<Period> pieces(Period whole, String by, Calendar calendar) {
        Grain grain = Grain.parse(by)
                .orElseThrow(() -> InvalidQueryException.noSuch(
                        "by",
                        "grain",
                        by,
                        Arrays.stream(Grain.values()).map(Grain::id).toList()));
        if (whole.days() > (long) MetricQuery.MOST_PERIODS * 366) {
            throw new InvalidQueryException("by", "A query has at most " + MetricQuery.MOST_PERIODS + " periods.");
        }
        List<Period> pieces = calendar.split(whole, grain);
        if (pieces.size() > MetricQuery.MOST_PERIODS) {
            throw new InvalidQueryException(
                    "by",
                    "A query has at most " + MetricQuery.MOST_PERIODS + " periods, not " + pieces.size()
                            + ". Ask by a coarser grain or for a shorter time.");
        }
        return pieces;
    }

    private static Window window(String text) {
        return Window.parse(text)
                .orElseThrow(() -> new InvalidQueryException(
                        "rolling",
                        "'rolling' is 1 to 3660 days or 1 to 120 months, such as '90 days' or '3 months', not '" + text
                                + "'."));
    }

    static Period period(String fromText, String toText) {
        LocalDate from = day("from", fromText);
        LocalDate to = day("to", toText);
        if (!from.isBefore(to)) {
            throw new InvalidQueryException(
                    "from", "'from' must be before 'to', but " + from + " is not before " + to + ".");
        }
        return new Period(from, to);
    }

    /// Empty where nothing was said.
    static Optional<LocalDate> followedTo(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(day("followed_to", text));
    }

    private static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1970 || day.getYear() > 2199) {
                throw new InvalidQueryException(field, "'" + field + "' must be from 1970 to 2199, not " + text + ".");
            }
            return day;
        } catch (DateTimeException unreadable) {
            throw new InvalidQueryException(
                    field, "'" + field + "' must be a day such as 2026-01-31, not '" + text + "'.");
        }
    }

    static Optional<Instant> asOf(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(moment("as_of", text));
    }

    static Instant moment(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new InvalidQueryException(
                    field, "'" + field + "' must be a moment in UTC such as 2026-02-01T06:00:00Z, not '" + text + "'.");
        }
    }

    static Slice slice(Map<String, String> values) {
        Slice slice = Slice.WHOLE;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            slice = slice.with(dimension("slice", entry.getKey()), entry.getValue());
        }
        return slice;
    }
}
