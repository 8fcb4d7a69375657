package io.keepwell.core.metric.success;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.UsesDatabase;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Outcomes and check-ins. Customers without an open complaint are tested with their tickets.
@UsesDatabase
final class SuccessTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String metric, String definition) {
        MetricValue figure = platform.figure(metric, definition, "2026-03-01", "2026-04-01");
        DrillRows _ = assertListAddsUp(platform, figure);
        return figure;
    }

    private static Optional<Money> money(String amount, CurrencyCode currency) {
        return Optional.of(new Money(Money.parseMicros(amount).orElseThrow(), currency));
    }

    @Test
    void gains_add_up_by_kind_and_against_a_baseline() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .send(new CustomerOutcome(
                        CustomerOutcome.Kind.REVENUE, money("3000.50", EUR), money("10000.00", EUR), true))
                .send(new CustomerOutcome(CustomerOutcome.Kind.EXPENSE, money("1000.00", EUR), Optional.empty(), false))
                .send(new CustomerOutcome(CustomerOutcome.Kind.EFFICIENCY, Optional.empty(), Optional.empty(), true))
                .send(new CustomerOutcome(
                        CustomerOutcome.Kind.REVENUE, money("500.00", TestPlatform.USD), Optional.empty(), true)));

        MetricValue gain = march("success.outcomes", "gain");
        assertValue(gain, "4000.50");
        assertThat(gain.calculation().numbers()).isEqualTo("3,000.50 + 0.00 + 1,000.00");
        assertThat(gain.calculation().exclusions())
                .containsExactly(new Exclusion("outcomes in currencies without an exchange rate", 1));
        assertValue(march("success.outcomes", "revenue"), "3000.50");
        // There may have been more than nothing in the currency without a rate.
        assertUnavailable(march("success.outcomes", "efficiency"), Outcome.Reason.MISSING_RATE);
        assertValue(march("success.outcomes", "expense"), "1000.00");
        // 3,000.50 ÷ 10,000
        assertValue(march("success.outcomes", "of_baseline"), "30.01");
        assertValue(march("success.outcomes", "count"), "4");
        assertValue(march("success.outcomes", "testimonials"), "3");
        assertUnavailable(
                platform.figure("success.outcomes", "gain", "2026-02-01", "2026-03-01"), Outcome.Reason.NO_DATA);
        assertUnavailable(
                platform.figure("success.outcomes", "of_baseline", "2026-04-01", "2026-05-01"), Outcome.Reason.NO_BASE);
    }

    private static CheckIn planned(String id, String day) {
        return new CheckIn(id, CheckIn.Step.PLANNED, Optional.of(LocalDate.parse(day)));
    }

    private static CheckIn step(String id, CheckIn.Step step) {
        return new CheckIn(id, step, Optional.empty());
    }

    @Test
    void check_in_counts_on_the_day_it_was_last_planned_for() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-05")
                        .starts("10.00")
                        .send(planned("moved", "2026-02-10"))
                        .send(planned("missed", "2026-03-20"))
                        .send(planned("off", "2026-03-21"))
                        .on("2026-02-09")
                        .send(planned("moved", "2026-03-10"))
                        .send(step("off", CheckIn.Step.CANCELLED))
                        .on("2026-03-11")
                        .send(step("moved", CheckIn.Step.HELD))
                        .send(step("chance", CheckIn.Step.HELD)),
                new Story("b", EUR).on("2026-01-05").starts("10.00"));

        MetricValue held = march("success.check_ins", "held");
        // moved, of moved and missed
        assertValue(held, "50.00");
        assertThat(held.calculation().exclusions())
                .containsExactly(new Exclusion("check-ins held without having been planned", 1));
        assertUnavailable(
                platform.figure("success.check_ins", "held", "2026-02-01", "2026-03-01"), Outcome.Reason.NO_DATA);
        assertUnavailable(
                platform.figure("success.check_ins", "held", "2026-05-01", "2026-06-01"), Outcome.Reason.NO_BASE);
        assertValue(march("success.check_ins", "customers_without"), "1");
        // 11 March and 90 days is 9 June: on the tenth it is too long ago.
        assertValue(platform.figure("success.check_ins", "customers_without", "2026-06-01", "2026-06-09"), "1");
        assertValue(platform.figure("success.check_ins", "customers_without", "2026-06-01", "2026-06-10"), "2");
        assertUnavailable(
                platform.figure("success.check_ins", "customers_without", "2026-02-01", "2026-03-01"),
                Outcome.Reason.NO_DATA);
    }
}
