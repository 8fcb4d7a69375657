package io.keepwell.deploy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the firm counts differently is shown and changed on the command line.
@UsesDatabase
final class SettingCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @BeforeAll
    static void start() throws IOException {
        services = TestServices.start();
    }

    @Test
    void changed_setting_is_shown_with_what_it_usually_is_and_is_in_the_audit_trail() throws IOException {
        Said set = services.run("setting", "set", "check_in_days", "60", "--why", "we call more", "--who", "ann");
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out()).startsWith("check_in_days: 90 → 60.");

        assertThat(services.run("setting", "show").out()).containsPattern("check_in_days +60  \\(default: 90\\)");
        Said json = services.run("setting", "show", "--json");
        assertThat(json.lines()).hasSize(Policy.values().length).anySatisfy(line -> {
            JsonNode setting = MAPPER.readTree(line);
            assertThat(setting.get("setting").asText()).isEqualTo("check_in_days");
            assertThat(setting.get("value").asText()).isEqualTo("60");
            assertThat(setting.get("default").asText()).isEqualTo("90");
        });
        assertThat(services.services().bean(Audit.class).about("policy check_in_days", 5))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.who()).isEqualTo("ann");
                    assertThat(entry.detail()).isEqualTo("90 → 60: we call more");
                });
        JsonNode again =
                MAPPER.readTree(services.run("setting", "set", "check_in_days", "60", "--why", "again", "--json")
                        .out());
        assertThat(again.get("changed").asBoolean()).isFalse();
    }

    @Test
    void wrong_setting_says_what_is_valid() {
        Said unknown = services.run("setting", "set", "colour", "red", "--why", "x");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("Valid: reopen_days, rate_days, check_in_days, return_days, business_hours,"
                        + " first_response_promise, resolution_promise, fiscal_year_start");
        Said wrong = services.run("setting", "set", "rate_days", "many", "--why", "x");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("rate_days is a number of days, not 'many'");
    }

    @Test
    void business_hours_are_set_as_people_write_them() {
        Said set = services.run(
                "setting",
                "set",
                "business_hours",
                "09:00 18:00 MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY",
                "--why",
                "x");
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out())
                .isEqualToIgnoringNewLines(
                        "business_hours: Mon-Fri 09:00-17:00 → Mon-Fri 09:00-18:00. All figures are made anew by it, by"
                                + " the refresher's next turn.");
        assertThat(services.run("setting", "show").out())
                .containsPattern("business_hours +Mon-Fri 09:00-18:00  \\(default: Mon-Fri 09:00-17:00\\)");

        Said wrong = services.run("setting", "set", "business_hours", "Mon-Fri 9-17", "--why", "x");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("business_hours: '9' isn't a time of day from 00:00 to 24:00.");
    }

    @Test
    void fiscal_year_only_cuts_periods() throws IOException {
        assertThat(services.run("setting", "set", "fiscal_year_start", "4", "--why", "x")
                        .out())
                .isEqualToIgnoringNewLines("fiscal_year_start: 1 → 4. Figures follow it from now on; nothing that"
                        + " is stored has to be made anew.");
        JsonNode back = MAPPER.readTree(services.run("setting", "set", "fiscal_year_start", "1", "--why", "x", "--json")
                .out());
        assertThat(back.get("changed").asBoolean()).isTrue();
        assertThat(back.get("rebuild").asBoolean()).isFalse();
    }
}
