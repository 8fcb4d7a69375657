package io.keepwell.core.metric.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangeTest {
    private static final MetricInfo CHURN = metric("sample.churn", Unit.PERCENT, MetricInfo.Better.LOWER);
    private static final MetricInfo MRR = metric("sample.mrr", Unit.MONEY, MetricInfo.Better.HIGHER);
    private static final MetricInfo NPS = metric("sample.nps", Unit.SCORE, MetricInfo.Better.HIGHER);

    @Test
    void more_churn_is_worse() {
        Change change = change(CHURN, "1.70", "2.40", Optional.empty());

        assertThat(change.amount()).isEqualByComparingTo("0.70");
        assertThat(change.verdict()).isEqualTo(Change.Verdict.WORSE);
        assertThat(change.relative()).isEmpty();
    }

    @Test
    void money_also_changes_relatively() {
        Change change = change(MRR, "10000", "10500", Optional.empty());

        assertThat(change.relative())
                .hasValueSatisfying(percent -> assertThat(percent).isEqualByComparingTo("5"));
        assertThat(change.verdict()).isEqualTo(Change.Verdict.BETTER);
    }

    @Test
    void a_change_inside_the_joint_margin_is_noise() {
        // Both reach 6 to either side: √(6² + 6²) = 8.49
        assertThat(change(NPS, "38", "46", Optional.of("6")).verdict()).isEqualTo(Change.Verdict.WITHIN_NOISE);
        assertThat(change(NPS, "38", "47", Optional.of("6")).verdict()).isEqualTo(Change.Verdict.BETTER);
    }

    @Test
    void no_change_at_all_is_none_by_chance_either() {
        assertThat(change(NPS, "38", "38.0", Optional.of("6")).verdict()).isEqualTo(Change.Verdict.SAME);
    }

    @Test
    void no_relative_change_is_reported_from_next_to_nothing() {
        assertThat(change(MRR, "17.89", "1638.92", Optional.empty()).relative()).isEmpty();
        assertThat(change(MRR, "4027", "-3208.54", Optional.empty()).relative()).isEmpty();
    }

    @Test
    void nothing_is_compared_with_no_figure() {
        MetricValue none = figure(MRR, Calculations.noData("Nothing came in."), Optional.empty());
        MetricValue some = figure(MRR, Calculations.value(BigDecimal.ONE), Optional.empty());

        assertThat(Change.between(none, some)).isEmpty();
        assertThat(Change.between(some, none)).isEmpty();
    }

    private static MetricInfo metric(String id, Unit unit, MetricInfo.Better better) {
        return new MetricInfo(
                new MetricId(id),
                id,
                "",
                MetricInfo.Kind.OUTCOME,
                unit,
                better,
                "",
                List.of(Definition.first("only", "", "", "", "", "")));
    }

    private static Change change(MetricInfo metric, String from, String to, Optional<String> half) {
        return Change.between(
                        figure(metric, Calculations.value(new BigDecimal(from)), half.map(each -> about(from, each))),
                        figure(metric, Calculations.value(new BigDecimal(to)), half.map(each -> about(to, each))))
                .orElseThrow();
    }

    private static Interval about(String middle, String half) {
        return new Interval(
                new BigDecimal(middle).subtract(new BigDecimal(half)),
                new BigDecimal(middle).add(new BigDecimal(half)));
    }

    private static MetricValue figure(MetricInfo metric, Outcome outcome, Optional<Interval> interval) {
        return new MetricValue(
                metric,
                metric.defaultDefinition(),
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
                Slice.WHOLE,
                Optional.empty(),
                new CurrencyCode("EUR"),
                Instant.EPOCH,
                false,
                new Calculation(outcome, "", "", List.of(), List.of(), interval, new DrillThrough.Nothing()));
    }
}
