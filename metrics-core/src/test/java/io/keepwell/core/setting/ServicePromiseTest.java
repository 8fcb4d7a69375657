package io.keepwell.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.fact.TicketUpdate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServicePromiseTest {
    private static ServicePromise.Time clock(int minutes) {
        return new ServicePromise.Time(Duration.ofMinutes(minutes), false);
    }

    @Test
    void first_rule_that_fits_holds() {
        ServicePromise promise = ServicePromise.parse(
                "urgent segment Big Firms 30m; urgent 1h; segment Big Firms 4h business; low 48h; 8h business");

        assertThat(promise.of("urgent", "Big Firms")).contains(clock(30));
        assertThat(promise.of("urgent", "Small")).contains(clock(60));
        assertThat(promise.of("low", "Big Firms")).contains(new ServicePromise.Time(Duration.ofHours(4), true));
        assertThat(promise.of("low", "")).contains(clock(48 * 60));
        assertThat(promise.of("unknown", "")).contains(new ServicePromise.Time(Duration.ofHours(8), true));
    }

    @Test
    void ticket_that_no_rule_fits_was_promised_nothing() {
        assertThat(ServicePromise.parse("urgent 1h").of("high", "Small")).isEmpty();
        assertThat(ServicePromise.parse(" None ").of("urgent", "Small")).isEqualTo(Optional.empty());
        assertThat(ServicePromise.parse("none").isNothing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "none, none",
        "90m, 90m",
        "120m, 2h",
        "URGENT 1H; High 4 h Business, urgent 1h; high 4h business",
        "'low segment Tier 1 2h;5h', 'low segment Tier 1 2h; 5h'"
    })
    void text_is_read_and_written(String text, String written) {
        assertThat(ServicePromise.parse(text).text()).isEqualTo(written);
        assertThat(ServicePromise.parse(written)).isEqualTo(ServicePromise.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8",
                "8 days",
                "fast",
                "critical 1h",
                "8h;",
                "0m",
                "2001h",
                "999999h",
                "9999999h",
                "segment 4h",
                "segment a→b 4h",
                "8h; urgent 1h",
                "urgent 1h; urgent segment Large 30m"
            })
    void anything_else_is_refused_with_what_would_be_right(String text) {
        assertThatThrownBy(() -> Policy.FIRST_RESPONSE_PROMISE.with(Policies.DEFAULT, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("first_response_promise: ")
                .hasMessageMatching("(?s).*(such as|from 1m to 2000h|write it before|none of them).*");
    }

    @Test
    void too_many_rules_are_refused_and_twenty_fit_the_setting() {
        String rule = "urgent segment " + "x".repeat(62);
        StringBuilder text = new StringBuilder();
        for (int i = 10; i < 30; i++) {
            text.append(rule).append(i).append(" 119999m business; ");
        }
        String twenty = text.substring(0, text.length() - 2);

        // No more characters than a setting holds.
        assertThat(ServicePromise.parse(twenty).text()).hasSizeLessThanOrEqualTo(2_000);
        assertThatThrownBy(() -> ServicePromise.parse(twenty + "; 8h"))
                .hasMessage("there are 21 rules, and at most 20");
    }

    @Test
    void priorities_are_those_of_tickets() {
        assertThat(ServicePromise.PRIORITIES)
                .isEqualTo(Arrays.stream(TicketUpdate.Priority.values())
                        .filter(priority -> priority != TicketUpdate.Priority.UNKNOWN)
                        .map(priority -> priority.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
