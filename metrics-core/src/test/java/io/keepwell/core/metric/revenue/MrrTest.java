package io.keepwell.core.metric.revenue;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.WorkedExample;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.suite.UsesDatabase;
import java.time.LocalDate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@UsesDatabase
final class MrrTest {
    private static final String METRIC = "revenue.mrr";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march() {
        return platform.figure(METRIC, "subscriptions", "2026-03-01", "2026-04-01");
    }

    @Test
    void worked_example_closes_at_10_500() {
        platform.send(WorkedExample.stories());

        MetricValue figure = march();
        assertValue(figure, "10500.000000");
        assertTerm(figure, "opening", "10000");
        assertTerm(figure, "new", "1000");
        assertTerm(figure, "expansion", "400");
        assertTerm(figure, "reactivation", "0");
        assertTerm(figure, "contraction", "200");
        assertTerm(figure, "churn", "700");
        assertTerm(figure, "closing", "10500");
        assertThat(ValueFormat.outcome(figure)).isEqualTo("EUR 10,500.00");
        assertThat(assertListAddsUp(platform, figure).rows()).hasSize(105);
    }

    @Test
    void hundred_monthly_and_fifty_yearly_subscriptions_make_12_500() {
        platform.send(
                new Story("monthly", EUR)
                        .on("2026-01-01")
                        .starts("100.00", 100, new BillingInterval(1, BillingInterval.Unit.MONTH)),
                new Story("yearly", EUR)
                        .on("2026-01-01")
                        .starts("600.00", 50, new BillingInterval(1, BillingInterval.Unit.YEAR)));

        // 100 × 100 + 50 × 600 ÷ 12
        assertValue(march(), "12500.000000");
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, 1, WEEK, 433.333333", // 100 × 52 ÷ 12
        "50.00, 2, WEEK, 108.333333", // 50 ÷ 2 × 52 ÷ 12
        "300.00, 3, MONTH, 100.000000",
        "2400.00, 2, YEAR, 100.000000", // 2,400 ÷ 24
        "1.00, 1, DAY, 30.416667", // 365 ÷ 12 = 30.41666…
        "0.000001, 2, MONTH, 0.000001", // half a micro, rounded up
    })
    void price_for_any_interval_is_brought_to_a_month(
            String price, int count, BillingInterval.Unit unit, String monthly) {
        platform.send(new Story("a", EUR).on("2026-01-01").starts(price, 1, new BillingInterval(count, unit)));

        assertValue(march(), monthly);
    }

    @Test
    void cancelled_but_running_counts_until_the_day_it_ends() {
        platform.send(new Story("a", EUR)
                .on("2026-01-01")
                .starts("100.00")
                .on("2026-02-10")
                .cancels(LocalDate.parse("2026-04-01"), "budget"));

        // It runs on 31 March, and not on 1 April.
        assertValue(march(), "100.00");
        assertValue(platform.figure(METRIC, "subscriptions", "2026-04-01", "2026-04-02"), "0.00");
    }

    @Test
    void money_of_another_currency_is_left_out_and_never_taken_one_to_one() {
        platform.send(
                new Story("euro", EUR).on("2026-01-01").starts("100.00"),
                new Story("dollar", USD).on("2026-01-01").starts("900.00"));

        assertValue(march(), "100.00");
    }

    @Test
    void nothing_reported_is_no_data_and_nothing_left_is_zero() {
        assertUnavailable(march(), Outcome.Reason.NO_DATA);

        platform.send(new Story("a", EUR)
                .on("2026-02-01")
                .starts("100.00")
                .on("2026-03-01")
                .ends());

        assertValue(march(), "0.00");
        assertUnavailable(platform.figure(METRIC, "subscriptions", "2026-01-01", "2026-02-01"), Outcome.Reason.NO_DATA);
    }
}
