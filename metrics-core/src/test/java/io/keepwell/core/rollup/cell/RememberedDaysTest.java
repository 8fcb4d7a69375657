package io.keepwell.core.rollup.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When days that are added up are still what the tables hold.
final class RememberedDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 3, 2);

    private final RememberedDays days = new RememberedDays();

    private void turn(long before) {
        days.beginTurn(before);
        days.begin(List.of(FIRST, SECOND));
    }

    @Test
    void days_of_the_last_turn_are_there_where_nobody_else_worked_since() {
        turn(6);
        days.committed(7);

        days.beginTurn(7);

        assertThat(days.among(List.of(FIRST, SECOND, SECOND.plusDays(1)))).containsExactly(FIRST, SECOND);
    }

    @Test
    void everything_is_forgotten_where_another_refresher_worked_since() {
        turn(6);
        days.committed(7);

        days.beginTurn(8);

        assertThat(days.among(List.of(FIRST, SECOND))).isEmpty();
    }

    @Test
    void everything_is_forgotten_where_the_transaction_is_tried_again_or_failed() {
        days.committed(6);
        turn(6);

        days.beginTurn(6);

        assertThat(days.among(List.of(FIRST, SECOND))).isEmpty();
    }

    @Test
    void single_days_are_forgotten_within_a_turn() {
        turn(6);

        days.forget(List.of(FIRST));

        assertThat(days.among(List.of(FIRST, SECOND))).containsExactly(SECOND);
    }
}
