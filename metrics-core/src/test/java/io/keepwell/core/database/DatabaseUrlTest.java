package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DatabaseUrlTest {
    @Test
    void parse_keeps_given_options_and_adds_missing_ones() {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:mysql://db-1:3306,db-2:3306/keepwell?user=a&sslMode=REQUIRED");

        assertThat(url.hosts()).isEqualTo("db-1:3306,db-2:3306");
        assertThat(url.database()).isEqualTo("keepwell");
        assertThat(url.options()).containsEntry("sslMode", "REQUIRED").containsEntry("allowLoadLocalInfile", "true");
        assertThat(url.withDatabase("other").text())
                .startsWith("jdbc:mysql://db-1:3306,db-2:3306/other?user=a&sslMode=REQUIRED&");
    }

    @Test
    void parse_takes_a_server_without_a_database() {
        assertThat(DatabaseUrl.parse("jdbc:mysql://127.0.0.1:3306").database()).isEmpty();
        assertThat(DatabaseUrl.parse("jdbc:mysql://127.0.0.1:3306/?user=root").database())
                .isEmpty();
    }

    @Test
    void text_for_people_shows_no_password() {
        DatabaseUrl url = DatabaseUrl.local(3306, "keepwell", "kim", "s&cret");

        assertThat(url.text()).contains("password=s%26cret");
        assertThat(url).hasToString("jdbc:mysql://127.0.0.1:3306/keepwell");
        assertThat(DatabaseUrl.parse("jdbc:mysql://kim:secret@host/x")).hasToString("jdbc:mysql://host/x");
    }

    @Test
    void parse_refuses_another_kind_of_address() {
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:postgresql://host/keepwell"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:mysql://");
    }
}
