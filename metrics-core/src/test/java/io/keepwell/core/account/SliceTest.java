package io.keepwell.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which leaves lie in a slice.
final class SliceTest {
    private static final Slice ANA = Slice.UNKNOWN.with(Dimension.OWNER, "Ana").with(Dimension.SEGMENT, "Small");
    private static final Slice BOB = Slice.UNKNOWN.with(Dimension.OWNER, "Bob");

    @Test
    void slice_of_others_holds_all_leaves_but_those_with_the_values() {
        Slice others = Slice.WHOLE.withOthersThan(Dimension.OWNER, List.of("Ana", "Cid"));

        assertThat(others.holds(ANA)).isFalse();
        assertThat(others.holds(BOB)).isTrue();
        assertThat(others.holds(Slice.UNKNOWN)).isTrue();
        assertThat(others.with(Dimension.SEGMENT, "Small").holds(BOB)).isFalse();
        assertThat(Slice.WHOLE.withOthersThan(Dimension.OWNER, List.of("")).holds(Slice.UNKNOWN))
                .isFalse();
        assertThat(others.isWhole()).isFalse();
        assertThat(others).hasToString("owner other than Ana or Cid");
    }

    @Test
    void dimension_has_a_value_or_others_whichever_was_said_last() {
        Slice others = Slice.of(Dimension.OWNER, "Ana").withOthersThan(Dimension.OWNER, List.of("Bob"));

        assertThat(others).isEqualTo(Slice.WHOLE.withOthersThan(Dimension.OWNER, List.of("Bob")));
        assertThat(others.with(Dimension.OWNER, "Ana")).isEqualTo(Slice.of(Dimension.OWNER, "Ana"));
        assertThat(others.without(Dimension.OWNER)).isEqualTo(Slice.WHOLE);
        assertThatThrownBy(() -> Slice.WHOLE.withOthersThan(Dimension.OWNER, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
