package io.keepwell.core.metric.adoption;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Time to value, onboarding, usage, goals, returning and purchasing.
@UsesDatabase
final class AdoptionTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String metric, String definition) {
        return march(metric, definition, Optional.empty());
    }

    private static MetricValue march(String metric, String definition, Optional<String> detail) {
        Period march = new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));
        MetricValue figure = platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId(metric),
                        new DefinitionId(definition),
                        List.of(march),
                        Slice.WHOLE,
                        detail,
                        Optional.empty()))
                .getFirst();
        DrillRows _ = assertListAddsUp(platform, figure);
        return figure;
    }

    private static Milestone point(Milestone.Point point) {
        return new Milestone(point, "", Optional.empty());
    }

    private static Milestone started(String estimate) {
        return new Milestone(Milestone.Point.ONBOARDING_STARTED, "", Optional.of(LocalDate.parse(estimate)));
    }

    @Test
    void time_to_value_counts_when_value_is_reached_and_who_still_waits_is_reported() {
        platform.send(
                new Story("quick", EUR)
                        .on("2026-03-01")
                        .send(point(Milestone.Point.FIRST_CONTACT))
                        .on("2026-03-11")
                        .send(point(Milestone.Point.VALUE_REACHED)),
                new Story("slow", EUR)
                        .on("2026-02-01")
                        .send(point(Milestone.Point.FIRST_CONTACT))
                        .on("2026-03-03")
                        .send(point(Milestone.Point.VALUE_REACHED))
                        .on("2026-03-20")
                        .send(point(Milestone.Point.VALUE_REACHED)),
                new Story("late", EUR)
                        .on("2026-03-30")
                        .send(point(Milestone.Point.FIRST_CONTACT))
                        .on("2026-04-02")
                        .send(point(Milestone.Point.VALUE_REACHED)),
                new Story("never", EUR).on("2026-02-02").send(point(Milestone.Point.FIRST_CONTACT)));

        // 10 and 30 days; of two the lower one is the median.
        assertValue(march("adoption.time_to_value", "mean"), "20.00");
        assertThat(march("adoption.time_to_value", "median").amount().orElseThrow())
                .isCloseTo(new BigDecimal("10"), Percentage.withPercentage(1));
        MetricValue waiting = march("adoption.time_to_value", "waiting");
        // late and never, at the end of March
        assertValue(waiting, "2");
        assertThat(waiting.metric().unit()).isEqualTo(Unit.COUNT);
        assertUnavailable(
                platform.figure("adoption.time_to_value", "waiting", "2026-01-01", "2026-02-01"),
                Outcome.Reason.NO_DATA);
    }

    @Test
    void onboarding_is_held_against_its_estimate() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-03-01")
                        .send(started("2026-03-09"))
                        .on("2026-03-11")
                        .send(point(Milestone.Point.ONBOARDING_ENDED)),
                new Story("b", EUR)
                        .on("2026-03-01")
                        .send(started("2026-03-21"))
                        .on("2026-03-21")
                        .send(point(Milestone.Point.ONBOARDING_ENDED)),
                new Story("c", EUR)
                        .on("2026-02-01")
                        .send(started("2026-02-11"))
                        .on("2026-03-03")
                        .send(point(Milestone.Point.ONBOARDING_ENDED)),
                new Story("d", EUR)
                        .on("2026-03-01")
                        .send(point(Milestone.Point.ONBOARDING_STARTED))
                        .on("2026-03-05")
                        .send(point(Milestone.Point.ONBOARDING_ENDED)));

        // (10 + 20 + 30 + 4) ÷ 4
        assertValue(march("adoption.onboarding_speed", "mean"), "16.00");
        MetricValue late = march("adoption.onboarding_speed", "share_late");
        // a and c of a, b and c
        assertValue(late, "66.67");
        assertThat(late.calculation().exclusions())
                .containsExactly(new Exclusion("onboardings without an estimate", 1));
        // (2 + 20) ÷ 2
        assertValue(march("adoption.onboarding_speed", "overrun"), "11.00");
        assertUnavailable(
                platform.figure("adoption.onboarding_speed", "overrun", "2026-03-04", "2026-03-06"),
                Outcome.Reason.NO_BASE);
    }

    private static Usage use(String user, String feature) {
        return new Usage(user, feature, 1, 0);
    }

    @Test
    void users_are_counted_once_and_new_where_nobody_saw_them_before() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-02-10")
                        .send(use("ann", "search"))
                        .on("2026-03-05")
                        .send(use("ann", ""))
                        .on("2026-03-26")
                        .send(use("ben", "search"))
                        .send(use("ben", "export"))
                        .on("2026-03-31")
                        .send(use("ben", "search")),
                new Story("b", EUR).on("2026-03-25").send(use("ann", "export")));

        // ben of a and ann of b, of three
        assertValue(march("adoption.product_adoption", "new_users"), "66.67");
        assertValue(march("adoption.product_adoption", "feature"), "66.67");
        assertValue(march("adoption.product_adoption", "feature", Optional.of("search")), "33.33");
        assertValue(march("adoption.active", "monthly_users"), "3");
        // from 25 March on
        assertValue(march("adoption.active", "weekly_users"), "2");
        assertValue(march("adoption.active", "daily_users"), "1");
        assertValue(march("adoption.active", "weekly_accounts"), "2");
        assertValue(march("adoption.active", "daily_accounts"), "1");
        assertValue(march("adoption.active", "stickiness"), "33.33");
        assertValue(march("adoption.active", "account_stickiness"), "50.00");
        assertThat(assertListAddsUp(platform, march("adoption.active", "weekly_users"))
                        .rows())
                .extracting(DrillRows.Row::detail)
                .containsExactlyInAnyOrder("ann", "ben");
        assertUnavailable(
                platform.figure("adoption.active", "daily_users", "2026-01-01", "2026-02-01"), Outcome.Reason.NO_DATA);
        assertValue(platform.figure("adoption.active", "daily_users", "2026-04-01", "2026-05-01"), "0");
    }

    @Test
    void goals_returns_and_purchases_are_held_against_the_customers_of_the_end() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(new Milestone(Milestone.Point.GOAL_REACHED, "first import", Optional.empty()))
                        .send(new Order("o1", "", new Money(5_000_000, EUR), 1, false)),
                new Story("b", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-02-01")
                        .ends()
                        .on("2026-03-10")
                        .starts("10.00"),
                new Story("gone", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(new Milestone(Milestone.Point.GOAL_REACHED, "first import", Optional.empty()))
                        .on("2026-03-20")
                        .ends(),
                new Story("foreign", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(new Order("o2", "", new Money(5_000_000, TestPlatform.USD), 1, false)),
                new Story("d", EUR).on("2026-01-01").starts("10.00"));

        MetricValue goals = march("adoption.goal_completion", "customers");
        assertValue(goals, "25.00");
        assertTerm(goals, "E", "4");
        assertValue(march("adoption.goal_completion", "customers", Optional.of("first import")), "25.00");
        assertValue(march("adoption.returning", "customers"), "25.00");
        // Who ordered in a currency without a rate bought something all the same.
        assertValue(march("adoption.purchasing", "customers"), "50.00");
        assertUnavailable(
                platform.figure("adoption.purchasing", "customers", "2026-02-01", "2026-03-01"),
                Outcome.Reason.NO_DATA);
        assertUnavailable(
                platform.figure("adoption.returning", "customers", "2025-12-01", "2026-01-01"), Outcome.Reason.NO_DATA);
    }

    @Test
    void customer_who_uses_the_product_after_30_days_without_came_back_to_it() {
        platform.send(
                // Used on 30 January, then not on 30 days, 31 January to 1 March.
                customer("back")
                        .on("2026-01-30")
                        .send(use("u", ""))
                        .on("2026-03-02")
                        .send(use("u", "")),
                // 29 days, 1 February to 1 March, are one too few.
                customer("steady")
                        .on("2026-01-31")
                        .send(use("u", ""))
                        .on("2026-03-02")
                        .send(use("v", "")),
                // Away inside of no period, but long: the day of return is in March.
                customer("late")
                        .on("2025-06-01")
                        .send(use("u", ""))
                        .on("2026-03-31")
                        .send(use("u", ""))
                        .on("2026-04-01")
                        .send(use("u", "")),
                customer("new").on("2026-03-10").send(use("u", "")),
                customer("away").on("2026-01-01").send(use("u", "")),
                new Story("gone", EUR)
                        .on("2025-01-01")
                        .starts("10.00")
                        .send(use("u", ""))
                        .on("2026-03-02")
                        .send(use("u", ""))
                        .on("2026-03-20")
                        .ends());

        MetricValue figure = march("adoption.returning", "active_again");
        // back and late, of five customers
        assertValue(figure, "40.00");
        assertTerm(figure, "A", "2");
        assertTerm(figure, "days", "30");
        assertThat(assertListAddsUp(platform, figure).rows())
                .extracting(DrillRows.Row::accountName)
                .containsExactlyInAnyOrder("back", "late");
        // 1 April follows a day of use.
        assertValue(platform.figure("adoption.returning", "active_again", "2026-04-01", "2026-05-01"), "0");
        // In the whole quarter they are the same two.
        assertValue(platform.figure("adoption.returning", "active_again", "2026-01-01", "2026-04-01"), "40.00");

        set(Policy.RETURN_DAYS, "29");
        assertValue(march("adoption.returning", "active_again"), "60.00");
        set(Policy.RETURN_DAYS, "90");
        assertValue(march("adoption.returning", "active_again"), "20.00");
        assertThatThrownBy(() -> set(Policy.RETURN_DAYS, "91")).hasMessage("returnDays is from 1 to 90, not 91");
        set(Policy.RETURN_DAYS, "30");
        // Before anybody used it.
        assertUnavailable(
                platform.figure("adoption.returning", "active_again", "2024-12-01", "2025-01-01"),
                Outcome.Reason.NO_DATA);
    }

    private static Story customer(String name) {
        return new Story(name, EUR).on("2025-06-01").starts("10.00");
    }

    private static void set(Policy policy, String value) {
        PolicyChanges.Change _ = platform.get(PolicyChanges.class).set(policy, value, "a test", "to count otherwise");
    }
}
