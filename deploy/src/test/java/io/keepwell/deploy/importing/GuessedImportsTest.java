package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer does: has a mapping guessed, changes at most five lines of it, imports, asks.
@UsesDatabase
@RunsOnce("files and mappings, before the database")
@Slow
final class GuessedImportsTest {
    private static final Path SAMPLES = Path.of("mappings/ready").toAbsolutePath();

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

    /// Guesses a file or folder and imports it as it is guessed.
    private void importing(ImportServices into, Path files) {
        importing(into, files, "", "");
    }

    /// @param line of the guessed mapping that is changed
    private void importing(ImportServices into, Path files, String line, String changed) {
        Path mappings = folder.resolve(files.getFileName() + ".mapping");
        Said guessed = guess(into, files, mappings);
        assertThat(guessed.exitCode()).as(guessed.err()).isZero();
        if (!line.isEmpty()) {
            change(mappings, line, changed);
        }
        Said said = into.imports(mappings, files);
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    }

    private static Said guess(ImportServices with, Path files, Path output) {
        return with.run("import", "--guess", "--output", output.toString(), files.toString());
    }

    private static void change(Path mapping, String line, String changed) {
        try {
            String text = Files.readString(mapping);
            assertThat(text).contains(line);
            Files.writeString(mapping, text.replace(line, changed));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void stripe_and_zendesk_need_no_changed_line() throws IOException {
        try (ImportServices own = ImportServices.start()) {
            importing(own, SAMPLES.resolve("stripe"));
            importing(own, SAMPLES.resolve("zendesk"));

            // As in ReadyMappingsTest: 3 × 49 + 2 × 300 ÷ 3; (2.5 + 0.5 + 3) ÷ 3; one of three
            assertThat(own.figure("revenue.mrr", "2025-03-01", "2025-04-01")).contains("\"shown\":\"EUR 347.00\"");
            assertThat(own.figure("support.first_response_time", "2025-04-01", "2025-05-01"))
                    .contains("\"shown\":\"2.0 h\"");
            assertThat(own.figure("support.first_contact_resolution", "2025-04-01", "2025-05-01"))
                    .contains("\"shown\":\"33.33 %\"");
        }
    }

    @Test
    void conversations_need_no_changed_line() {
        importing(services, SAMPLES.resolve("intercom/conversations.jsonl"));

        assertThat(services.figure("support.resolution_time", "2025-04-01", "2025-05-01"))
                .contains("\"shown\":\"3.5 h\"");
    }

    @Test
    void a_german_list_of_subscriptions_needs_no_changed_line() throws IOException {
        Path file = Files.writeString(folder.resolve("abos.csv"), """
                Vertragsnummer;Kundennr;Tarif;Monatspreis;Beginn;Gekündigt am;Ende;Zahlweise
                V1;K1;Team;1.249,00 €;01.01.2025;;;monatlich
                V2;K2;Firma;99,50 €;15.01.2025;10.02.2025;01.04.2025;monatlich
                V3;K3;Solo;600,00 €;01.02.2025;;15.03.2025;jährlich
                """);

        importing(services, file);

        // 1,249 + 99.50 + 600 ÷ 12
        assertThat(services.figure("revenue.mrr", "2025-02-01", "2025-03-01")).contains("\"shown\":\"EUR 1,398.50\"");
    }

    @Test
    void answers_of_a_survey_tool_need_one_changed_line_where_days_can_be_read_both_ways() throws IOException {
        Path file = Files.writeString(folder.resolve("survey.csv"), """
                Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,Custom Data 1,How likely is it that you would recommend us?,Why?
                ,,,,,,,Response,Open-Ended Response
                1,4,10/01/2024 08:00:01 AM,10/01/2024 08:03:01 AM,,a@example.com,alder,10,fine
                2,4,10/02/2024 08:00:01 AM,10/02/2024 08:03:01 AM,,b@example.com,birch,9,
                3,4,10/03/2024 08:00:01 PM,10/03/2024 08:03:01 PM,,c@example.com,cedar,8,
                4,4,10/04/2024 08:00:01 PM,10/04/2024 08:03:01 PM,,d@example.com,dogwood,,
                """);

        importing(services, file, "account_id: \"{Email Address}\"", "account_id: \"{Custom Data 1}\"");

        // (2 − 0) ÷ 3 in October: not spread over January to April
        assertThat(services.figure("voice.nps", "2024-10-01", "2024-11-01")).contains("\"shown\":\"66.7\"");
    }

    @Test
    void deals_with_a_column_less_need_one_changed_line() throws IOException {
        Path file = Files.writeString(folder.resolve("deals.csv"), """
                Deal owner,Deal Stage,Amount,Close Date,Create Date,Record ID,Deal Name,Company
                Ines,Closed Won,1200.5,2025-03-20 10:00,2025-03-01 10:00,1,Alder seats,Alder
                Ines,Closed Lost,800,2025-03-21 10:00,2025-03-02 10:00,2,Birch,Birch
                Ines,Proposal,,2025-12-21 10:00,2025-03-03 10:00,3,Cedar,Cedar
                """);

        importing(services, file, "kind: EXPANSION", "kind: INNOVATION");

        assertThat(services.figure("growth.portfolio", "2025-03-01", "2025-04-01", "--definition", "won_value"))
                .contains("\"shown\":\"EUR 1,200.50\"");
    }

    @Test
    void a_dry_run_says_what_the_figures_of_the_last_whole_month_would_be() {
        Said said = services.run(
                "import",
                "--dry-run",
                "zendesk-comments",
                SAMPLES.resolve("zendesk/ticket_comment.csv").toString());
        Said list = services.run(
                "import",
                "--dry-run",
                "subscription-list",
                SAMPLES.resolve("others/subscriptions.csv").toString());

        // No ticket is opened by comments alone.
        assertThat(said.out())
                .contains(
                        "This was a dry run: nothing was kept.",
                        "Figures of April 2025 that come of these events alone")
                .containsPattern("support.first_response_time +–");
        // The last event is of 10 February, so January is the last whole month: 2 × 100 + 1,200 ÷ 12
        assertThat(list.out()).contains("Figures of January 2025").containsPattern("revenue.mrr +EUR 300.00\n");
        assertThat(services.figure("revenue.mrr", "2025-01-01", "2025-02-01"))
                .as("nothing was kept")
                .doesNotContain("EUR 300.00");
    }
}
