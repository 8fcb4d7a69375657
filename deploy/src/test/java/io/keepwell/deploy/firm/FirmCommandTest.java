package io.keepwell.deploy.firm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ZoneRulesVersion;
import io.keepwell.deploy.run.TestCommands;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@UsesDatabase
@Slow
final class FirmCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    private final TestCommands commands = new TestCommands();

    private Said init(String name, String zone, String currency, String... more) {
        String[] arguments = {"firm", "init", "--name", name, "--zone", zone, "--currency", currency, "--who", "ann"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return commands.run(all);
    }

    @Test
    void firm_is_set_once_and_only_its_name_may_change() throws Exception {
        assertThat(init("Nordlicht", "Europe/Berlin", "CHF"))
                .isEqualTo(new Said(0, "The firm is Nordlicht, Europe/Berlin, CHF.\n", ""));
        assertThat(init("Nordlicht", "Europe/Berlin", "CHF").out())
                .isEqualTo("The firm is Nordlicht, Europe/Berlin, CHF already.\n");

        for (Said refused :
                new Said[] {init("Nordlicht", "Europe/Vienna", "CHF"), init("Nordlicht", "Europe/Berlin", "EUR")}) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("The firm's zone Europe/Berlin and currency CHF can't be changed any more");
        }
        assertThat(commands.run("firm", "show").out()).isEqualTo("Nordlicht, Europe/Berlin, CHF\n");

        JsonNode renamed = MAPPER.readTree(
                init("Nordlicht Software", "Europe/Berlin", "CHF", "--json").out());
        assertThat(renamed.get("changed").asBoolean()).isTrue();
        assertThat(renamed.get("name").asText()).isEqualTo("Nordlicht Software");
        try (ApplicationContext context = commands.connect()) {
            assertThat(context.getBean(Settings.class).firm().name()).isEqualTo("Nordlicht Software");
            assertThat(context.getBean(Audit.class).about("firm", 9))
                    .extracting(Audit.Entry::who, Audit.Entry::action, Audit.Entry::detail)
                    .containsExactly(
                            tuple("ann", "firm.init", "Nordlicht Software, Europe/Berlin, CHF"),
                            tuple("ann", "firm.init", "Nordlicht, Europe/Berlin, CHF"));
        }
    }

    @Test
    void rules_of_time_zones_are_written_down_with_the_firm_and_shown() throws Exception {
        assertThat(init("Nordlicht", "Europe/Berlin", "CHF").exitCode()).isZero();
        String rules = ZoneRulesVersion.inUse().name();

        assertThat(commands.run("firm", "days").out())
                .isEqualTo("Rules of time zones: " + rules + " in use, days stored by " + rules
                        + ".\nEvery event is kept at its day by the rules in use.\n");
        JsonNode days = MAPPER.readTree(commands.run("firm", "days", "--json").out());
        assertThat(days.get("rules_stored").asText()).isEqualTo(rules);
        assertThat(days.get("events")).isEmpty();
        assertThat(commands.run("firm", "days", "--apply").err()).contains("--apply and --why go together");
        assertThat(commands.run("firm", "days", "--why", "x").exitCode()).isEqualTo(2);
        try (ApplicationContext context = commands.connect()) {
            assertThat(context.getBean(Audit.class).about("zone rules", 9))
                    .extracting(Audit.Entry::detail)
                    .containsExactly("days are fixed by the rules of time zones " + rules);
        }
    }

    @Test
    void nonsense_is_refused_and_nothing_is_set() {
        assertThat(init("Nordlicht", "Europe/Atlantis", "EUR").err())
                .startsWith("keepwell: --zone or --currency names none that exists");
        assertThat(init("Nordlicht", "Europe/Berlin", "euro").err())
                .startsWith("keepwell: --zone or --currency names none that exists");
        assertThat(init(" ", "Europe/Berlin", "EUR").err()).contains("A firm's name has 1 to 200 characters");
        assertThat(init("a\tb", "Europe/Berlin", "EUR").err()).contains("none of them a control character");

        try (ApplicationContext context = commands.connect()) {
            assertThat(context.getBean(Settings.class).isFirmSet()).isFalse();
        }
    }

    @Test
    void events_at_days_of_other_rules_are_reported_by_month_day_and_figure_and_the_zone_stays(@TempDir Path folder)
            throws Exception {
        try (TestServices services = TestServices.start()) {
            Path mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                    events:
                      - kind: survey_answer
                        event_id: "{id}"
                        account_id: acme
                        occurred_at: "2026-03-01"
                        fields: {kind: NPS, scale_low: "0", scale_high: "10", score: "9"}
                    """);
            Path file = Files.writeString(folder.resolve("answers.csv"), "id\none\n");
            Said imported = services.run("import", mapping.toString(), file.toString());
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            services.awaitFigures();

            // Written down by other rules, which had it on the last day of February.
            services.services().bean(Database.class).run(connection -> {
                services.services().bean(Settings.class).put(new ZoneRulesVersion("2019c"));
                try (PreparedStatement update =
                        connection.prepareStatement("update fact_survey_answer set day = '2026-02-28'")) {
                    update.executeUpdate();
                }
            });
            String inUse = ZoneRulesVersion.inUse().name();
            Said found = services.run("firm", "days");
            assertThat(found.lines())
                    .startsWith(
                            "Rules of time zones: " + inUse + " in use, days stored by 2019c.",
                            "Kept at another day than by the rules in use:",
                            "    1 survey_answer of 2026-02-28",
                            "        1 go from 2026-02 to 2026-03",
                            "        1 from 2026-02-28 to 2026-03-01")
                    .endsWith(
                            "--apply makes all figures anew, also times in business hours, which go by the same rules.");
            assertThat(found.lines().get(5))
                    .startsWith("        changes ")
                    .contains("voice.nps")
                    .doesNotContain("revenue.mrr");
            JsonNode answers = MAPPER.readTree(
                            services.run("firm", "days", "--json").out())
                    .get("events")
                    .get(0);
            assertThat(answers.get("months").toString())
                    .isEqualTo("[{\"from\":\"2026-02\",\"to\":\"2026-03\",\"events\":1}]");
            assertThat(answers.get("days").toString())
                    .isEqualTo("[{\"from\":\"2026-02-28\",\"to\":\"2026-03-01\",\"events\":1}]");
            assertThat(answers.get("figures").toString())
                    .contains("\"voice.nps\"")
                    .doesNotContain("revenue.mrr");
            assertThat(services.run("quality").out())
                    .contains("zone rules: Days were stored by the rules of time zones 2019c");
            assertThat(services.run("firm", "days", "--apply", "--why", "newer rules")
                            .out())
                    .contains("Moved to another day:")
                    .endsWith("All figures are made anew. As of a moment before now, they stay what they were.\n");

            assertThat(services.run("firm", "init", "--name", "Nordlicht", "--zone", "Asia/Tokyo", "--currency", "EUR")
                            .err())
                    .contains("zone UTC and currency EUR can't be changed any more");
        }
    }
}
