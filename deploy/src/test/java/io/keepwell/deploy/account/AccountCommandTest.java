package io.keepwell.deploy.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@UsesDatabase
@Slow
final class AccountCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @BeforeAll
    static void start() throws IOException {
        services = TestServices.start();
    }

    @Test
    void accounts_named_by_partner_or_number_are_merged_shown_and_split_and_the_doctor_finds_nothing()
            throws Exception {
        send(
                "billing",
                new Story("4711", EUR)
                        .on("2026-02-01")
                        .starts("40.00")
                        .on("2026-02-03")
                        .recommends(9));
        send("crm", new Story("acme:1", EUR).on("2026-01-05").isNamed("Acme").standsIn(Dimension.SEGMENT, "Large"));
        services.awaitFigures();

        Said merged = services.run("account", "merge", "billing:4711", "--into", "crm:acme:1", "--why", "same firm");
        assertThat(merged.exitCode()).as(merged.err()).isZero();
        assertThat(merged.out()).matches("Account [0-9]+ is merged into account [0-9]+ now\\. Figures follow\\.\n");
        services.awaitFigures();

        JsonNode shown = json("account", "show", "billing:4711", "--json");
        String primary = shown.get("account").asText();
        String second = shown.get("merged").get(0).get("account").asText();
        assertThat(shown.get("name").asText()).isEqualTo("Acme");
        assertThat(shown.get("aliases")).hasSize(2);
        assertThat(shown.get("slice").get("segment").asText()).isEqualTo("Large");
        assertThat(shown.get("decisions").get(0).get("who").asText()).startsWith("command line, ");
        assertThat(services.run("account", "show", second).out())
                .contains("Account %s is merged into account %s.".formatted(second, primary))
                .contains("Account:    " + primary + " Acme")
                .contains("Called:     billing:4711, crm:acme:1")
                .contains("Stands in:  segment=Large")
                .contains("Merged:     " + second + " (billing:4711), into " + primary + " by staff at ")
                .contains("into account " + primary + ": same firm");
        assertDoctorFindsNothing();

        JsonNode split = json("account", "split", second, "--why", "a namesake", "--who", "ana@example.com", "--json");
        assertThat(split.get("account").asText()).isEqualTo(second);
        assertThat(split.get("primary_account").asText()).isEqualTo(primary);
        services.awaitFigures();
        assertThat(services.run("account", "show", second).out())
                .contains("Account:    " + second + " 4711 (no profile yet)")
                .contains("by ana@example.com: account.split of account " + second + " from account " + primary);
        assertDoctorFindsNothing();
    }

    @Test
    void account_is_shown_with_how_it_stood_and_stands_and_what_made_it_so() throws Exception {
        Story story = new Story("trying", EUR)
                .on("2026-01-05")
                .send(new Lead("l1", "web", Lead.State.CREATED))
                .on("2026-02-05")
                .send(new SubscriptionChange(
                        "main",
                        SubscriptionChange.Step.TRIAL,
                        Optional.empty(),
                        Optional.of(LocalDate.parse("9000-01-01")),
                        ""));
        send("crm", story);
        services.awaitFigures();

        assertThat(services.run("account", "show", "crm:trying").lines())
                .contains(
                        "Stands as:  on trial since 2026-02-05",
                        "From:       2026-01-05 lead · Lead l1 created · web (crm)",
                        "From:       2026-02-05 on trial · Subscription main is tried, runs out on 1 Jan 9000 (crm)",
                        "From:       9000-01-01 left, as agreed · Subscription main is tried, runs out on 1 Jan 9000 (crm)");
        JsonNode shown = json("account", "show", "crm:trying", "--json");
        assertThat(shown.get("state").asText()).isEqualTo("trial");
        JsonNode lead = shown.get("lifecycle").get(0);
        assertThat(lead.get("state").asText()).isEqualTo("lead");
        assertThat(lead.get("from").asText()).isEqualTo("2026-01-05");
        assertThat(lead.get("to").asText()).isEqualTo("2026-02-05");
        assertThat(lead.get("kind").asText()).isEqualTo("lead");
        assertThat(lead.get("partner").asText()).isEqualTo("crm");
        assertThat(lead.get("event_key").asText())
                .isEqualTo(story.reported().getFirst().event().key().hex());
        assertThat(lead.get("occurred_at").asText()).isEqualTo("2026-01-05T12:00:00Z");
        assertThat(shown.get("lifecycle").get(2).has("to")).isFalse();
    }

    @Test
    void account_stood_as_nothing_as_known_before_anything_was_reported() throws Exception {
        send("crm", new Story("known", EUR).on("2026-02-05").starts("10.00"));
        services.awaitFigures();

        assertThat(services.run("account", "show", "crm:known").out())
                .contains("Stands as:  customer since 2026-02-05");
        assertThat(services.run("account", "show", "crm:known", "--as-of=2026-02-06T00:00:00Z")
                        .out())
                .contains("Stands as:  nothing: no lead or subscription of it counts")
                .doesNotContain("From:");
        assertThat(services.run("account", "show", "crm:known", "--as-of=yesterday")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void proposals_are_listed_and_go_when_staff_decide() throws Exception {
        assertThat(services.run("account", "proposals").out()).isEqualTo("No profile proposes anything.\n");
        send("billing", new Story("b-beta", EUR).on("2026-02-01").isNamed("Beta Ltd"));
        send(
                "crm",
                new Story("beta", EUR)
                        .on("2026-01-05")
                        .send(new AccountProfile(
                                "Beta",
                                Slice.NO_PROFILE,
                                List.of(),
                                List.of(new AccountProfile.Alias("billing", "b-beta")))));
        services.awaitFigures();

        assertThat(services.run("account", "proposals").lines().getFirst())
                .matches("crm says of [0-9]+ Beta \\(crm:beta\\): "
                        + "it is also [0-9]+ Beta Ltd \\(billing:b-beta\\), at 2026-01-05T12:00:00Z");
        JsonNode proposal = json("account", "proposals", "--json");
        Said merged = services.run(
                "account",
                "merge",
                proposal.get("named").get("account").asText(),
                "--into",
                proposal.get("account").get("account").asText(),
                "--why=as proposed",
                "--json");
        assertThat(merged.exitCode()).as(merged.err()).isZero();
        services.awaitFigures();
        assertThat(services.run("account", "proposals", "--json").out()).isEmpty();
        Said again = services.run("account", "merge", "billing:b-beta", "--into", "crm:beta", "--why", "again");
        assertThat(again.err()).matches("keepwell: Accounts [0-9]+ and [0-9]+ are one already\\.\n");
    }

    @Test
    void what_makes_no_sense_is_refused_in_one_sentence() {
        assertThat(refused("show", "99999999")).isEqualTo("There is no account 99999999.");
        assertThat(refused("show", "nobody:x")).isEqualTo("The partner 'nobody' never reported an account 'x'.");
        assertThat(refused("show", "x")).isEqualTo("'x' is neither a number nor PARTNER:NAME.");
        assertThat(refused("merge", "0", "--into", "0", "--why", "x"))
                .isEqualTo("Account 0 is the firm itself, which is neither merged nor split.");
        assertThat(refused("split", "99999999", "--why", "x")).isEqualTo("There is no account 99999999.");
        assertThat(services.run("account", "split", "1").exitCode()).isEqualTo(2);
        assertThat(services.run("account", "proposals", "--most", "0").exitCode())
                .isEqualTo(2);
    }

    private static String refused(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "account";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Said said = services.run(all);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        return said.err().replace("keepwell: ", "").strip();
    }

    private static void assertDoctorFindsNothing() {
        Said said = services.run("doctor");
        assertThat(said.exitCode()).as(said.out()).isZero();
    }

    private static void send(String partnerName, Story story) {
        Partner partner = services.services().bean(PartnerKeys.class).partner(partnerName);
        var _ = services.services()
                .bean(Intake.class)
                .keep(
                        partner,
                        story.reported().stream().map(Story.SentEvent::event).toList());
    }

    private static JsonNode json(String... arguments) throws IOException {
        Said said = services.run(arguments);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return MAPPER.readTree(said.lines().getFirst());
    }
}
