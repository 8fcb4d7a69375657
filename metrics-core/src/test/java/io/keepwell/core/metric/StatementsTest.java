package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How many statements figures take: a screen asks for many of them at once.
@UsesDatabase
@RunsOnce("how many statements reach a server of its own")
final class StatementsTest {
    private static final long MOST = 10;
    private static final List<Period> MONTHS =
            Calendar.COMMON.split(new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)), Grain.MONTH);

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @Test
    void all_metrics_by_month_over_a_year_take_no_more_statements_than_a_few() {
        RandomStories stories = new RandomStories(12);
        platform.keep(platform.partner(), stories.sendEverything(10, 30));
        platform.refresh();
        platform.clock().set("2027-04-02T00:00:00Z");
        List<MetricQuery> queries = platform.get(MetricCatalogue.class).all().stream()
                .map(metric -> new MetricQuery(
                        metric.info().id(),
                        metric.info().defaultDefinition().id(),
                        MONTHS,
                        Slice.of(Dimension.OWNER, ""),
                        Optional.empty()))
                .toList();
        MetricQueries figures = platform.get(MetricQueries.class);
        var _ = figures.answer(queries);

        long before = statements();
        List<List<MetricValue>> answered = figures.answer(queries);

        assertThat(statements() - before).isBetween(1L, MOST);
        assertThat(answered)
                .hasSameSizeAs(queries)
                .allSatisfy(each -> assertThat(each).hasSameSizeAs(MONTHS));
    }

    private static long statements() {
        String status = platform.rows("show global status like 'Com_select'").getFirst();
        return Long.parseLong(status.substring(status.indexOf(' ') + 1));
    }
}
