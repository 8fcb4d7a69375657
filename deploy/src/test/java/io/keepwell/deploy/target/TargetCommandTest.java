package io.keepwell.deploy.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// MRR of 100.00 since 10 January 2026.
@UsesDatabase
@Slow
final class TargetCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @BeforeAll
    static void start() throws Exception {
        services = TestServices.start();
        Story story = new Story("a", new CurrencyCode("EUR"))
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Large")
                .starts("100.00");
        var _ = services.services()
                .bean(Intake.class)
                .keep(
                        services.services().bean(PartnerKeys.class).partner("billing"),
                        story.reported().stream().map(Story.SentEvent::event).toList());
        services.awaitFigures();
    }

    private static JsonNode json(String... arguments) throws IOException {
        Said said = services.run(arguments);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return MAPPER.readTree(said.lines().getLast());
    }

    @Test
    void targets_are_set_listed_with_how_they_stand_and_removed() throws IOException {
        JsonNode attained =
                json("target", "set", "revenue.mrr", "--value=99.5", "--from=2026-01-01", "--to=2026-03-01", "--json");
        assertThat(attained.get("state").asText()).isEqualTo("attained");
        assertThat(attained.get("figure").decimalValue()).isEqualByComparingTo("100");
        JsonNode missed = json(
                "target",
                "set",
                "revenue.mrr",
                "--value=120",
                "--from=2026-01-01",
                "--to=2026-04-01",
                "--long-term",
                "--json");
        assertThat(missed.get("state").asText()).isEqualTo("missed");
        assertThat(missed.get("term").asText()).isEqualTo("long_term");

        assertThat(services.run("target", "list", "revenue.mrr").out())
                .contains("revenue.mrr by subscriptions, whole firm, Q1 2026, long-term: EUR 120.00 · "
                        + "missed: EUR 100.00");
        assertThat(json("target", "list", "revenue.mrr", "--json").get("number"))
                .isNotNull();
        String number = attained.get("number").asText();
        assertThat(services.run("target", "remove", number).out()).isEqualTo("Target " + number + " is removed.\n");
        assertThat(services.run("target", "remove", number).err())
                .isEqualTo("keepwell: There is no target " + number + ".\n");
        assertThat(services.run("target", "list", "revenue.mrr", "--json").lines())
                .hasSize(1);
        assertThat(json(
                                "target",
                                "set",
                                "revenue.mrr",
                                "--value=1",
                                "--from=2100-01-01",
                                "--to=2100-04-01",
                                "--slice",
                                "segment=Large",
                                "--json")
                        .get("unavailable")
                        .asText())
                .isEqualTo("No day of it has passed: it begins on 1 Jan 2100.");
    }

    @Test
    void target_may_be_for_the_customers_that_a_partner_bills() throws IOException {
        JsonNode attained = json(
                "target",
                "set",
                "revenue.arr",
                "--value=1200",
                "--from=2026-01-01",
                "--to=2026-03-01",
                "--slice",
                "source=billing",
                "--json");

        assertThat(attained.get("state").asText()).isEqualTo("attained");
        assertThat(services.run("target", "list", "revenue.arr").out()).contains("source=billing");
    }

    @Test
    void target_that_could_never_be_judged_is_refused() {
        assertThat(services.run(
                                "target",
                                "set",
                                "revenue.mrr",
                                "--value=1",
                                "--from=2026-01-01",
                                "--to=2026-04-01",
                                "--slice",
                                "segment=Enterprize")
                        .err())
                .startsWith("keepwell: There is no segment 'Enterprize'. Valid: ");
        assertThat(services.run("target", "set", "custom.measure", "--value=1", "--from=2026-01-01", "--to=2026-04-01")
                        .err())
                .isEqualTo("keepwell: A target of custom.measure could never be judged: it has a figure of one measure"
                        + " only, and a target names none.\n");
    }

    @Test
    void overdue_review_says_so() {
        assertThat(services.run("target", "review", "voice.nps", "--on=2026-02-01")
                        .out())
                .isEqualTo("voice.nps is to be reviewed by 2026-02-01.\n");
        assertThat(services.run("target", "review", "voice.csat", "--on=2100-02-01")
                        .exitCode())
                .isZero();
        assertThat(services.run("target", "list", "voice.nps").out())
                .contains("voice.nps is to be reviewed by 2026-02-01: OVERDUE");
        assertThat(services.run("target", "list", "voice.csat").out())
                .contains("voice.csat is to be reviewed by 2100-02-01\n");
    }

    @Test
    void focus_is_chosen_and_given_back() throws IOException {
        assertThat(json("focus", "set", "voice.nps", "success.health_score", "--json")
                        .get("focus")
                        .toString())
                .isEqualTo("[\"voice.nps\",\"success.health_score\"]");
        assertThat(services.run("focus", "show").lines().getFirst()).matches("voice\\.nps +Net Promoter Score");
        assertThat(services.run("focus", "set").lines().getFirst()).startsWith("revenue.mrr ");
        assertThat(services.run("focus", "set", "voice.nps", "voice.nps").err())
                .isEqualTo("keepwell: The focus is on at most 12 different metrics, not on 2.\n");
    }

    @Test
    void what_makes_no_sense_is_refused_in_one_sentence() {
        assertThat(services.run("target", "set", "luck", "--value=1", "--from=2026-01-01", "--to=2026-02-01")
                        .err())
                .isEqualTo("keepwell: 'luck' is no metric's id, such as retention.nrr.\n");
        assertThat(services.run("target", "set", "revenue.luck", "--value=1", "--from=2026-01-01", "--to=2026-02-01")
                        .err())
                .startsWith("keepwell: There is no metric 'revenue.luck'.");
        assertThat(services.run("target", "set", "revenue.mrr", "--value=1", "--from=2026-02-01", "--to=2026-02-01")
                        .exitCode())
                .isEqualTo(2);
    }
}
