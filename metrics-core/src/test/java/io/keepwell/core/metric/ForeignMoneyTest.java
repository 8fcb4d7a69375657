package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.suite.UsesDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Money of foreign currencies: converted at the rate of its day, pending until there is one, never
/// taken one to one.
@UsesDatabase
final class ForeignMoneyTest {
    private static final String FROM = "2026-03-01";
    private static final String TO = "2026-04-01";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String metric, String definition) {
        return platform.figure(metric, definition, FROM, TO);
    }

    private static Story rates(String name) {
        return new Story(name, EUR);
    }

    private static ExchangeRate rate(long billionths) {
        return new ExchangeRate(USD, EUR, billionths);
    }

    @Test
    void price_reported_anew_at_another_rate_is_exchange_effect_and_the_rest_expansion() {
        platform.send(
                rates("rates")
                        .on("2026-02-01")
                        .send(rate(900_000_000))
                        .on("2026-03-10")
                        .send(rate(800_000_000)),
                new Story("acme", USD)
                        .on("2026-02-01")
                        .starts("100.00")
                        .on("2026-03-10")
                        .changesTo("150.00"));

        // Opening 100 × 0.9 = 90. The old price at the new rate: 100 × 0.8 = 80, an effect of −10. Then
        // 150 × 0.8 = 120.
        MetricValue exchange = march("revenue.mrr_movements", "exchange");
        assertValue(exchange, "-10.00");
        assertTerm(exchange, "opening", "90");
        assertTerm(exchange, "expansion", "40");
        assertTerm(exchange, "exchange loss", "10");
        assertTerm(exchange, "closing", "120");
        assertListAddsUp(platform, exchange);
        assertValue(march("revenue.expansion", "of_opening_mrr"), "44.4444");
        assertValue(march("revenue.mrr", "subscriptions"), "120.00");
    }

    @Test
    void days_for_which_a_rate_serves_are_reported_with_money_once_there_are_rates() {
        platform.send(new Story("acme", EUR).on("2026-02-01").starts("100.00"));
        assertThat(march("revenue.mrr", "subscriptions").calculation().terms())
                .extracting(Term::symbol)
                .doesNotContain("rate days");
        Instant before = platform.clock().instant();

        platform.send(rates("rates").on("2026-02-01").send(rate(900_000_000)));
        MetricValue mrr = march("revenue.mrr", "subscriptions");
        assertThat(mrr.calculation().terms())
                .contains(new Term(
                        "rate days",
                        "after its own for which an exchange rate serves where no newer one was reported (a setting)",
                        BigDecimal.valueOf(7),
                        Unit.DAYS));
        assertThat(march("retention.customer_churn", "opening").calculation().terms())
                .extracting(Term::symbol)
                .doesNotContain("rate days");
        MetricValue then = platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        mrr.metric().id(),
                        mrr.definition().id(),
                        List.of(mrr.period()),
                        Slice.WHOLE,
                        Optional.of(before)))
                .getFirst();
        assertThat(then.calculation().terms()).extracting(Term::symbol).doesNotContain("rate days");
    }

    @Test
    void effect_of_rates_is_reported_apart_when_a_subscription_moves_to_another_within_a_day() {
        platform.send(
                rates("rates")
                        .on("2026-02-01")
                        .send(rate(900_000_000))
                        .on("2026-03-10")
                        .send(rate(1_000_000_000)),
                new Story("acme", USD)
                        .on("2026-02-01")
                        .withSubscription("basic")
                        .starts("100.00")
                        .on("2026-03-10")
                        .ends()
                        .withSubscription("pro")
                        .starts("110.00"));

        // 100 × 0.9 = 90, which are worth 100 on the day of the move; 10 more are paid from then on.
        MetricValue exchange = march("revenue.mrr_movements", "exchange");
        assertValue(exchange, "10.00");
        assertTerm(exchange, "opening", "90");
        assertTerm(exchange, "expansion", "10");
        assertTerm(exchange, "closing", "110");
    }

    @Test
    void figure_is_missing_a_rate_when_nothing_else_is_left() {
        platform.send(new Story("acme", USD)
                .on("2026-02-01")
                .starts("100.00")
                .on("2026-03-05")
                .send(new Payment("p1", "", "", money(50, USD), Payment.Nature.RECURRING, Payment.Result.RECEIVED))
                .send(new Order("o1", "", money(50, USD), 1, false))
                .send(new Cost(Cost.Purpose.SALES, money(50, USD)))
                .send(new Cost(Cost.Purpose.CUSTOMER_SUCCESS, money(50, USD)))
                .send(new RenewalOutcome(
                        "c1",
                        LocalDate.parse("2026-03-20"),
                        RenewalOutcome.Result.RENEWED,
                        Optional.of(money(50, USD)),
                        Optional.empty(),
                        "")));

        for (String figure : List.of(
                "revenue.mrr subscriptions",
                "revenue.mrr all_revenue",
                "revenue.mrr_movements net_new",
                "revenue.arr twelve_mrr",
                "revenue.arpa mrr",
                "revenue.arpa revenue",
                "revenue.aov per_order",
                "revenue.clv simple",
                "retention.cost closing",
                "retention.grr opening_customers",
                "retention.renewal_rate value",
                "growth.cac new_customers")) {
            MetricValue missing = march(figure.split(" ", -1)[0], figure.split(" ", -1)[1]);
            assertUnavailable(missing, Outcome.Reason.MISSING_RATE);
            assertThat(missing.calculation().exclusions())
                    .as(figure)
                    .anySatisfy(left -> assertThat(left.reason()).endsWith("without an exchange rate"));
        }
        assertValue(march("retention.renewal_rate", "contracts"), "100.00");
    }

    @Test
    void money_pending_enters_by_itself_when_its_rate_is_reported_late() {
        platform.send(
                new Story("euro", EUR).on("2026-02-01").starts("100.00"),
                new Story("dollar", USD)
                        .on("2026-02-10")
                        .starts("200.00")
                        .on("2026-03-05")
                        .send(new Payment(
                                "p1", "", "", money(50, USD), Payment.Nature.RECURRING, Payment.Result.RECEIVED)));
        MetricValue before = march("revenue.mrr", "subscriptions");
        assertValue(before, "100.00");
        assertThat(before.calculation().exclusions())
                .containsExactly(new Exclusion("steps of subscriptions in currencies without an exchange rate", 1));
        assertUnavailable(march("revenue.mrr", "all_revenue"), Outcome.Reason.MISSING_RATE);

        platform.send(rates("rates")
                .on("2026-02-10")
                .send(rate(500_000_000))
                .on("2026-03-01")
                .send(rate(400_000_000)));

        // 100 + 200 × 0.5; 50 × 0.4, by the rate of 1 March, which serves on the 5th
        MetricValue after = march("revenue.mrr", "subscriptions");
        assertValue(after, "200.00");
        assertThat(after.calculation().exclusions()).isEmpty();
        assertListAddsUp(platform, after);
        assertValue(march("revenue.mrr", "all_revenue"), "20.00");
        assertValue(march("retention.grr", "opening_customers"), "100.00");
    }

    @Test
    void rate_serves_seven_days_and_no_longer() {
        platform.send(
                rates("rates").on("2026-03-01").send(rate(500_000_000)),
                new Story("acme", USD)
                        .on("2026-03-08")
                        .send(new Order("o1", "", money(100, USD), 1, false))
                        .on("2026-03-09")
                        .send(new Order("o2", "", money(100, USD), 1, false)));

        MetricValue figure = march("revenue.aov", "per_order");
        assertValue(figure, "50.00");
        assertTerm(figure, "orders", "1");
        assertThat(figure.calculation().exclusions())
                .containsExactly(new Exclusion("orders in currencies without an exchange rate", 1));
    }

    @Test
    void contract_renewed_in_another_currency_waits_for_that_currencys_rate() {
        platform.send(new Story("acme", EUR)
                .on("2026-03-10")
                .send(new RenewalOutcome(
                        "c1",
                        LocalDate.parse("2026-03-20"),
                        RenewalOutcome.Result.RENEWED,
                        Optional.of(money(100, USD)),
                        Optional.of(money(60, EUR)),
                        "")));
        assertUnavailable(march("retention.renewal_rate", "value"), Outcome.Reason.MISSING_RATE);

        platform.send(rates("rates").on("2026-03-10").send(rate(500_000_000)));

        // 60 ÷ (100 × 0.5)
        assertValue(march("retention.renewal_rate", "value"), "120.00");
    }
}
