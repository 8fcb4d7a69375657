package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.metric.Unit;
import io.keepwell.ui.component.ChartOptions.Floating;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ChartOptionsTest {
    @Test
    void a_missing_figure_is_a_gap_and_not_zero() {
        JsonNode json = ChartOptions.over(List.of("Sep", "Oct"), Unit.PERCENT)
                .bars(
                        "churn",
                        "$bar",
                        List.of(
                                ChartPoint.of(Optional.empty(), "–"),
                                point("2.4", "2.40 %").leadingTo("metrics")))
                .json();

        JsonNode data = json.at("/series/0/data");
        assertThat(data.get(0).get("value").isNull()).isTrue();
        assertThat(data.get(1).get("value").decimalValue()).isEqualByComparingTo("2.4");
        assertThat(data.get(1).get("text").asString()).isEqualTo("2.40 %");
        assertThat(data.get(1).get("href").asString()).isEqualTo("metrics");
        assertThat(json.get("unit").asString()).isEqualTo("percent");
    }

    @Test
    void a_floating_bar_stands_on_an_invisible_one() {
        JsonNode json = ChartOptions.over(List.of("New"), Unit.MONEY_PER_MONTH)
                .floating(List.of(
                        new Floating("New", new BigDecimal("400"), new BigDecimal("430"), point("30", "EUR +30.00"))))
                .json();

        assertThat(json.at("/series/0/data/0").decimalValue()).isEqualByComparingTo("400");
        assertThat(json.at("/series/1/data/0/value").decimalValue()).isEqualByComparingTo("30");
        assertThat(json.at("/series/0/silent").asBoolean()).isTrue();
    }

    @Test
    void a_band_reaches_from_low_to_high() {
        JsonNode json = ChartOptions.over(List.of("Oct", "Nov"), Unit.SCORE)
                .band("$accent/15", List.of(amount("35"), Optional.empty()), List.of(amount("47"), Optional.empty()))
                .json();

        assertThat(json.at("/series/0/data/0").decimalValue()).isEqualByComparingTo("35");
        assertThat(json.at("/series/1/data/0").decimalValue()).isEqualByComparingTo("12");
        assertThat(json.at("/series/1/data/1").isNull()).isTrue();
    }

    @Test
    void a_band_of_steps_holds_each_pair_of_bounds_from_its_age_on() {
        JsonNode json = ChartOptions.overAges(Unit.PERCENT, 400)
                .bandOfSteps(
                        "$accent/15",
                        List.of(0L, 30L),
                        List.of(new BigDecimal("100"), new BigDecimal("88")),
                        List.of(new BigDecimal("100"), new BigDecimal("92")))
                .stepsByAge("still there", "$accent", List.of(0L, 30L), List.of(point("100", ""), point("90", "90 %")))
                .json();

        assertThat(json.at("/xAxis/interval").asInt()).isEqualTo(90);
        assertThat(json.at("/series/0/data/1").toString()).isEqualTo("[30,88,92]");
        assertThat(json.at("/series/1/data/1/value").toString()).isEqualTo("[30,90]");
        assertThat(json.at("/series/1/data/1/head").asString()).isEqualTo("30 days");
    }

    private static ChartPoint point(String value, String text) {
        return ChartPoint.of(amount(value), text);
    }

    private static Optional<BigDecimal> amount(String value) {
        return Optional.of(new BigDecimal(value));
    }
}
