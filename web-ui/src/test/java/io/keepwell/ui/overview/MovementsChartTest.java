package io.keepwell.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MadeUpFigure;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.ui.component.ChartOptions.Floating;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MovementsChartTest {
    // 10,000 + 1,000 + 400 − 200 − 700 = 10,500
    private static final MetricValue MOVEMENTS = figure(List.of(
            term("opening", "10000"),
            term("new", "1000"),
            term("expansion", "400"),
            term("contraction", "200"),
            term("churn", "700"),
            term("closing", "10500")));

    @Test
    void each_bar_begins_where_the_one_before_ended() {
        List<Floating> bars = MovementsChart.bars(MovementBridge.of(MOVEMENTS), kind -> "metrics?" + kind.id());

        assertThat(bars)
                .extracting(bar -> bar.name() + " " + bar.low() + " to " + bar.high())
                .containsExactly(
                        "Opening 0 to 10000",
                        "New 10000 to 11000",
                        "Expansion 11000 to 11400",
                        "Contraction 11200 to 11400",
                        "Churn 10500 to 11200",
                        "Closing 0 to 10500");
        assertThat(bars.get(4).point().label()).isEqualTo("−700");
        assertThat(bars.get(4).point().href()).contains("metrics?churn");
    }

    @Test
    void the_axis_begins_below_the_lowest_movement() {
        // From 10,000 to 11,400: 1,400 ÷ 4 = 350 below, 9,650, two digits: 9,600
        assertThat(MovementsChart.lowest(MovementBridge.of(MOVEMENTS))).isEqualByComparingTo("9600");
    }

    @Test
    void the_axis_begins_at_zero_where_movements_are_large() {
        MetricValue small = figure(List.of(term("opening", "0"), term("new", "500"), term("closing", "500")));

        assertThat(MovementsChart.lowest(MovementBridge.of(small))).isEqualByComparingTo("0");
    }

    private static Term term(String symbol, String amount) {
        return new Term(symbol, symbol, new BigDecimal(amount), Unit.MONEY_PER_MONTH);
    }

    private static MetricValue figure(List<Term> terms) {
        Definition definition = new Definition(
                new DefinitionId("net_new"), "net", "closing − opening", "", "", "", 1, LocalDate.of(2026, 11, 1));
        return MadeUpFigure.of(
                "revenue.mrr_movements", definition, Unit.MONEY_PER_MONTH, new Outcome.Value(BigDecimal.TEN), terms);
    }
}
