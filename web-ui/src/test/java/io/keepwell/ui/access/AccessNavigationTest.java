package io.keepwell.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import org.junit.jupiter.api.Test;

final class AccessNavigationTest {
    @Test
    void after_signing_in_one_gets_where_one_wanted_to_go() {
        assertThat(wanted("metrics/revenue.mrr?period=2026-10&segment=SMB"))
                .isEqualTo("metrics/revenue.mrr?period=2026-10&segment=SMB");
    }

    @Test
    void nobody_is_led_away_from_the_ui() {
        assertThat(wanted("https://elsewhere.example/")).doesNotContain("elsewhere");
        assertThat(wanted("//elsewhere.example/")).doesNotContain("elsewhere");
        assertThat(wanted("../../etc")).isEmpty();
    }

    private static String wanted(String to) {
        return AccessNavigation.wanted(QueryParameters.of("to", to)).getPathWithQueryParameters();
    }
}
