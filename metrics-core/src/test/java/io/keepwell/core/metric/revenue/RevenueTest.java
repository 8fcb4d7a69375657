package io.keepwell.core.metric.revenue;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.WorkedExample;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class RevenueTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static Payment payment(long units, Payment.Result result) {
        return new Payment("p", "", "", money(units, EUR), Payment.Nature.ONE_OFF, result);
    }

    private static MetricValue march(String metric, String definition) {
        return platform.figure(metric, definition, "2026-03-01", "2026-04-01");
    }

    @Test
    void worked_example_gives_expansion_growth_quick_ratio_and_a_year() {
        platform.send(WorkedExample.stories());

        // 400 ÷ 10,000; (10,500 − 10,000) ÷ 10,000; (1,000 + 400 + 0) ÷ (200 + 700); 12 × 10,500; 10,500
        // ÷ 105
        assertWorked("revenue.expansion", "of_opening_mrr", "4.00");
        assertWorked("revenue.expansion", "net_mrr_change", "5.00");
        assertWorked("revenue.quick_ratio", "won_over_lost", "1.5556");
        // 400 ÷ (200 + 700)
        assertWorked("revenue.quick_ratio", "expansion_over_lost", "0.4444");
        assertThat(march("revenue.quick_ratio", "expansion_over_lost")
                        .calculation()
                        .numbers())
                .isEqualTo("400.00 ÷ (200.00 + 700.00)");
        assertWorked("revenue.arr", "twelve_mrr", "126000.00");
        assertWorked("revenue.arpa", "mrr", "100.00");
        assertThat(march("revenue.arpa", "mrr").metric().unit()).isEqualTo(Unit.MONEY_PER_MONTH);
        assertThat(march("revenue.quick_ratio", "won_over_lost").calculation().numbers())
                .isEqualTo("(1,000.00 + 400.00 + 0.00) ÷ (200.00 + 700.00)");
    }

    private static void assertWorked(String metric, String definition, String value) {
        MetricValue figure = march(metric, definition);
        assertValue(figure, value);
        assertListAddsUp(platform, figure);
    }

    @Test
    void quick_ratio_has_no_base_when_nothing_was_lost() {
        platform.send(new Story("a", EUR).on("2026-03-10").starts("10.00"));

        assertUnavailable(march("revenue.quick_ratio", "won_over_lost"), Outcome.Reason.NO_BASE);
        assertUnavailable(march("revenue.quick_ratio", "expansion_over_lost"), Outcome.Reason.NO_BASE);
    }

    @Test
    void revenue_is_what_was_received_less_what_was_given_back() {
        platform.send(
                new Story("acme", EUR)
                        .on("2026-01-10")
                        .starts("10.00")
                        .on("2026-02-10")
                        .send(payment(100, Payment.Result.RECEIVED))
                        .on("2026-03-01")
                        .send(payment(150, Payment.Result.RECEIVED))
                        .send(payment(999, Payment.Result.FAILED))
                        .on("2026-03-31")
                        .send(payment(30, Payment.Result.REFUNDED)),
                new Story("beta", EUR)
                        .on("2026-01-10")
                        .starts("10.00")
                        .on("2026-02-10")
                        .send(payment(100, Payment.Result.RECEIVED)),
                new Story("new", EUR).on("2026-03-10").starts("10.00").send(payment(60, Payment.Result.RECEIVED)));

        // R = 150 − 30 + 60 = 180, E = 3, two paid; February 200.
        assertWorked("revenue.mrr", "all_revenue", "180.00");
        assertWorked("revenue.mrr", "customers_x_arpu", "270.00");
        assertWorked("revenue.arpa", "revenue", "60.00");
        assertWorked("revenue.growth", "period_over_period", "-10.00");
        // Acme paid 120 − 100 = 20 more, Beta less, New was no customer of the beginning: 20 ÷ 180
        assertWorked("revenue.expansion", "of_total_revenue", "11.1111");
        // Two months: (200 + 180) ÷ 2
        assertValue(platform.figure("revenue.mrr", "all_revenue", "2026-02-01", "2026-04-01"), "190.00");
        // Ten days: 150 × 365 ÷ 12 ÷ 10
        assertValue(platform.figure("revenue.mrr", "all_revenue", "2026-02-22", "2026-03-04"), "456.25");
    }

    @Test
    void growth_on_revenue_below_zero_says_so() {
        platform.send(new Story("acme", EUR)
                .on("2026-02-10")
                .send(payment(100, Payment.Result.REFUNDED))
                .on("2026-03-10")
                .send(payment(50, Payment.Result.RECEIVED)));

        assertThat(march("revenue.growth", "period_over_period").outcome())
                .isEqualTo(new Outcome.Unavailable(
                        Outcome.Reason.NO_BASE, "There was no revenue above zero in the period before."));
    }

    @Test
    void revenue_is_no_data_before_the_first_payment_and_zero_in_a_quiet_month() {
        for (String definition : List.of("all_revenue", "customers_x_arpu")) {
            assertUnavailable(march("revenue.mrr", definition), Outcome.Reason.NO_DATA);
        }
        assertUnavailable(march("revenue.growth", "period_over_period"), Outcome.Reason.NO_DATA);
        platform.send(new Story("acme", EUR).on("2026-02-10").send(payment(100, Payment.Result.RECEIVED)));

        assertValue(march("revenue.mrr", "all_revenue"), "0.00");
        assertUnavailable(march("revenue.mrr", "customers_x_arpu"), Outcome.Reason.NO_BASE);
        assertValue(march("revenue.growth", "period_over_period"), "-100.00");
        assertUnavailable(
                platform.figure("revenue.growth", "period_over_period", "2026-02-01", "2026-03-01"),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void revenue_does_not_grow_from_less_than_nothing() {
        platform.send(new Story("acme", EUR)
                .on("2026-02-10")
                .send(payment(100, Payment.Result.REFUNDED))
                .on("2026-03-10")
                .send(payment(50, Payment.Result.RECEIVED)));

        MetricValue growth = march("revenue.growth", "period_over_period");
        assertUnavailable(growth, Outcome.Reason.NO_BASE);
        assertTerm(growth, "R₀", "-100");
        assertThat(ValueFormat.outcome(growth)).isEqualTo("– There was no revenue above zero in the period before.");
    }
}
