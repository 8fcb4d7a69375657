package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.setting.HealthModel;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TermIdTest {
    @ParameterizedTest
    @EnumSource(MovementKind.class)
    void term_of_a_movement_knows_its_kind(MovementKind kind) {
        assertThat(TermId.of(kind).movement()).contains(kind);
    }

    @Test
    void no_other_term_is_a_movement() {
        assertThat(Stream.of(TermId.OPENING, TermId.CLOSING, TermId.NPS_ANSWERS).flatMap(id -> id.movement().stream()))
                .isEmpty();
        assertThat(Arrays.stream(HealthModel.Band.values())
                        .flatMap(band -> Stream.of(TermId.of(band), TermId.mrrOf(band)))
                        .flatMap(id -> id.movement().stream()))
                .isEmpty();
    }

    @Test
    void symbol_is_what_people_read() {
        assertThat(TermId.of(MovementKind.EXCHANGE_GAIN)).hasToString("exchange gain");
        assertThat(TermId.mrrOf(HealthModel.Band.RED)).hasToString("MRR red");
        assertThatThrownBy(() -> new TermId(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
