package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tickets from a file, and the figures that they make.
@UsesDatabase
final class SupportImportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String MAPPING = """
            events:
              - kind: ticket_update
                event_id: "{ticket}/{n}"
                account_id: "{customer}"
                occurred_at: "{at}"
                fields: {ticket_id: "{ticket}", step: "{step}", bot: "{bot}"}
            """;
    private static final String HEAD = "ticket,n,customer,at,step,bot\n";

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static ImportServices services;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        services = ImportServices.start();
    }

    private void importing(String csv) throws IOException {
        Said said = services.imports(folder, MAPPING, HEAD + csv);
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    }

    private record Figures(Map<String, JsonNode> byDefinition) {
        JsonNode by(String definition) {
            return Objects.requireNonNull(byDefinition.get(definition), definition);
        }

        String value(String definition) {
            return by(definition).get("value").asText();
        }

        String shown(String definition) {
            return by(definition).get("shown").asText();
        }
    }

    private static Figures figures(String metric, String from, String to) throws IOException {
        Map<String, JsonNode> figures = new HashMap<>();
        for (String line :
                services.figure(metric, from, to, "--definition", "all").lines().toList()) {
            JsonNode figure = MAPPER.readTree(line);
            figures.put(figure.get("definition").asText(), figure);
        }
        return new Figures(figures);
    }

    @Test
    void first_response_to_a_ticket_that_was_opened_again_is_timed_by_three_rules() throws IOException {
        importing("""
                R1,1,K3,2025-06-02T09:00:00Z,opened,
                R1,2,K3,2025-06-02T09:05:00Z,replied,yes
                R1,3,K3,2025-06-02T09:05:00Z,resolved,yes
                R1,4,K3,2025-06-06T14:00:00Z,reopened,
                R1,5,K3,2025-06-06T14:10:00Z,replied,no
                R1,6,K3,2025-06-06T14:20:00Z,resolved,no
                """);

        Figures figures = figures("support.first_response_time", "2025-06-01", "2025-07-01");
        // 5 and 10 minutes; Monday 9:00 to Friday 14:10; 10 minutes.
        assertThat(figures.value("waiting")).isEqualTo("0.25");
        assertThat(figures.value("waiting_business_mean")).isEqualTo("0.25");
        assertThat(figures.shown("since_opened")).isEqualTo("101.2 h");
        assertThat(figures.shown("since_opened_business_mean")).isEqualTo("37.2 h");
        assertThat(figures.value("after_handover")).startsWith("0.16666666");
        assertThat(figures("support.resolution_time", "2025-06-01", "2025-07-01")
                        .shown("mean"))
                .isEqualTo("0.4 h");
    }

    @Test
    void nine_of_ten_of_two_tickets_is_the_slower_one() throws IOException {
        importing("""
                Q1,1,K1,2025-03-03T00:00:00Z,opened,
                Q1,2,K1,2025-03-03T01:00:00Z,resolved,
                Q2,1,K1,2025-03-03T00:00:00Z,opened,
                Q2,2,K1,2025-03-07T04:00:00Z,resolved,
                """);

        Figures figures = figures("support.resolution_time", "2025-03-01", "2025-04-01");
        assertThat(figures.shown("p90")).isEqualTo("100.0 h");
        assertThat(figures.by("p90").get("approximate").asBoolean()).isFalse();
        assertThat(figures.shown("median")).isEqualTo("1.0 h");
    }

    @Test
    void tickets_without_a_time_are_reported_as_left_out() throws IOException {
        importing("""
                L1,1,K1,2025-04-01T08:00:00Z,opened,
                L1,2,K1,2025-04-01T10:30:00Z,replied,
                L2,1,K2,2025-04-03T09:00:00Z,opened,
                L2,2,K2,2025-04-03T08:59:58Z,replied,
                L3,2,K3,2025-04-04T09:00:00Z,replied,
                """);

        Figures figures = figures("support.first_response_time", "2025-04-01", "2025-05-01");
        JsonNode figure = figures.by("waiting");
        assertThat(figures.shown("waiting")).isEqualTo("2.5 h");
        assertThat(figure.get("base").asText()).isEqualTo("1 tickets answered");
        assertThat(figure.get("exclusions").findValuesAsText("reason"))
                .isEqualTo(List.of(
                        "tickets that a person answered and whose opening was never sent",
                        "tickets that a person answered before their opening only"));
        assertThat(figure.get("exclusions").findValuesAsText("count")).isEqualTo(List.of("1", "1"));
    }
}
