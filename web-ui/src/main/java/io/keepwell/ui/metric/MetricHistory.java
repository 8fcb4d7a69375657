package io.keepwell.ui.metric;

import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A metric over time: the periods of a grain up to the selected one, or the windows that end with them,
/// each beside the same a year before.
///
/// @param points oldest first
record MetricHistory(List<Point> points) {
    MetricHistory {
        points = List.copyOf(points);
    }

    record Point(MetricValue figure, MetricValue yearBefore) {}

    static MetricHistory ask(MetricQueries figures, Trends trends, MetricPage page) {
        LocalDate last = page.selection().period().to().minusDays(1);
        List<Period> pieces = trends.calendar().upTo(last, page.grain(), count(page.grain()));
        List<Period> periods = page.rolling().map(window -> window.over(pieces)).orElse(pieces);
        List<Period> all = Stream.concat(periods.stream(), periods.stream().map(Period::yearBefore))
                .toList();
        List<MetricValue> answers = figures.answer(trends.query(page, all));
        int count = periods.size();
        return new MetricHistory(IntStream.range(0, count)
                .mapToObj(i -> new Point(answers.get(i), answers.get(count + i)))
                .toList());
    }

    private static int count(Grain grain) {
        return switch (grain) {
            case DAY -> 31;
            case WEEK, MONTH -> 13;
            case QUARTER, FISCAL_QUARTER -> 8;
            case YEAR, FISCAL_YEAR -> 5;
        };
    }
}
