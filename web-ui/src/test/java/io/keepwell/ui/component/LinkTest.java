package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LinkTest {
    @Test
    void the_first_screen_is_the_root() {
        assertThat(Link.to("").href()).isEqualTo(".");
        assertThat(Link.to("").with("period", "2026").href()).isEqualTo("?period=2026");
    }

    @Test
    void parameters_are_encoded_and_keep_their_order() {
        Link link = Link.to("accounts").with("search", "a b&c=d+é").with("segment", "");

        assertThat(link.href()).isEqualTo("accounts?search=a%20b%26c%3Dd%2B%C3%A9&segment=");
    }

    @Test
    void a_link_never_changes() {
        Link link = Link.to("metrics").with("grain", "week");

        assertThat(link.with("grain", "year").href()).isEqualTo("metrics?grain=year");
        assertThat(link.with("by", Optional.empty())).isEqualTo(link);
        assertThat(link.href()).isEqualTo("metrics?grain=week");
    }
}
