package io.keepwell.core.metric.retention;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.suite.UsesDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class RenewalRateTest {
    private static final String METRIC = "retention.renewal_rate";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static RenewalOutcome renewal(
            String contract, String due, RenewalOutcome.Result result, long value, long renewed) {
        return new RenewalOutcome(
                contract,
                LocalDate.parse(due),
                result,
                Optional.of(money(value, EUR)),
                renewed == 0 ? Optional.empty() : Optional.of(money(renewed, EUR)),
                "");
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    @Test
    void renewed_is_divided_by_what_was_up_for_renewal_by_customers_contracts_and_value() {
        platform.send(
                new Story("acme", EUR)
                        .on("2026-02-20")
                        .send(renewal("a1", "2026-03-01", RenewalOutcome.Result.RENEWED, 100, 130))
                        .send(renewal("a2", "2026-03-31", RenewalOutcome.Result.DECLINED, 200, 0)),
                new Story("beta", EUR)
                        .on("2026-04-20")
                        .send(renewal("b1", "2026-03-15", RenewalOutcome.Result.RENEWED, 300, 0)),
                new Story("gamma", EUR)
                        .on("2026-03-10")
                        .send(renewal("g1", "2026-03-15", RenewalOutcome.Result.DUE, 400, 0))
                        .send(renewal("g2", "2026-04-01", RenewalOutcome.Result.RENEWED, 500, 0)));

        // Due in March: a1, a2, b1, g1. Acme and Beta renewed one: 2 of 3 customers, 2 of 4 contracts.
        assertValue(march("customers"), "66.6667");
        assertValue(march("contracts"), "50.00");
        // (130 + 300) ÷ (100 + 200 + 300 + 400)
        assertValue(march("value"), "43.00");
        assertTerm(march("value"), "undecided", "1");
        for (String definition : List.of("customers", "contracts", "value")) {
            assertListAddsUp(platform, march(definition));
        }
    }

    @Test
    void last_of_several_outcomes_for_one_contract_and_due_day_holds() {
        platform.send(new Story("acme", EUR)
                .on("2026-02-20")
                .send(renewal("a1", "2026-03-10", RenewalOutcome.Result.DUE, 100, 0))
                .on("2026-03-08")
                .send(renewal("a1", "2026-03-10", RenewalOutcome.Result.DECLINED, 100, 0))
                .on("2026-03-09")
                .send(renewal("a1", "2026-03-10", RenewalOutcome.Result.RENEWED, 100, 90)));

        assertValue(march("contracts"), "100.00");
        assertTerm(march("contracts"), "up for renewal", "1");
        assertValue(march("value"), "90.00");
    }

    @Test
    void contract_without_a_value_is_left_out_of_the_value_only() {
        platform.send(new Story("acme", EUR)
                .on("2026-03-01")
                .send(new RenewalOutcome(
                        "a1",
                        LocalDate.parse("2026-03-10"),
                        RenewalOutcome.Result.RENEWED,
                        Optional.empty(),
                        Optional.of(money(10, EUR)),
                        "")));

        assertValue(march("contracts"), "100.00");
        assertUnavailable(march("value"), Outcome.Reason.NO_BASE);
        assertThat(march("value").calculation().exclusions())
                .containsExactly(new Exclusion("contracts without a reported value", 1));
    }

    @Test
    void there_is_no_data_when_no_renewal_was_ever_reported() {
        for (String definition : List.of("customers", "contracts", "value")) {
            assertUnavailable(march(definition), Outcome.Reason.NO_DATA);
        }
    }
}
