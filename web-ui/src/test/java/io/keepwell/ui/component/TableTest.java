package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void amount_in_a_detail_is_not_parted_from_its_currency() {
        assertThat(Table.detail("churn: EUR 1,073.00 → EUR 0.00").getText())
                .isEqualTo("churn: EUR\u00a01,073.00 →\u00a0EUR\u00a00.00");
        assertThat(Table.detail("EUR \u221220.00").getText()).isEqualTo("EUR\u00a0\u221220.00");
        assertThat(Table.detail("ABCD 2 and 3").getText()).isEqualTo("ABCD 2 and 3");
    }
}
