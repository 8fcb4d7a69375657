package io.keepwell.core.metric.growth;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class PortfolioTest {
    private static final String METRIC = "growth.portfolio";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static Opportunity chance(String id, Opportunity.Kind kind, Opportunity.State state, long units) {
        return new Opportunity(id, kind, state, units == 0 ? Optional.empty() : Optional.of(money(units, EUR)));
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    private static MetricValue march(String definition, String customValue) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01", customValue);
    }

    @Test
    void customers_grow_against_three_and_twelve_months_before() {
        platform.send(
                new Story("old", EUR)
                        .on("2025-01-01")
                        .starts("10.00")
                        .on("2026-03-10")
                        .ends(),
                new Story("a", EUR).on("2025-12-31").starts("10.00"),
                new Story("b", EUR).on("2026-01-01").starts("10.00"),
                new Story("c", EUR).on("2026-03-31").starts("10.00"));

        // On 1 April a, b, c; on 1 January old, a; on 1 April 2025 old.
        assertValue(march("quarter_over_quarter"), "50.00");
        assertValue(march("year_over_year"), "200.00");
        assertListAddsUp(platform, march("quarter_over_quarter"));
        assertListAddsUp(platform, march("year_over_year"));
    }

    @Test
    void opportunities_are_counted_when_created_and_when_they_came_to_stand_as_they_do() {
        platform.send(new Story("acme", EUR)
                .on("2026-02-10")
                .send(chance("o1", Opportunity.Kind.EXPANSION, Opportunity.State.OPEN, 100))
                .on("2026-03-10")
                .send(chance("o1", Opportunity.Kind.EXPANSION, Opportunity.State.WON, 120))
                .send(chance("o2", Opportunity.Kind.EXPANSION, Opportunity.State.OPEN, 0))
                .on("2026-03-12")
                .send(chance("o2", Opportunity.Kind.EXPANSION, Opportunity.State.WON, 0))
                .on("2026-03-14")
                .send(chance("o3", Opportunity.Kind.REPURCHASE, Opportunity.State.WON, 500))
                .on("2026-03-16")
                .send(chance("o3", Opportunity.Kind.REPURCHASE, Opportunity.State.LOST, 500))
                .on("2026-04-02")
                .send(chance("o1", Opportunity.Kind.EXPANSION, Opportunity.State.WON, 0)));

        assertValue(march("opportunities_created"), "2.00");
        assertValue(march("opportunities_won"), "2.00");
        // Two won, one lost
        assertValue(march("win_rate"), "66.6667");
        assertValue(march("win_rate", "repurchase"), "0.00");
        assertValue(march("opportunities_created", "expansion"), "1.00");
        assertValue(march("won_value"), "120.00");
        assertThat(march("won_value").calculation().exclusions())
                .containsExactly(new Exclusion("opportunities won without a reported value", 1));
        assertThat(march("won_value").metric().unit()).isEqualTo(Unit.MONEY);
        for (Definition definition : march("win_rate").metric().definitions()) {
            assertListAddsUp(platform, march(definition.id().id()));
        }
    }

    @Test
    void nothing_ever_reported_is_no_data_by_any_definition() {
        for (String definition : List.of("opportunities_created", "won_value", "win_rate", "year_over_year")) {
            assertUnavailable(march(definition), Outcome.Reason.NO_DATA);
        }
    }

    @Test
    void win_rate_has_no_base_when_none_was_decided_in_the_period() {
        platform.send(new Story("acme", EUR)
                .on("2026-02-10")
                .send(chance("o1", Opportunity.Kind.EXPANSION, Opportunity.State.WON, 100)));

        assertUnavailable(march("win_rate"), Outcome.Reason.NO_BASE);
    }
}
