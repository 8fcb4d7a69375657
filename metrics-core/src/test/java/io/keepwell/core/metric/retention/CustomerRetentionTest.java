package io.keepwell.core.metric.retention;

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
import io.keepwell.core.metric.WorkedExample;
import io.keepwell.core.suite.UsesDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class CustomerRetentionTest {
    private static final String METRIC = "retention.customer_retention";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void worked_example_gives_95_and_105_per_cent() {
        platform.send(WorkedExample.stories());

        MetricValue cohort = platform.figure(METRIC, "cohort", WorkedExample.FROM, WorkedExample.TO);
        // (E − N) ÷ S = (105 − 10) ÷ 100
        assertValue(cohort, "95.00");
        assertTerm(cohort, "S", "100");
        assertTerm(cohort, "N", "10");
        assertTerm(cohort, "L", "5");
        assertTerm(cohort, "E", "105");
        assertThat(cohort.calculation().numbers()).isEqualTo("95 ÷ 100");
        assertThat(cohort.calculation().base()).isEqualTo("100 customers on 1 Mar 2026");
        assertThat(assertListAddsUp(platform, cohort).rows()).hasSize(95);

        MetricValue closing = platform.figure(METRIC, "closing", WorkedExample.FROM, WorkedExample.TO);
        // E ÷ S = 105 ÷ 100
        assertValue(closing, "105.00");
        assertThat(assertListAddsUp(platform, closing).rows()).hasSize(105);
    }

    @Test
    void retention_has_no_base_when_nobody_was_customer_at_the_start() {
        platform.send(new Story("late", EUR).on("2026-03-10").starts("10.00"));

        assertUnavailable(platform.figure(METRIC, "cohort", "2026-03-01", "2026-04-01"), Outcome.Reason.NO_BASE);
        assertUnavailable(platform.figure(METRIC, "closing", "2026-03-01", "2026-04-01"), Outcome.Reason.NO_BASE);
    }

    @Test
    void retention_has_no_data_when_nothing_was_ever_reported() {
        MetricValue figure = platform.figure(METRIC, "cohort", "2026-03-01", "2026-04-01");

        assertThat(figure.outcome())
                .isEqualTo(new Outcome.Unavailable(
                        Outcome.Reason.NO_DATA,
                        "There were no customers when the period began. "
                                + "Nothing is known that this figure could be made of: "
                                + "no events of the kind subscription change were reported."));
    }

    @Test
    void everybody_lost_is_zero_per_cent_and_not_missing() {
        platform.send(new Story("a", EUR)
                .on("2026-01-01")
                .starts("10.00")
                .on("2026-03-02")
                .ends());

        assertValue(platform.figure(METRIC, "cohort", "2026-03-01", "2026-04-01"), "0.00");
    }

    @Test
    void free_subscription_does_not_make_a_customer() {
        platform.send(
                new Story("free", EUR).on("2026-01-01").starts("0.00"),
                new Story("paying", EUR).on("2026-01-01").starts("1.00"));

        assertTerm(platform.figure(METRIC, "cohort", "2026-03-01", "2026-04-01"), "S", "1");
    }

    @Test
    void customer_who_changed_owner_has_not_left_the_owner_he_had() {
        platform.send(
                new Story("moved", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Ana")
                        .starts("10.00")
                        .on("2026-03-10")
                        .standsIn(Dimension.OWNER, "Bo"),
                new Story("lost", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Ana")
                        .starts("10.00")
                        .on("2026-03-20")
                        .ends());

        MetricValue ana =
                platform.figure(METRIC, "cohort", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Ana"));
        // S = 2, of whom one ended; the other one only moved: 1 ÷ 2
        assertValue(ana, "50.00");
        assertListAddsUp(platform, ana);
        // On 1 March Bo had no customer.
        assertUnavailable(
                platform.figure(METRIC, "cohort", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Bo")),
                Outcome.Reason.NO_BASE);
        MetricValue closing =
                platform.figure(METRIC, "closing", "2026-04-01", "2026-05-01", Slice.of(Dimension.OWNER, "Bo"));
        assertTerm(closing, "S", "1");
    }
}
