package io.keepwell.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ZoneRulesTextTest {
    private static final ZoneRulesVersion IN_USE = new ZoneRulesVersion("2026f");

    @Test
    void the_rules_in_use_are_reported_and_others_that_days_were_stored_by() {
        assertThat(ZoneRulesText.text(IN_USE, Optional.of(IN_USE))).isEqualTo("Time zone rules 2026f");
        assertThat(ZoneRulesText.text(IN_USE, Optional.empty())).isEqualTo("Time zone rules 2026f");
        assertThat(ZoneRulesText.text(IN_USE, Optional.of(new ZoneRulesVersion("2026a"))))
                .isEqualTo("Time zone rules 2026f · days stored by 2026a");
    }

    @Test
    void their_meaning_names_the_zone() {
        assertThat(ZoneRulesText.meaning(ReportingZone.of("America/Edmonton")))
                .startsWith("An event counts on the day that it was in America/Edmonton");
    }
}
