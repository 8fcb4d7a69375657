package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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

    /// A file as a newcomer has it.
    ///
    /// @param changed lines of the guessed mapping as they are and as they have to be, by parts of them
    /// @param figures metric, first day and day behind the last one, and what the screen has to show
    private record Shape(String name, String text, List<String[]> changed, List<String[]> figures) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    "conversations.csv",
                    """
                    Conversation ID,Company,Created at,First reply at,Closed at,Assignee
                    1,alder,2026-04-01 08:00:00,2026-04-01 09:00:00,2026-04-01 12:00:00,Agent A
                    2,birch,2026-04-02 08:00:00,2026-04-02 11:00:00,,Unassigned
                    """,
                    List.<String[]>of(
                            new String[] {"file: {delimiter: \",\"}", "file: {delimiter: \",\", empty: [Unassigned]}"},
                            new String[] {"# zone: Europe/Berlin", "zone: UTC"}),
                    // (1 + 3) ÷ 2
                    List.<String[]>of(
                            new String[] {"support.first_response_time", "2026-04-01", "2026-05-01", "2.0 h"},
                            new String[] {"support.resolution_time", "2026-04-01", "2026-05-01", "4.0 h"})),
            new Shape(
                    "abos.csv",
                    """
                    Name;Tarif;Monatspreis;Währung;Zahlweise;Start;Ende
                    Huber;Pro;99,00;EUR;monatlich;01.02.2026;30.04.2026
                    Huber;Pro Plus;149,00;EUR;monatlich;01.05.2026;
                    Maier;Pro;99,00;EUR;monatlich;01.02.2026;unbefristet
                    Moser;Pro;auf Anfrage;EUR;monatlich;01.02.2026;
                    """,
                    List.of(),
                    // Huber pays 50 more from May on and never leaves
                    List.<String[]>of(
                            new String[] {"revenue.mrr", "2026-04-01", "2026-05-01", "EUR 198.00"},
                            new String[] {"revenue.mrr", "2026-05-01", "2026-06-01", "EUR 248.00"},
                            new String[] {"retention.customer_churn", "2026-04-01", "2026-05-01", "0.00 %"},
                            new String[] {"retention.customer_churn", "2026-05-01", "2026-06-01", "0.00 %"})),
            new Shape(
                    "delighted.csv",
                    """
                    Response ID,Customer ID,Score,Comment,Sent at,Responded at
                    1,alder,10,,2026-04-29 08:00:00,2026-05-02 08:00:00
                    2,birch,9,"fine,
                    really",2026-04-29 08:00:00,2026-05-03 08:00:00
                    3,cedar,,,2026-04-29 08:00:00,
                    4,dogwood,8,,2026-04-29 08:00:00,2026-05-04 08:00:00
                    """,
                    List.of(),
                    // (2 − 0) ÷ 3, all in May
                    List.<String[]>of(new String[] {"voice.nps", "2026-05-01", "2026-06-01", "66.7"})),
            new Shape(
                    "survey.csv",
                    """
                    Respondent ID,Collector ID,Start Date,End Date,Email Address,Custom Data 1,How likely is it that you would recommend us?,How satisfied are you with us?,What can we do better?
                    ,,,,,,,,Open-Ended Response
                    1,4,06/13/2026 08:00:01 AM,06/13/2026 08:03:01 AM,a@example.com,alder,Extremely likely - 10,Very satisfied,fine
                    2,4,06/14/2026 08:00:01 AM,06/14/2026 08:03:01 AM,b@example.com,birch,9,Satisfied,
                    3,4,06/15/2026 08:00:01 AM,06/15/2026 08:03:01 AM,c@example.com,cedar,Not at all likely - 0,Dissatisfied,
                    4,4,06/16/2026 08:00:01 AM,06/16/2026 08:03:01 AM,d@example.com,dogwood,8,N/A,
                    """,
                    // One line for each of the two questions
                    List.<String[]>of(
                            new String[] {"account_id: \"{Email Address}\"", "account_id: \"{Custom Data 1}\""}),
                    // (2 − 1) ÷ 4; two of three are satisfied
                    List.<String[]>of(
                            new String[] {"voice.nps", "2026-06-01", "2026-07-01", "25.0"},
                            new String[] {"voice.csat", "2026-06-01", "2026-07-01", "66.67 %"})),
            new Shape("csat.csv", """
                    Survey ID,Customer,Ticket,Rating (1-5),Comment,Answered on
                    s1,alder,901,5,fine,2026-07-02
                    s2,birch,902,2,,2026-07-03
                    s3,birch,903,4,,2026-07-04
                    s4,cedar,904,5,,2026-07-05
                    Average,,,4,,
                    """, List.of(), List.<String[]>of(new String[] {
                "voice.csat", "2026-07-01", "2026-08-01", "75.00 %"
            })),
            new Shape(
                    "deals.csv",
                    """
                    Record ID,Deal Name,Deal Stage,Pipeline,Deal Type,Amount,Currency,Create Date,Close Date,Deal owner,Associated Company IDs
                    1,Alder,Closed Won (Sales Pipeline),Sales Pipeline,Existing Business,1200.50,EUR,2026-08-01 10:00,2026-08-20 10:00,Owner A,77003;77999
                    2,Birch,Signed,Sales Pipeline,Renewal,800.00,EUR,2026-08-02 10:00,2026-08-21 10:00,Owner A,702
                    3,Cedar,Closed Lost,Sales Pipeline,New Business,500.00,EUR,2026-08-03 10:00,2026-08-22 10:00,Owner A,703
                    4,Dogwood,Signed,Sales Pipeline,New Business,500.00,EUR,2026-08-03 10:00,2026-08-22 10:00,Owner A,704
                    """,
                    List.<String[]>of(
                            new String[] {"is: [Closed Won, ", "is: [Signed, Closed Won, "},
                            new String[] {"{Closed Won: WON, ", "{Signed: WON, Closed Won: WON, "},
                            new String[] {"{Closed Won: CONVERTED, ", "{Signed: CONVERTED, Closed Won: CONVERTED, "}),
                    // One of two leads
                    List.<String[]>of(new String[] {"growth.conversion", "2026-08-01", "2026-09-01", "50.00 %"})));

    /// Beside Stripe and Zendesk, which need none. How many lines had to be changed: conversations 2, the list of
    /// subscriptions 0, Delighted's answers 0, a survey of two questions 2, ratings of tickets 0, deals 4.
    @Test
    void each_shape_needs_at_most_five_changed_lines() throws IOException {
        try (ImportServices own = ImportServices.start()) {
            for (Shape shape : SHAPES) {
                Path file = Files.writeString(folder.resolve(shape.name()), shape.text());
                Path mapping = folder.resolve(shape.name() + ".yaml");
                Said guessed = guess(own, file, mapping);
                assertThat(guessed.exitCode()).as(guessed.err()).isZero();
                List<String> before = Files.readAllLines(mapping);
                for (String[] line : shape.changed()) {
                    change(mapping, line[0], line[1]);
                }
                List<String> after = Files.readAllLines(mapping);
                assertThat(after).hasSameSizeAs(before);
                assertThat(IntStream.range(0, before.size())
                                .filter(i -> !before.get(i).equals(after.get(i)))
                                .count())
                        .as("changed lines of " + shape.name())
                        .isLessThanOrEqualTo(5);
                Said said = own.imports(mapping, file);
                assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
                for (String[] asked : shape.figures()) {
                    assertThat(own.figure(asked[0], asked[1], asked[2]))
                            .as(shape.name() + " " + String.join(" ", asked) + "\n" + String.join("\n", after))
                            .contains("\"shown\":\"" + asked[3] + "\"");
                }
            }
            Said explained = own.run("query", "voice.nps", "--from", "2026-05-01", "--to", "2026-06-01", "--explain");
            assertThat(explained.out()).as("a row of the list is one line").contains("fine, really");
        }
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
