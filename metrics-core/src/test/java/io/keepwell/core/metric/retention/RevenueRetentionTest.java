package io.keepwell.core.metric.retention;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.WorkedExample;
import io.keepwell.core.suite.UsesDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Gross and net revenue retention: retention.grr and retention.nrr.
@UsesDatabase
final class RevenueRetentionTest {
    private static final String DEFINITION = "opening_customers";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void worked_example_gives_91_and_95_per_cent() {
        platform.send(WorkedExample.stories());

        // 10,000 − 700 − 200 = 9,100; with 400 of expansion 9,500. What new customers bring doesn't
        // count.
        assertFigures(WorkedExample.FROM, WorkedExample.TO, "91.00", "95.00");
    }

    @Test
    void opening_10_with_contraction_churn_and_expansion_gives_85_gross_and_103_net() {
        platform.send(
                new Story("less", EUR)
                        .on("2026-01-01")
                        .starts("2.00")
                        .on("2026-03-05")
                        .changesTo("1.40"),
                new Story("gone", EUR)
                        .on("2026-01-01")
                        .starts("0.90")
                        .on("2026-03-06")
                        .ends(),
                new Story("more", EUR)
                        .on("2026-01-01")
                        .starts("7.10")
                        .on("2026-03-07")
                        .changesTo("8.90"));

        // Opening 2.0 + 0.9 + 7.1 = 10.0; contraction 0.6, churn 0.9, expansion 1.8.
        // (10.0 − 0.6 − 0.9) ÷ 10.0 and (10.0 − 0.6 − 0.9 + 1.8) ÷ 10.0
        assertFigures("2026-03-01", "2026-04-01", "85.00", "103.00");
    }

    @Test
    void one_who_left_and_came_back_counts_with_what_is_paid_at_the_end() {
        platform.send(
                new Story("back", EUR)
                        .on("2026-01-01")
                        .starts("100.00")
                        .on("2026-03-05")
                        .ends()
                        .on("2026-03-25")
                        .starts("150.00"),
                new Story("stays", EUR).on("2026-01-01").starts("100.00"));

        // Opening 200. Gross: min(100, 150) + 100 = 200. Net: 150 + 100 = 250.
        assertFigures("2026-03-01", "2026-04-01", "100.00", "125.00");
    }

    @Test
    void customer_who_moved_to_another_owner_stays_in_the_opening_owners_figure() {
        platform.send(
                new Story("moved", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Ana")
                        .starts("100.00")
                        .on("2026-03-10")
                        .standsIn(Dimension.OWNER, "Bo")
                        .on("2026-03-20")
                        .changesTo("80.00"),
                new Story("other", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Bo")
                        .starts("50.00"));

        // Ana: 80 ÷ 100. Bo: 50 ÷ 50, since the one who moved in was not his when the month began.
        assertValue(of("retention.grr", Slice.of(Dimension.OWNER, "Ana")), "80.00");
        assertValue(of("retention.nrr", Slice.of(Dimension.OWNER, "Bo")), "100.00");
        assertListAddsUp(platform, of("retention.grr", Slice.of(Dimension.OWNER, "Ana")));
        assertListAddsUp(platform, of("retention.nrr", Slice.of(Dimension.OWNER, "Bo")));
    }

    @Test
    void there_is_no_base_when_nothing_was_paid_at_the_start() {
        platform.send(new Story("late", EUR).on("2026-03-10").starts("10.00"));

        assertUnavailable(of("retention.grr", Slice.WHOLE), Outcome.Reason.NO_BASE);
        assertUnavailable(of("retention.nrr", Slice.WHOLE), Outcome.Reason.NO_BASE);
    }

    private static MetricValue of(String metric, Slice slice) {
        return platform.figure(metric, DEFINITION, "2026-03-01", "2026-04-01", slice);
    }

    private static void assertFigures(String from, String to, String gross, String net) {
        MetricValue grr = platform.figure("retention.grr", DEFINITION, from, to);
        assertValue(grr, gross);
        assertListAddsUp(platform, grr);
        MetricValue nrr = platform.figure("retention.nrr", DEFINITION, from, to);
        assertValue(nrr, net);
        assertListAddsUp(platform, nrr);
    }
}
