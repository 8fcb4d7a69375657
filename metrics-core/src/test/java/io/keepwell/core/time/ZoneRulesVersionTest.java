package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZoneRulesVersionTest {
    @ParameterizedTest
    @CsvSource({
        "2026a, 2027-01-01, false",
        "2026a, 2027-01-02, true",
        "2026f, 2027-06-01, false",
        "2026f, 2027-06-02, true",
        "2025z, 2026-12-31, false",
        "unheard of, 2099-01-01, false"
    })
    void version_is_old_a_year_after_the_month_of_its_letter(String name, LocalDate day, boolean old) {
        assertThat(new ZoneRulesVersion(name).isOlderThanAYear(day)).isEqualTo(old);
    }

    @Test
    void rules_in_use_have_a_version_as_iana_names_them() {
        assertThat(ZoneRulesVersion.inUse().name()).matches("20[0-9]{2}[a-z]");
    }
}
