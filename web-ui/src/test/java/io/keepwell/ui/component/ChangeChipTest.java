package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.metric.query.Change.Verdict;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangeChipTest {
    @Test
    void the_arrow_says_up_and_the_look_says_worse() {
        ChangeChip chip = chip("0.7", Optional.empty(), Verdict.WORSE, Unit.PERCENT);

        assertThat(chip.getElement().getTextRecursively()).isEqualTo("▲+0.70 pt, worse");
        assertThat(chip.getClassNames()).contains("worse");
    }

    @Test
    void noise_has_no_arrow() {
        ChangeChip chip = chip("3", Optional.empty(), Verdict.WITHIN_NOISE, Unit.SCORE);

        assertThat(chip.getElement().getTextRecursively()).isEqualTo("●+3.0, within noise");
        assertThat(chip.getClassNames()).contains("even");
    }

    @Test
    void money_is_reported_relatively_with_the_amount_at_hand() {
        ChangeChip chip = chip("8500", Optional.of("2.1"), Verdict.BETTER, Unit.MONEY_PER_MONTH);

        assertThat(chip.getElement().getTextRecursively()).isEqualTo("▲+2.10 %, better");
        assertThat(chip.getTitle()).contains("+8,500.00 from September 2026: better");
    }

    private static ChangeChip chip(String amount, Optional<String> relative, Verdict verdict, Unit unit) {
        Change change = new Change(new BigDecimal(amount), relative.map(BigDecimal::new), verdict);
        return new ChangeChip(change, unit, "September 2026");
    }
}
