package io.keepwell.ui.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrillSheetTest {
    private static MetricValue figure(boolean approximate, Optional<Interval> interval, List<Exclusion> exclusions) {
        return figure(approximate, interval, exclusions, List.of());
    }

    private static MetricValue figure(
            boolean approximate, Optional<Interval> interval, List<Exclusion> exclusions, List<Term> terms) {
        Definition definition =
                new Definition(new DefinitionId("latest"), "latest", "", "", "", "", 1, LocalDate.of(2026, 11, 1));
        return new MetricValue(
                new MetricInfo(
                        new MetricId("voice.nps"),
                        "Net Promoter Score",
                        "Voice",
                        MetricInfo.Kind.OUTCOME,
                        Unit.SCORE,
                        MetricInfo.Better.HIGHER,
                        "",
                        List.of(definition)),
                definition,
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
                Slice.WHOLE,
                Optional.empty(),
                new CurrencyCode("EUR"),
                Instant.EPOCH,
                false,
                new Calculation(
                        new Outcome.Value(new BigDecimal("20")),
                        "",
                        "",
                        terms,
                        exclusions,
                        interval,
                        new DrillThrough.Nothing(),
                        approximate));
    }

    @Test
    void what_makes_a_figure_less_sure_stands_in_the_head() {
        MetricValue figure = figure(
                true,
                Optional.of(new Interval(new BigDecimal("-10.5"), new BigDecimal("40.25"))),
                List.of(
                        new Exclusion("answers on the other scale", 3),
                        new Exclusion("earlier answers of the same respondents", 0)));

        assertThat(DrillSheet.qualities(figure))
                .containsExactly(
                        List.of("approximate", "within one per cent"),
                        List.of("interval", "-10.5", "40.25", "score"),
                        List.of("left out", "3", "answers on the other scale"));
        assertThat(DrillSheet.qualities(figure(false, Optional.empty(), List.of())))
                .isEmpty();
    }

    @Test
    void the_head_says_which_term_the_rows_stand_for_and_whether_they_add_up_to_it() {
        MetricValue figure = figure(
                false,
                Optional.empty(),
                List.of(),
                List.of(new Term("P − D", "promoters less detractors", new BigDecimal("2"), Unit.COUNT)));

        assertThat(DrillSheet.reconciled(figure, list("P − D", "2.0")))
                .containsExactly(List.of("which stands for", "P − D", "promoters less detractors", "2", "adds up"));
        assertThat(DrillSheet.reconciled(figure, list("P − D", "3")))
                .containsExactly(
                        List.of("which stands for", "P − D", "promoters less detractors", "2", "does not add up"));
        assertThat(DrillSheet.reconciled(figure, list("P", "2")))
                .containsExactly(List.of("which stands for", "P", "no term of the formula", "", "does not add up"));
    }

    private static DrillRows list(String standsFor, String total) {
        return new DrillRows(Optional.of(new TermId(standsFor)), List.of(), new BigDecimal(total), Unit.COUNT, 1);
    }
}
