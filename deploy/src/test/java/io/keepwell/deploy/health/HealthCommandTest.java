package io.keepwell.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two customers whose payments tell who left in the last whole quarter.
@UsesDatabase
final class HealthCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    /// The last whole one.
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Period quarter;

    @BeforeAll
    static void start() throws Exception {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        quarter =
                Period.of(Grain.QUARTER, Period.of(Grain.QUARTER, today).from().minusDays(1));
        services = TestServices.start();
        send(payer("left", Payment.Result.FAILED)
                .standsIn(Dimension.SEGMENT, "Small")
                .on(quarter.from().plusDays(10))
                .ends());
        send(payer("stayed", Payment.Result.RECEIVED).standsIn(Dimension.SEGMENT, "Large"));
        services.awaitFigures();
    }

    private static Story payer(String name, Payment.Result result) {
        return new Story(name, EUR)
                .on(quarter.from().minusDays(30))
                .starts("10.00")
                .send(new Payment("p", "", "", new Money(1_000_000, EUR), Payment.Nature.RECURRING, result));
    }

    private static void send(Story story) {
        var _ = services.services()
                .bean(Intake.class)
                .keep(
                        services.services().bean(PartnerKeys.class).partner("billing"),
                        story.reported().stream().map(Story.SentEvent::event).toList());
    }

    private static JsonNode json(String... arguments) throws IOException {
        Said said = services.run(arguments);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return MAPPER.readTree(said.lines().getLast());
    }

    @Test
    void account_is_shown_with_the_points_of_its_parts_and_its_days() throws IOException {
        String day = quarter.from().toString();
        JsonNode shown = json("health", "show", "billing:stayed", "--on", day, "--days", "2", "--json");

        assertThat(shown.get("band").asText()).isEqualTo("green");
        assertThat(shown.get("score").decimalValue()).isEqualByComparingTo("100");
        assertThat(shown.get("parts").get("payments").get("points").asInt()).isEqualTo(100);
        assertThat(shown.get("parts").get("nps").get("missing").asText()).contains("answered no NPS question");
        assertThat(shown.get("history"))
                .extracting(point -> point.get("day").asText())
                .containsExactly(
                        quarter.from().minusDays(2).toString(),
                        quarter.from().minusDays(1).toString(),
                        day);
        assertThat(services.run("health", "show", "billing:stayed", "--on", day).out())
                .contains("at the end of " + day + ": 100.0 green")
                .contains("payment trouble")
                .contains("points 100  adds 100.0")
                .contains("missing: it never opened a ticket");
        assertThat(services.run("health", "show", "billing:left").out()).contains("was no customer at the end of");
    }

    @Test
    void back_test_tells_that_payments_reported_who_left() throws IOException {
        JsonNode test = json("health", "back-test", "--quarters", "1", "--json");

        assertThat(test.get("from").asText()).isEqualTo(quarter.from().toString());
        assertThat(test.get("customers").asInt()).isEqualTo(2);
        assertThat(test.get("left").asInt()).isEqualTo(1);
        assertThat(test.get("auc").decimalValue()).isEqualByComparingTo("1");
        assertThat(test.get("red_lift").decimalValue()).isEqualByComparingTo("2");
        assertThat(services.run("health", "back-test", "--quarters", "2").lines())
                .satisfiesExactly(
                        before -> assertThat(before).contains("No customer with a score"),
                        last -> assertThat(last)
                                .contains("1 of 2 customers left; AUC 1.00, lift of the lowest tenth 2.00"));
        assertThat(json("health", "back-test", "--quarters=1", "--slice", "segment=Large", "--json")
                        .get("auc_unavailable")
                        .asText())
                .isEqualTo("No customer with a score left in the period.");
    }

    @Test
    void model_is_set_for_a_segment_from_a_day_on_and_shown_with_its_versions() throws IOException {
        assertThat(services.run("health", "show").out()).contains("All segments without a model of their own");
        JsonNode set = json(
                "health",
                "set",
                "--segment=Small",
                "--from=2100-01-01",
                "--weight",
                "nps=40",
                "--weight",
                "csat=0",
                "--yellow=30",
                "--json");

        assertThat(set.get("weights").get("nps").asInt()).isEqualTo(40);
        assertThat(set.get("weights").get("usage_trend").asInt()).isEqualTo(25);
        assertThat(set.get("yellow_from").asInt()).isEqualTo(30);
        JsonNode shown = json("health", "show", "--on=2100-01-01", "--json");
        assertThat(shown.get("models")).hasSize(2);
        assertThat(shown.get("models").get(1).get("weights").get("nps").asInt()).isEqualTo(40);
        assertThat(json("health", "show", "--on=2099-12-31", "--json")
                        .get("models")
                        .get(1)
                        .get("weights")
                        .get("nps")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void what_makes_no_sense_is_refused_in_one_sentence() {
        assertThat(services.run("health", "set", "--weight", "luck=1").err())
                .startsWith("keepwell: No part is called 'luck'. Valid: revenue_by_product, ");
        assertThat(services.run("health", "set", "--yellow", "90").err())
                .contains("Not set: yellow begins at 0 or more");
        assertThat(services.run("health", "set").exitCode()).isEqualTo(2);
        assertThat(services.run("health", "back-test", "--slice", "luck=1").err())
                .contains("There is no dimension 'luck'.");
        assertThat(services.run("health", "back-test", "--slice", "segment=Typo")
                        .err())
                .startsWith("keepwell: There is no segment 'Typo'. Valid: ");
        assertThat(services.run("health", "set", "--segment=Typo", "--weight", "nps=1")
                        .err())
                .startsWith("keepwell: There is no segment 'Typo'. Valid: ");
        assertThat(services.run("health", "show", "99999999").err()).contains("There is no account 99999999.");
        assertThat(services.run("health", "back-test", "--quarters", "0").exitCode())
                .isEqualTo(2);
    }
}
