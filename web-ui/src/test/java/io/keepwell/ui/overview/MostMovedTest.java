package io.keepwell.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.metric.DrillRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MostMovedTest {
    private static final DrillRows.Row TRANSFER_IN = row(1, 28, "8709.00");
    private static final DrillRows.Row TRANSFER_OUT = row(1, 28, "-8709.0");
    private static final DrillRows.Row NEW = row(2, 30, "5438");
    private static final DrillRows.Row CHURN = row(3, 28, "-1361");

    @Test
    void what_an_account_moves_there_and_back_on_a_day_is_not_listed() {
        assertThat(MostMoved.of(List.of(TRANSFER_IN, TRANSFER_OUT, NEW, CHURN), 8))
                .containsExactly(NEW, CHURN);
    }

    @Test
    void half_of_a_transfer_is_listed_where_its_other_half_is_in_another_slice() {
        assertThat(MostMoved.of(List.of(TRANSFER_OUT, NEW), 8)).containsExactly(TRANSFER_OUT, NEW);
    }

    @Test
    void the_same_amount_of_another_day_or_account_undoes_nothing() {
        List<DrillRows.Row> rows = List.of(TRANSFER_IN, row(1, 29, "-8709"), row(2, 28, "-8709"));

        assertThat(MostMoved.of(rows, 8)).isEqualTo(rows);
    }

    @Test
    void no_more_are_listed_than_were_asked_for() {
        assertThat(MostMoved.of(List.of(NEW, CHURN), 1)).containsExactly(NEW);
    }

    private static DrillRows.Row row(int account, int day, String amount) {
        return new DrillRows.Row(
                account, "Account " + account, LocalDate.of(2026, 10, day), "moved", new BigDecimal(amount));
    }
}
