package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ui.component.FormulaText.Fraction;
import org.junit.jupiter.api.Test;

final class FormulaTextTest {
    @Test
    void a_division_becomes_a_fraction() {
        assertThat(Fraction.parse("12 ÷ 500")).contains(new Fraction("12", "500", ""));
    }

    @Test
    void parentheses_around_a_side_are_needless() {
        assertThat(Fraction.parse("12 ÷ (500 − 12)")).contains(new Fraction("12", "500 − 12", ""));
        assertThat(Fraction.parse("(46 − 30) ÷ 124 × 100")).contains(new Fraction("46 − 30", "124", "× 100"));
    }

    @Test
    void parentheses_that_are_needed_stay() {
        assertThat(Fraction.parse("(1 + 2) × (3 + 4) ÷ 5")).contains(new Fraction("(1 + 2) × (3 + 4)", "5", ""));
    }

    @Test
    void what_is_no_single_division_stays_as_it_is() {
        assertThat(Fraction.parse("126,568.89 − 124,929.97")).isEmpty();
        assertThat(Fraction.parse("1 ÷ 2 ÷ 3")).isEmpty();
        assertThat(Fraction.parse("(1 ÷ 2)")).isEmpty();
    }
}
