package io.keepwell.core.metric.revenue;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class OrderTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static Order order(String product, long units) {
        return new Order("o", product, money(units, EUR), 1, false);
    }

    private static MetricValue figure(
            String metric, String definition, String from, String to, Optional<String> detail) {
        return platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId(metric),
                        new DefinitionId(definition),
                        List.of(new Period(LocalDate.parse(from), LocalDate.parse(to))),
                        Slice.WHOLE,
                        detail,
                        Optional.empty()))
                .getFirst();
    }

    @Test
    void order_value_is_averaged_over_orders_of_all_products_or_of_one() {
        platform.send(new Story("acme", EUR)
                .on("2026-03-01")
                .send(order("Desk", 300))
                .send(order("Chair", 50))
                .on("2026-03-31")
                .send(order("Chair", 70)));

        MetricValue all = figure("revenue.aov", "per_order", "2026-03-01", "2026-04-01", Optional.empty());
        // 420 ÷ 3
        assertValue(all, "140.00");
        assertListAddsUp(platform, all);
        MetricValue chairs = figure("revenue.aov", "per_order", "2026-03-01", "2026-04-01", Optional.of("Chair"));
        // 120 ÷ 2
        assertValue(chairs, "60.00");
        assertThat(assertListAddsUp(platform, chairs).rows()).hasSize(2);
        assertThatThrownBy(() -> figure("revenue.aov", "per_order", "2026-03-01", "2026-04-01", Optional.of("Lamp")))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage("There is no product 'Lamp'. Valid: Chair, Desk.");
    }

    @Test
    void simple_lifetime_value_counts_everything_in_years() {
        platform.send(
                new Story("gone", EUR)
                        .on("2024-01-01")
                        .starts("10.00")
                        .on("2025-12-31")
                        .ends(),
                new Story("here", EUR)
                        .on("2025-01-01")
                        .starts("10.00")
                        .on("2026-02-01")
                        .send(order("", 100))
                        .on("2026-03-01")
                        .send(order("", 200))
                        .on("2026-03-02")
                        .send(order("", 300)),
                new Story("there", EUR).on("2025-01-01").starts("10.00"));

        // 200 an order; three in a quarter for two customers: 6 a year each; one lifespan of 730 days, 2
        // years.
        MetricValue figure = figure("revenue.clv", "simple", "2026-01-01", "2026-04-01", Optional.empty());
        assertValue(figure, "2400.00");
        assertThat(figure.calculation().numbers()).isEqualTo("200.00 × 6.00 × 2.00");
        assertListAddsUp(platform, figure);
        // The same for a year: 600 ÷ 3 × 3 ÷ 2 × 2
        assertValue(figure("revenue.clv", "simple", "2025-04-01", "2026-04-01", Optional.empty()), "600.00");
    }

    @Test
    void lifetime_value_has_no_figure_when_nobody_left() {
        platform.send(new Story("here", EUR)
                .on("2025-01-01")
                .starts("10.00")
                .on("2026-03-01")
                .send(order("", 100))
                .send(new Payment("p", "", "", money(100, EUR), Payment.Nature.ONE_OFF, Payment.Result.RECEIVED)));

        for (String definition : List.of("simple", "arpa_over_churn")) {
            assertUnavailable(
                    figure("revenue.clv", definition, "2026-03-01", "2026-04-01", Optional.empty()),
                    Outcome.Reason.NO_BASE);
        }
    }

    @Test
    void arpa_is_divided_by_the_churn_of_the_same_period() {
        List<Story> stories = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            Story story = new Story("customer-" + i, EUR).on("2026-01-01").starts("10.00");
            if (i <= 2) {
                story.on("2026-03-10").ends();
            }
            stories.add(story);
        }
        stories.add(new Story("payer", EUR)
                .on("2026-03-01")
                .send(new Payment("p", "", "", money(400, EUR), Payment.Nature.ONE_OFF, Payment.Result.RECEIVED)));
        platform.send(stories.toArray(Story[]::new));

        // (400 ÷ 8) ÷ (2 ÷ 10) = 50 ÷ 20 %
        MetricValue figure = figure("revenue.clv", "arpa_over_churn", "2026-03-01", "2026-04-01", Optional.empty());
        assertValue(figure, "250.00");
        assertListAddsUp(platform, figure);
    }
}
