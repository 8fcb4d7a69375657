package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrillReconciliationTest {
    private static final Term LOST = new Term("L", "customers who left", new BigDecimal("5"), Unit.COUNT);
    private static final Term OPENING = new Term("S", "customers at the beginning", new BigDecimal("100"), Unit.COUNT);
    private static final MetricValue CHURN = figure(new Outcome.Value(new BigDecimal("5")), List.of(LOST, OPENING));
    private static final Outcome UNAVAILABLE = Calculations.noBase("There were no customers.");

    @Test
    void rows_that_come_to_the_term_agree_however_they_are_written() {
        DrillReconciliation reconciliation = CHURN.reconcile(list(Optional.of("L"), "5.00"));

        assertThat(reconciliation).isEqualTo(new DrillReconciliation.Agrees(LOST));
        assertThat(reconciliation.isWell()).isTrue();
    }

    @Test
    void rows_that_come_to_more_or_less_differ_by_that() {
        assertThat(CHURN.reconcile(list(Optional.of("L"), "7")))
                .isEqualTo(new DrillReconciliation.Differs(LOST, new BigDecimal("2")));
        DrillReconciliation less = CHURN.reconcile(list(Optional.of("L"), "4"));
        assertThat(less).isEqualTo(new DrillReconciliation.Differs(LOST, new BigDecimal("-1")));
        assertThat(less.problem()).contains("the rows come to 4, L is 5");
    }

    @Test
    void rows_that_stand_for_no_term_of_the_formula_never_agree() {
        DrillReconciliation reconciliation = CHURN.reconcile(list(Optional.of("lost"), "5"));

        assertThat(reconciliation).isEqualTo(new DrillReconciliation.NoSuchTerm(Optional.of(new TermId("lost"))));
        assertThat(reconciliation.problem()).contains("the rows stand for lost, and the formula has no such term");
        assertThat(figure(UNAVAILABLE, List.of(LOST))
                        .reconcile(list(Optional.of("lost"), "0"))
                        .isWell())
                .isFalse();
    }

    @Test
    void only_a_figure_without_a_value_may_name_no_rows() {
        DrillRows nothing = list(Optional.empty(), "0");

        assertThat(figure(UNAVAILABLE, List.of(LOST)).reconcile(nothing))
                .isEqualTo(new DrillReconciliation.NothingListed());
        assertThat(CHURN.reconcile(nothing)).isEqualTo(new DrillReconciliation.NoSuchTerm(Optional.empty()));
        assertThat(CHURN.reconcile(nothing).isWell()).isFalse();
    }

    private static DrillRows list(Optional<String> standsFor, String total) {
        return new DrillRows(standsFor.map(TermId::new), List.of(), new BigDecimal(total), Unit.COUNT, 3);
    }

    private static MetricValue figure(Outcome outcome, List<Term> terms) {
        Definition definition = new Definition(
                new DefinitionId("opening"), "of opening", "L ÷ S", "", "", "", 1, LocalDate.of(2026, 11, 1));
        return MadeUpFigure.of("retention.customer_churn", definition, Unit.PERCENT, outcome, terms);
    }
}
