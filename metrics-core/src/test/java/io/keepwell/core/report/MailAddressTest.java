package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @Test
    void address_keeps_its_name_and_lowers_its_domain() {
        assertThat(new MailAddress("Ada.Lovelace+reports@Example.COM").address())
                .isEqualTo("Ada.Lovelace+reports@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com\n",
                "ada@example.com,eve@example.com",
                "Ada <ada@example.com>",
                "ada lovelace@example.com",
                "ada@exa mple.com",
                "ada@@example.com",
                "ada.@example.com",
                "ada@-example.com",
                "ada\u0000@example.com"
            })
    void text_that_is_no_bare_address_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> new MailAddress(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a mail address like name@example.com");
    }
}
