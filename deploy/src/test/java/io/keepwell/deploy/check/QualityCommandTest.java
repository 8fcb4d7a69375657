package io.keepwell.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.demo.EventMessages;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.admission.UseCounter;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class QualityCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @BeforeAll
    static void send() throws IOException {
        services = TestServices.start();
        PartnerKeys keys = services.services().bean(PartnerKeys.class);
        Partner partner = keys.partner("help desk");
        var _ = keys.partner("silent");
        Story story = new Story("acme", new CurrencyCode("USD"));
        // Three weeks of answers, but for the day eight days ago, and money that there is no rate for.
        for (int ago = 21; ago >= 1; ago--) {
            if (ago != 8) {
                story.on(today().minusDays(ago)).recommends(9);
            }
        }
        story.on(today().minusDays(1)).starts("10.00");
        List<Event> events = new ArrayList<>();
        story.reported().forEach(reported -> events.add(EventMessages.message(reported)));
        events.add(events.getFirst().toBuilder()
                .setEventId("tab\there")
                .clearAccountId()
                .build());
        String key = keys.issue(partner, EnumSet.of(Scope.PUBLISH), Optional.empty());
        try (PartnerClient client =
                PartnerClient.plaintext(services.services().connection().target(), key, Duration.ofSeconds(10))) {
            client.publish(events);
            client.publish(events.subList(0, 2));
        }
        services.services().bean(UseCounter.class).flush();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Test
    void what_came_and_what_is_wrong_is_reported_for_each_partner() {
        Said said = services.run("quality");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.lines())
                .contains("help desk, " + today().minusDays(29) + " to " + today().plusDays(1))
                .contains("silent, " + today().minusDays(29) + " to " + today().plusDays(1))
                .contains("  last event    none for this period")
                .contains("  answered      20 new, 2 repeats, 1 rejected, 1 pending, 0 calls over quota")
                .anyMatch(line -> line.matches(" +survey_answer +20 +20 +" + today().minusDays(21) + "  "
                        + today().minusDays(1) + "  none on " + today().minusDays(8)))
                .anyMatch(line -> line.matches(" +subscription_change +1 +1 .*  1 pending"))
                .contains("  missing rate  USD: 1 events, from " + today().minusDays(1) + " to " + today().minusDays(1))
                .contains("  no profile    1 accounts, such as acme")
                .anyMatch(line -> line.startsWith("  rejected      1 × event_id: "))
                .anyMatch(line -> line.endsWith("such as \"tab\\there\""));
    }

    @Test
    void one_partner_and_period_can_be_asked_for_by_programs() throws IOException {
        Said said = services.run(
                "quality",
                "--partner=help desk",
                "--from=" + today().minusDays(10),
                "--to=" + today().minusDays(5),
                "--json");

        assertThat(said.exitCode()).as(said.err()).isZero();
        JsonNode found = MAPPER.readTree(said.lines().getFirst());
        assertThat(said.lines()).hasSize(1);
        assertThat(found.get("partner").asText()).isEqualTo("help desk");
        JsonNode kind = found.get("kinds").get(0);
        assertThat(kind.get("kind").asText()).isEqualTo("survey_answer");
        assertThat(kind.get("events").asInt()).isEqualTo(4);
        assertThat(kind.get("days").get(today().minusDays(10).toString()).asInt())
                .isEqualTo(1);
        assertThat(kind.get("days").has(today().minusDays(8).toString())).isFalse();
        // Calls were answered today.
        assertThat(found.get("accepted").asInt()).isZero();
    }

    @Test
    void unknown_partner_and_too_long_a_period_are_refused() {
        assertThat(services.run("quality", "--partner=nobody").err()).contains("There is no partner nobody");
        assertThat(services.run("quality", "--from=2020-01-01", "--to=2026-01-01")
                        .err())
                .contains("isn't a period of 1 to 366 days");
        assertThat(services.run("quality", "--from=2026-01-01", "--to=2026-01-01")
                        .exitCode())
                .isEqualTo(1);
    }
}
