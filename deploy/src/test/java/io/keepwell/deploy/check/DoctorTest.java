package io.keepwell.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MadeUpFigure;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the doctor makes of single figures; that all of a firm's figures pass is shown by the demo.
final class DoctorTest {
    // 100 + 30 − 20 = 110
    private static final MetricValue MRR = figure(List.of(
            term(TermId.OPENING, "100"),
            term(TermId.of(MovementKind.NEW), "30"),
            term(TermId.of(MovementKind.CHURN), "20"),
            term(TermId.CLOSING, "110")));

    @Test
    void list_that_adds_up_to_its_term_is_well() {
        assertThat(Doctor.unreconciled(MRR, list("closing", "110.00"))).isEmpty();
    }

    @Test
    void list_that_comes_to_something_else_is_a_problem() {
        assertThat(Doctor.unreconciled(MRR, list("closing", "111")))
                .contains("revenue.mrr subscriptions in " + MRR.period() + " " + MRR.slice()
                        + ": the rows come to 111, closing is 110.");
    }

    @Test
    void list_that_stands_for_no_term_of_the_formula_is_a_problem() {
        assertThat(Doctor.unreconciled(MRR, list("end", "110")))
                .hasValueSatisfying(problem ->
                        assertThat(problem).endsWith(": the rows stand for end, and the formula has no such term."));
    }

    @Test
    void movements_that_lead_from_opening_to_closing_are_well() {
        assertThat(Doctor.unbalanced(MRR)).isEmpty();
    }

    @Test
    void movements_that_lead_elsewhere_and_a_missing_end_are_problems() {
        assertThat(Doctor.unbalanced(figure(List.of(
                        term(TermId.OPENING, "100"),
                        term(TermId.of(MovementKind.EXCHANGE_LOSS), "20"),
                        term(TermId.CLOSING, "120")))))
                .hasValueSatisfying(problem -> assertThat(problem).endsWith(": 80 ≠ 120"));
        assertThat(Doctor.unbalanced(figure(List.of(term(TermId.OPENING, "0")))))
                .hasValueSatisfying(problem -> assertThat(problem).endsWith(": the formula lacks closing"));
    }

    private static DrillRows list(String standsFor, String total) {
        return new DrillRows(
                Optional.of(new TermId(standsFor)), List.of(), new BigDecimal(total), Unit.MONEY_PER_MONTH, 1);
    }

    private static Term term(TermId id, String amount) {
        return new Term(id, id.symbol(), new BigDecimal(amount), Unit.MONEY_PER_MONTH);
    }

    private static MetricValue figure(List<Term> terms) {
        Definition definition = new Definition(
                new DefinitionId("subscriptions"),
                "of subscriptions",
                "closing",
                "",
                "",
                "",
                1,
                LocalDate.of(2026, 11, 1));
        return MadeUpFigure.of(
                "revenue.mrr", definition, Unit.MONEY_PER_MONTH, new Outcome.Value(BigDecimal.TEN), terms);
    }
}
