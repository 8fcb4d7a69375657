package io.keepwell.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void the_recent_past_is_reported_in_words_and_the_rest_by_the_clock() {
        assertThat(reported("2026-11-22T09:59:56Z")).isEqualTo("4 s ago");
        assertThat(reported("2026-11-22T09:48:00Z")).isEqualTo("12 min ago");
        assertThat(reported("2026-11-21T23:30:00Z")).isEqualTo("22 Nov 2026, 00:30");
    }

    @Test
    void clocks_that_differ_a_little_make_no_future() {
        assertThat(reported("2026-11-22T10:00:02Z")).isEqualTo("0 s ago");
    }

    private static String reported(String moment) {
        return Freshness.text(Instant.parse(moment), NOW, ZoneId.of("Europe/Berlin"));
    }
}
