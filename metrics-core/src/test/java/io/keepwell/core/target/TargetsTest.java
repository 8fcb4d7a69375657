package io.keepwell.core.target;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Targets, how they stand, reviews and the focus.
@UsesDatabase
final class TargetsTest {
    private static final String ANN = "ann@example.com";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
        platform.clock().set("2027-01-01T00:00:00Z");
    }

    private static Target set(String metric, String definition, String from, String to, String value) {
        return set(metric, definition, Slice.WHOLE, from, to, value);
    }

    private static Target set(String metric, String definition, Slice slice, String from, String to, String value) {
        return platform.get(Targets.class)
                .put(
                        ANN,
                        new MetricId(metric),
                        new DefinitionId(definition),
                        slice,
                        new Period(LocalDate.parse(from), LocalDate.parse(to)),
                        Target.Horizon.SHORT_TERM,
                        new BigDecimal(value));
    }

    private static TargetStatus standing(Target target) {
        return platform.get(TargetStatuses.class).of(target);
    }

    private static TargetStatus.Verdict verdict(Target target) {
        assertThat(standing(target)).isInstanceOf(TargetStatus.Judged.class);
        return ((TargetStatus.Judged) standing(target)).verdict();
    }

    private static Story complains(String account, String... days) {
        Story story = new Story(account, EUR);
        for (String day : days) {
            story.on(day)
                    .send(new TicketUpdate(
                            "on " + day, TicketUpdate.Step.OPENED, TicketUpdate.Topic.COMPLAINT, "", false));
        }
        return story;
    }

    /// MRR is 100.00 all through 2026.
    @ParameterizedTest
    @CsvSource({
        "2026-07-01, 100.00, ON_TRACK",
        "2026-07-01, 100.01, AT_RISK",
        "2026-10-01, 100.00, ATTAINED",
        "2026-09-30, 100.01, AT_RISK",
        "2026-10-01, 100.01, MISSED"
    })
    void level_is_held_against_the_whole_target_until_the_period_ends(String today, String value, String verdict) {
        platform.send(new Story("a", EUR).on("2026-01-10").starts("100.00"));
        platform.clock().set(today + "T12:00:00Z");
        Target target = set("revenue.mrr", "subscriptions", "2026-04-01", "2026-10-01", value);

        assertThat(verdict(target)).isEqualTo(TargetStatus.Verdict.valueOf(verdict));
        assertThat(((TargetStatus.Judged) standing(target)).asked()).isEqualByComparingTo(value);
    }

    /// Two complaints in the first ten days of April, which has 30: 6 a month are 2 in ten days.
    @ParameterizedTest
    @CsvSource({
        "received, 2026-04-11, 6, ON_TRACK",
        "received, 2026-04-11, 5, AT_RISK",
        "received, 2026-05-01, 2, ATTAINED",
        "received, 2026-05-01, 1, MISSED",
        "solved, 2026-04-11, 0, ON_TRACK",
        "solved, 2026-04-11, 1, AT_RISK"
    })
    void count_is_held_against_the_days_that_have_passed_in_the_direction_of_its_definition(
            String definition, String today, String value, String verdict) {
        platform.send(complains("a", "2026-04-01", "2026-04-10"));
        platform.clock().set(today + "T00:00:00Z");
        Target target = set("support.complaints", definition, "2026-04-01", "2026-05-01", value);

        assertThat(verdict(target)).isEqualTo(TargetStatus.Verdict.valueOf(verdict));
    }

    @Test
    void lost_mrr_is_better_lower() {
        platform.send(new Story("a", EUR)
                .on("2026-01-10")
                .starts("100.00")
                .on("2026-04-05")
                .changesTo("90.00"));

        // Contraction of 10.00 is more than was allowed; of the net change, −10.00 is better than −15.00.
        assertThat(verdict(set("revenue.mrr_movements", "contraction", "2026-04-01", "2026-05-01", "5.00")))
                .isEqualTo(TargetStatus.Verdict.MISSED);
        assertThat(verdict(set("revenue.mrr_movements", "net_new", "2026-04-01", "2026-05-01", "-15.00")))
                .isEqualTo(TargetStatus.Verdict.ATTAINED);
    }

    @Test
    void nothing_is_said_before_a_day_has_passed_and_where_there_is_no_figure() {
        platform.clock().set("2026-04-01T12:00:00Z");
        assertThat(standing(set("revenue.mrr", "subscriptions", "2026-04-01", "2026-05-01", "1.00")))
                .isEqualTo(new TargetStatus.Unknown("No day of it has passed: it begins on 1 Apr 2026."));
        assertThat(standing(set("retention.customer_churn", "opening", "2026-03-01", "2026-04-01", "1.00")))
                .isInstanceOfSatisfying(
                        TargetStatus.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("no customers"));
    }

    @Test
    void target_for_the_same_takes_the_place_of_the_former_one_and_the_trail_keeps_both() {
        Slice slice = Slice.of(Dimension.SEGMENT, "a=b").with(Dimension.OWNER, "Ana, Bo");
        platform.send(new Story("there", EUR)
                .on("2026-01-01")
                .standsIn(Dimension.SEGMENT, "a=b")
                .standsIn(Dimension.OWNER, "Ana, Bo"));
        Target first = set("retention.nrr", "opening_customers", slice, "2026-01-01", "2027-01-01", "101.5");
        Target second = set("retention.nrr", "opening_customers", slice, "2026-01-01", "2027-01-01", "103.00");
        Target other = set("retention.nrr", "opening_customers", "2026-01-01", "2027-01-01", "110");

        assertThat(second.number()).isEqualTo(first.number());
        assertThat(platform.get(Targets.class).all()).containsExactlyInAnyOrder(second, other);
        assertThat(second.value()).isEqualTo(new BigDecimal("103"));
        assertThat(platform.get(Targets.class)
                        .on(LocalDate.parse("2026-12-31"), second.metric(), second.definition(), slice))
                .containsExactly(second);
        assertThat(platform.get(Targets.class)
                        .on(LocalDate.parse("2027-01-01"), second.metric(), second.definition(), slice))
                .isEmpty();
        assertThat(platform.get(Targets.class).remove(ANN, second.number())).isTrue();
        assertThat(platform.get(Targets.class).remove(ANN, second.number())).isFalse();
        assertThat(platform.get(Targets.class).all()).containsExactly(other);
        assertThat(platform.get(Audit.class).about("target " + first.number(), 10))
                .extracting(entry -> entry.action() + " by " + entry.who())
                .containsExactly("target.remove by " + ANN, "target.set by " + ANN, "target.set by " + ANN);
    }

    @Test
    void metric_that_had_another_name_keeps_its_target() {
        assertThat(set("revenue.grr", "opening_customers", "2026-01-01", "2027-01-01", "90")
                        .metric())
                .isEqualTo(new MetricId("retention.grr"));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> set("revenue.none", "x", "2026-01-01", "2027-01-01", "1"))
                .isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> set("revenue.mrr", "none", "2026-01-01", "2027-01-01", "1"))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("subscriptions");
        assertThatThrownBy(() -> set(
                        "revenue.mrr",
                        "subscriptions",
                        Slice.of(Dimension.SEGMENT, "Nowhere"),
                        "2026-01-01",
                        "2027-01-01",
                        "1"))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        refused -> assertThat(refused.field()).isEqualTo("slice.segment"))
                .hasMessageContaining("There is no segment 'Nowhere'. Valid: ");
        assertThatThrownBy(() -> set("custom.measure", "sum", "2026-01-01", "2027-01-01", "1"))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("could never be judged: it has a figure of one measure only");
        assertThat(platform.get(Targets.class).all()).isEmpty();
        assertThatThrownBy(() -> set("revenue.mrr", "subscriptions", "2026-01-01", "2027-01-01", "1.00000000001"))
                .hasMessageContaining("10 decimals");
        assertThatThrownBy(() -> set("revenue.mrr", "subscriptions", "2026-01-01", "2027-01-01", "1e20"))
                .hasMessageContaining("20 digits");
    }

    @Test
    void metric_carries_the_day_of_its_review() {
        Targets targets = platform.get(Targets.class);
        targets.review(ANN, new MetricId("revenue.grr"), LocalDate.parse("2026-06-01"));
        targets.review(ANN, new MetricId("retention.grr"), LocalDate.parse("2026-07-01"));

        assertThat(targets.reviews())
                .containsExactlyEntriesOf(Map.of(new MetricId("retention.grr"), LocalDate.parse("2026-07-01")));
        assertThat(platform.get(Audit.class).about("metric retention.grr", 10)).hasSize(2);
    }

    @Test
    void focus_is_on_the_chosen_metrics_in_their_order_or_on_keepwells_own() {
        Focus focus = platform.get(Focus.class);
        assertThat(focus.metrics()).isEqualTo(Focus.DEFAULT);
        List<MetricId> chosen = List.of(new MetricId("voice.nps"), new MetricId("revenue.mrr"));
        focus.choose(ANN, chosen);
        assertThat(focus.metrics()).isEqualTo(chosen);
        assertThatThrownBy(() -> focus.choose(ANN, List.of(new MetricId("voice.nps"), new MetricId("voice.nps"))))
                .isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> focus.choose(ANN, List.of(new MetricId("voice.none"))))
                .isInstanceOf(InvalidQueryException.class);
        focus.choose(ANN, List.of());
        assertThat(focus.metrics()).isEqualTo(Focus.DEFAULT);
        assertThat(platform.get(Audit.class).about("focus", 10))
                .extracting(Audit.Entry::detail)
                .containsExactly("Keepwell's own choice", "voice.nps, revenue.mrr");
    }
}
