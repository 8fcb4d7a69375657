package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"})
    void text_is_never_taken_for_a_formula(String text) {
        assertThat(CsvText.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme = us", "9 · great", "'quoted'", "\u22125"})
    void other_text_stays_as_it_is(String text) {
        assertThat(CsvText.of(text)).isEqualTo(text);
    }
}
