package io.keepwell.core.metric.retention;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.WorkedExample;
import io.keepwell.core.suite.UsesDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class RevenueChurnTest {
    private static final String METRIC = "retention.revenue_churn";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void worked_example_gives_9_and_5_per_cent() {
        platform.send(WorkedExample.stories());

        MetricValue gross = platform.figure(METRIC, "gross", WorkedExample.FROM, WorkedExample.TO);
        // (700 + 200) ÷ 10,000
        assertValue(gross, "9.00");
        assertThat(gross.calculation().numbers()).isEqualTo("(700.00 + 200.00) ÷ 10,000.00");
        assertListAddsUp(platform, gross);
        MetricValue net = platform.figure(METRIC, "net", WorkedExample.FROM, WorkedExample.TO);
        // (700 + 200 − 400 − 0) ÷ 10,000
        assertValue(net, "5.00");
        assertListAddsUp(platform, net);
    }

    @Test
    void opening_100_with_10_each_of_churn_contraction_and_expansion_gives_20_gross_and_10_net() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .ends(),
                new Story("b", EUR)
                        .on("2026-01-01")
                        .starts("40.00")
                        .on("2026-03-06")
                        .changesTo("30.00"),
                new Story("c", EUR)
                        .on("2026-01-01")
                        .starts("50.00")
                        .on("2026-03-07")
                        .changesTo("60.00"));

        // (10 + 10) ÷ 100 and (10 + 10 − 10) ÷ 100
        MetricValue gross = platform.figure(METRIC, "gross", "2026-03-01", "2026-04-01");
        assertValue(gross, "20.00");
        assertThat(assertListAddsUp(platform, gross).rows())
                .extracting(DrillRows.Row::detail)
                .containsExactly("churn: EUR 10.00 → EUR 0.00", "contraction: EUR 40.00 → EUR 30.00");
        assertValue(platform.figure(METRIC, "net", "2026-03-01", "2026-04-01"), "10.00");
    }

    @Test
    void reactivation_reduces_net_but_not_gross_churn() {
        platform.send(
                new Story("stays", EUR).on("2026-01-01").starts("100.00"),
                new Story("back", EUR)
                        .on("2026-01-01")
                        .starts("50.00")
                        .on("2026-02-01")
                        .ends()
                        .on("2026-03-10")
                        .starts("30.00"),
                new Story("less", EUR)
                        .on("2026-01-01")
                        .starts("100.00")
                        .on("2026-03-10")
                        .changesTo("90.00"));

        // Opening 200, contraction 10, reactivation 30: 10 ÷ 200 = 5 %, (10 − 30) ÷ 200 = −10 %
        assertValue(platform.figure(METRIC, "gross", "2026-03-01", "2026-04-01"), "5.00");
        MetricValue net = platform.figure(METRIC, "net", "2026-03-01", "2026-04-01");
        assertValue(net, "-10.00");
        assertListAddsUp(platform, net);
    }

    @Test
    void there_is_no_base_when_nothing_was_paid_at_the_start() {
        platform.send(new Story("late", EUR).on("2026-03-10").starts("10.00"));

        assertUnavailable(platform.figure(METRIC, "gross", "2026-03-01", "2026-04-01"), Outcome.Reason.NO_BASE);
        assertUnavailable(platform.figure(METRIC, "net", "2026-03-01", "2026-04-01"), Outcome.Reason.NO_BASE);
    }
}
