package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.suite.UsesDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class CostTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void cost_of_retention_is_divided_by_closing_or_average_customers() {
        platform.send(WorkedExample.stories());
        platform.send(new Story("firm", EUR)
                .on("2026-03-05")
                .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(2_000, EUR)))
                .send(new Cost(Cost.Purpose.SALES, money(700, EUR)))
                .send(new Cost(Cost.Purpose.MARKETING, money(300, EUR)))
                .on("2026-03-31")
                .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(100, EUR)))
                .on("2026-04-01")
                .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(5_000, EUR))));

        // 2,100 ÷ 105 and 2,100 ÷ ((100 + 105) ÷ 2)
        MetricValue closing = march("retention.cost", "closing");
        assertValue(closing, "20.00");
        assertListAddsUp(platform, closing);
        assertValue(march("retention.cost", "average"), "20.4878");
        // (700 + 300) ÷ 10
        MetricValue acquisition = march("growth.cac", "new_customers");
        assertValue(acquisition, "100.00");
        assertThat(assertListAddsUp(platform, acquisition).rows()).hasSize(2);
        // 20 for each one kept, 100 for each one won
        MetricValue beside = march("retention.cost", "to_acquisition");
        assertValue(beside, "0.20");
        assertThat(beside.calculation().numbers()).isEqualTo("(2,100.00 ÷ 105) ÷ (1,000.00 ÷ 10)");
        assertThat(ValueFormat.outcome(beside)).isEqualTo("0.20");
        assertThat(assertListAddsUp(platform, beside).rows()).hasSize(2);
    }

    @Test
    void cost_of_retention_beside_that_of_acquisition_needs_both_and_somebody_who_joined() {
        platform.send(
                new Story("old", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(50, EUR))),
                new Story("new", EUR).on("2026-04-05").starts("10.00"));
        assertUnavailable(march("retention.cost", "to_acquisition"), Outcome.Reason.NO_DATA);

        platform.send(new Story("firm", EUR).on("2026-03-05").send(new Cost(Cost.Purpose.SALES, money(700, EUR))));
        assertUnavailable(march("retention.cost", "to_acquisition"), Outcome.Reason.NO_BASE);
        // In both months: (50 ÷ 2) ÷ (700 ÷ 1)
        assertValue(platform.figure("retention.cost", "to_acquisition", "2026-03-01", "2026-05-01"), "0.0357");
        // In April somebody joined, and nothing was spent on it.
        assertUnavailable(
                platform.figure("retention.cost", "to_acquisition", "2026-04-01", "2026-05-01"),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void there_is_no_cost_when_none_was_reported_and_no_base_when_nobody_is_there() {
        assertUnavailable(march("retention.cost", "closing"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("growth.cac", "new_customers"), Outcome.Reason.NO_DATA);

        platform.send(new Story("firm", EUR)
                .on("2026-03-05")
                .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(2_000, EUR)))
                .send(new Cost(Cost.Purpose.SALES, money(700, EUR))));

        assertUnavailable(march("retention.cost", "closing"), Outcome.Reason.NO_BASE);
        assertUnavailable(march("retention.cost", "average"), Outcome.Reason.NO_BASE);
        assertUnavailable(march("growth.cac", "new_customers"), Outcome.Reason.NO_BASE);
    }

    @Test
    void slice_has_only_the_cost_that_is_reported_of_its_accounts() {
        platform.send(
                new Story("ana's", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Ana")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(50, EUR))),
                new Story("bo's", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Bo")
                        .starts("10.00"));
        platform.send(new Story(Account.FIRM_NAME, EUR)
                .on("2026-03-05")
                .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(2_000, EUR))));

        assertValue(march("retention.cost", "closing"), "1025.00");
        assertValue(of("Ana"), "50.00");
        assertThat(of("Bo").outcome())
                .isEqualTo(
                        new Outcome.Unavailable(
                                Outcome.Reason.NO_DATA,
                                "No costs of customer success were reported for accounts in this slice in the period; what is reported for the firm as a whole isn't divided up."));
    }

    private static MetricValue of(String owner) {
        return platform.figure(
                "retention.cost", "closing", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, owner));
    }

    private static MetricValue march(String metric, String definition) {
        return platform.figure(metric, definition, "2026-03-01", "2026-04-01");
    }
}
