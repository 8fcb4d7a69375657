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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UsesDatabase
final class CustomerChurnTest {
    private static final String METRIC = "retention.customer_churn";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    /// ```text
    /// opening           L ÷ S       = 5 ÷ 100            = 5 %
    /// closing           L ÷ E       = 5 ÷ 105            = 4.7619 %
    /// remaining         L ÷ (S − L) = 5 ÷ 95             = 5.2632 %
    /// net_change        (S − E) ÷ S = (100 − 105) ÷ 100  = −5 %
    /// acquired          L ÷ N       = 5 ÷ 10             = 50 %
    /// all_cancellations C ÷ S       = 5 ÷ 100            = 5 %, since nobody joined and left or came back
    /// ```
    @Test
    void worked_example_by_every_definition() {
        platform.send(WorkedExample.stories());

        assertExample("opening", "5.0000", "5 ÷ 100");
        assertExample("closing", "4.7619", "5 ÷ 105");
        assertExample("remaining", "5.2632", "5 ÷ (100 − 5)");
        assertExample("net_change", "-5.0000", "(100 − 105) ÷ 100");
        assertExample("acquired", "50.0000", "5 ÷ 10");
        assertExample("all_cancellations", "5.0000", "5 ÷ 100");
    }

    private static void assertExample(String definition, String value, String numbers) {
        MetricValue figure = platform.figure(METRIC, definition, WorkedExample.FROM, WorkedExample.TO);
        assertValue(figure, value);
        assertThat(figure.calculation().numbers()).isEqualTo(numbers);
        assertThat(figure.calculation().exclusions()).isEmpty();
        assertListAddsUp(platform, figure);
    }

    /// 100 at the start; 12 times a customer left: 10 that stayed away, one that came back and one that had only
    /// joined within the period. 10 ÷ 100 = 10 %; all cancellations 12 ÷ 100 = 12 %.
    @Test
    void joined_and_left_and_left_and_back_do_not_count_but_are_said_to_be_left_out() {
        List<Story> stories = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            Story story = new Story("customer-" + i, EUR).on("2026-01-01").starts("10.00");
            if (i <= 11) {
                story.on("2026-03-10").ends();
            }
            if (i == 11) {
                story.on("2026-03-20").starts("10.00");
            }
            stories.add(story);
        }
        stories.add(new Story("visitor", EUR)
                .on("2026-03-05")
                .starts("10.00")
                .on("2026-03-25")
                .ends());
        platform.send(stories.toArray(Story[]::new));

        MetricValue opening = platform.figure(METRIC, "opening", "2026-03-01", "2026-04-01");
        assertValue(opening, "10.00");
        assertThat(opening.calculation().exclusions())
                .singleElement()
                .satisfies(exclusions -> assertThat(exclusions.count()).isEqualTo(2));
        assertListAddsUp(platform, opening);
        MetricValue all = platform.figure(METRIC, "all_cancellations", "2026-03-01", "2026-04-01");
        assertValue(all, "12.00");
        assertThat(assertListAddsUp(platform, all).rows()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({"opening", "closing", "remaining", "net_change", "acquired", "all_cancellations"})
    void nothing_ever_reported_is_no_data_by_any_definition(String definition) {
        assertUnavailable(platform.figure(METRIC, definition, "2026-03-01", "2026-04-01"), Outcome.Reason.NO_DATA);
    }

    @Test
    void each_definition_lacks_its_base_when_its_own_denominator_is_zero() {
        platform.send(new Story("only", EUR)
                .on("2026-01-01")
                .starts("10.00")
                .on("2026-03-02")
                .ends());

        // S = 1, L = 1, E = 0, N = 0
        assertValue(platform.figure(METRIC, "opening", "2026-03-01", "2026-04-01"), "100.00");
        assertValue(platform.figure(METRIC, "net_change", "2026-03-01", "2026-04-01"), "100.00");
        for (String definition : List.of("closing", "remaining", "acquired")) {
            assertUnavailable(platform.figure(METRIC, definition, "2026-03-01", "2026-04-01"), Outcome.Reason.NO_BASE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "2026-03-31"})
    void leaving_on_the_first_or_the_last_day_is_inside_of_the_half_open_period(String day) {
        platform.send(
                new Story("stays", EUR).on("2026-01-01").starts("10.00"),
                new Story("leaves", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on(day)
                        .ends());

        assertValue(platform.figure(METRIC, "opening", "2026-03-01", "2026-04-01"), "50.00");
        assertValue(platform.figure(METRIC, "opening", "2026-04-01", "2026-05-01"), "0.00");
    }

    @Test
    void left_out_is_never_negative_when_a_customer_left_from_another_slice() {
        platform.send(new Story("moved", EUR)
                .on("2026-01-01")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("10.00")
                .on("2026-03-10")
                .standsIn(Dimension.OWNER, "Bo")
                .on("2026-03-20")
                .ends());

        MetricValue ana =
                platform.figure(METRIC, "opening", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Ana"));
        // Ana's one opening customer is nobody's customer at the end.
        assertValue(ana, "100.00");
        assertTerm(ana, "L", "1");
        assertThat(ana.calculation().exclusions())
                .allSatisfy(exclusions -> assertThat(exclusions.count()).isPositive());
    }
}
