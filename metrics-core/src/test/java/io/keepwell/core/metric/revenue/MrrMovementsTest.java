package io.keepwell.core.metric.revenue;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.WorkedExample;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@UsesDatabase
final class MrrMovementsTest {
    private static final String METRIC = "revenue.mrr_movements";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "net_new, 500.00, 23", // 10,500 − 10,000, by 10 new, 4 up, 4 down and 5 lost
        "new, 1000.00, 10",
        "expansion, 400.00, 4",
        "reactivation, 0.00, 0",
        "contraction, 200.00, 4",
        "churn, 700.00, 5"
    })
    void worked_example_by_every_definition(String definition, String value, int rows) {
        platform.send(WorkedExample.stories());

        MetricValue figure = platform.figure(METRIC, definition, WorkedExample.FROM, WorkedExample.TO);
        assertValue(figure, value);
        assertThat(assertListAddsUp(platform, figure).rows()).hasSize(rows);
    }

    @Test
    void change_of_owner_moves_mrr_between_slices_and_not_in_the_whole() {
        platform.send(new Story("moved", EUR)
                .on("2026-01-01")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("100.00")
                .on("2026-03-10")
                .standsIn(Dimension.OWNER, "Bo")
                .changesTo("120.00"));

        MetricValue whole = platform.figure(METRIC, "net_new", "2026-03-01", "2026-04-01");
        assertValue(whole, "20.00");
        assertListAddsUp(platform, whole);
        assertThat(whole.calculation().terms()).extracting(Term::symbol).doesNotContain("transfer in", "transfer out");

        MetricValue ana =
                platform.figure(METRIC, "net_new", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Ana"));
        assertValue(ana, "-100.00");
        assertTerm(ana, "transfer out", "100");
        assertTerm(ana, "closing", "0");
        assertListAddsUp(platform, ana);

        MetricValue bo =
                platform.figure(METRIC, "net_new", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Bo"));
        assertValue(bo, "120.00");
        assertTerm(bo, "transfer in", "100");
        assertTerm(bo, "expansion", "20");
        assertListAddsUp(platform, bo);
    }

    @Test
    void nothing_reported_is_no_data_and_a_quiet_month_is_zero() {
        for (String definition : List.of("net_new", "churn")) {
            assertUnavailable(platform.figure(METRIC, definition, "2026-03-01", "2026-04-01"), Outcome.Reason.NO_DATA);
        }
        platform.send(new Story("a", EUR).on("2026-02-01").starts("100.00"));
        for (String definition : List.of("net_new", "churn")) {
            assertValue(platform.figure(METRIC, definition, "2026-03-01", "2026-04-01"), "0.00");
        }
    }
}
