package io.keepwell.importing.guess;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.MappedFile;
import io.keepwell.importing.MappedRow;
import io.keepwell.importing.Mapping;
import io.keepwell.importing.MappingReader;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.SurveyKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuessTest {
    private static final Path SAMPLES = Path.of("../deploy/mappings/ready");
    /// Random files. Each rule that is tried with mutations would have to see all of them.
    private static final int FILES = Integer.getInteger("keepwell.generated.files", 400);
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "EUR");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Guess guess(Path file) {
        return Guess.of(List.of(file)).getFirst();
    }

    private static List<Event> events(Guess guess) {
        List<Event> events = new ArrayList<>();
        Mapping mapping = MappingReader.parse("guess", guess.text());
        try (MappedFile file = MappedFile.open("guess", mapping, guess.file(), FIRM)) {
            for (Optional<MappedRow> row = file.next(); row.isPresent(); row = file.next()) {
                assertThat(row.get().problems()).as(guess.text()).isEmpty();
                events.addAll(row.get().events());
            }
        }
        return events;
    }

    @Test
    void a_survey_in_another_language_is_recognised_with_its_layout() throws IOException {
        Guess guess = guess(file("umfrage.csv", """
                Export vom 1. Juli 2025;;;;;
                Antwort-ID;Datum;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Kommentar;E-Mail;Kundennummer
                1;03.06.2025 08:00;10;gut;a@example.com;K1
                2;14.06.2025 09:30;9;"sehr gut; wirklich";b@example.com;K2
                3;05.06.2025 10:00;8;;c@example.com;
                4;06.06.2025 11:00;;zu;d@example.com;K4
                """));

        assertThat(guess.text())
                .contains("file: {delimiter: \";\", skip_rows: 1}")
                .contains("moment_format: \"d.M.yyyy H:mm\"\n");
        List<Event> events = events(guess);
        assertThat(events)
                .hasSize(3)
                .allMatch(event -> event.getSurveyAnswer().getKind() == SurveyKind.SURVEY_KIND_NPS);
        assertThat(events.stream().map(event -> event.getSurveyAnswer().getScore()))
                .containsExactly(10, 9, 8);
        assertThat(events.stream().map(Event::getAccountId)).containsExactly("K1", "K2", "c@example.com");
        // 08:00 in Berlin
        assertThat(Instant.ofEpochSecond(events.getFirst().getOccurredAt().getSeconds()))
                .isEqualTo(Instant.parse("2025-06-03T06:00:00Z"));
    }

    @Test
    void a_day_that_can_be_read_both_ways_is_said_to_be_with_both_formats() throws IOException {
        String head = "id,customer_id,date,amount\n";
        Guess open = guess(file("open.csv", head + "a1,k1,03/04/2025,1.50\na2,k2,05/06/2025,2\n"));
        Guess american = guess(file("american.csv", head + "a1,k1,03/04/2025,1.50\na2,k2,05/13/2025,2\n"));
        Guess european = guess(file("european.csv", head + "a1,k1,03/04/2025,1.50\na2,k2,13/05/2025,2\n"));
        Guess other = guess(file(
                "other.csv",
                "id,customer_id,date,due date,amount\na1,k1,03/04/2025,04/30/2025,1\na2,k2,05/06/2025,,2\n"));

        assertThat(open.text())
                .contains(
                        "day_format: \"d/M/yyyy\"  # CHECK 03/04/2025 can be read both ways: \"d/M/yyyy\" or \"M/d/yyyy\"");
        assertThat(american.text()).contains("day_format: \"M/d/yyyy\"\n");
        assertThat(european.text()).contains("day_format: \"d/M/yyyy\"\n");
        assertThat(other.text()).as("another column decides").contains("day_format: \"M/d/yyyy\"\n");
    }

    @Test
    void moments_are_recognised_as_files_write_them() throws IOException {
        for (String[] written : new String[][] {
            {"2025-03-07T10:00:00Z", ""},
            {"2025-03-07 10:00:00 UTC", ""},
            {"2025-03-07 11:00", ""},
            {"1741341600", "moment_format: \"unix_seconds\""},
            {"1741341600000", "moment_format: \"unix_milliseconds\""},
            {"45723.4583333333", "moment_format: \"excel_days\""},
            {"03/27/2025 11:00 AM", "moment_format: \"M/d/yyyy h:mm a\""},
            {"27/03/2025 11:00:00", "moment_format: \"d/M/yyyy H:mm:ss\""},
            {"7 Mar 2025", "day_format: \"d MMM yyyy\""},
            {"20250307", "day_format: \"yyyyMMdd\""}
        }) {
            String csv = "id|customer_id|date|amount\na1|k1|" + written[0] + "|10.00\na2|k2|" + written[0] + "|9.00\n";
            Guess guess = guess(file("moments.csv", csv));
            assertThat(guess.text()).as(written[0]).contains(written[1]).contains("delimiter: \"|\"");
            assertThat(events(guess)).as(written[0]).hasSize(2);
        }
    }

    @Test
    void subscriptions_are_recognised_whatever_their_columns_are_called() throws IOException {
        Guess german = guess(file("abos.csv", """
                Vertragsnummer;Kundennr;Tarif;Monatspreis;Beginn;Gekündigt am;Ende;Zahlweise
                V1;K1;Team;1.249,00 €;01.01.2025;;;monatlich
                V2;K2;Firma;99,50 €;15.01.2025;10.02.2025;01.04.2025;jährlich
                V3;K3;Solo;50,00 €;01.02.2025;;15.03.2025;monatlich
                """));
        Guess english = guess(file("subs.csv", """
                Ended,Billing Period,Price,Currency,Seats,Started,Customer ID,Subscription ID
                ,Monthly,49.00,USD,3,2025-01-01,c1,S-1
                2025-05-01,Quarterly,990.00,USD,1,2025-02-01,c2,S-2
                """));

        assertThat(events(german)).hasSize(5);
        Event first = events(german).getFirst();
        assertThat(first.getAccountId()).isEqualTo("K1");
        assertThat(first.getSubscriptionChange().getPrice().getAmount()).isEqualTo("1249.00");
        assertThat(first.getSubscriptionChange().getPrice().getCurrencyCode()).isEqualTo("EUR");
        assertThat(events(english)).hasSize(3);
        assertThat(events(english).get(1).getSubscriptionChange().getInterval().getCount())
                .isEqualTo(3);
        assertThat(english.text().lines().filter(line -> line.contains("CHECK")))
                .hasSize(2);
    }

    @Test
    void tickets_deals_payments_and_customers_are_recognised() throws IOException {
        Guess tickets = guess(file("tickets.csv", """
                Ticket ID,Company ID,Subject,Created at,First reply at,Solved at,Status,Assignee,CSAT
                11,A,Slow,4/13/2025 8:00 AM,4/13/2025 10:30 AM,4/14/2025 9:00 AM,solved,Ines,5
                12,B,Export,4/5/2025 9:00 AM,4/5/2025 9:30 AM,,open,Omar,
                """));
        Guess deals = guess(file("deals.csv", """
                Record ID,Deal Name,Stage,Amount in company currency,Close Date,Create Date,Company,Owner
                1,Alder seats,Closed Won,1200.5,2025-03-20 10:00,2025-03-01 10:00,Alder,Ines
                2,Birch,Closed Lost,800,2025-03-21 10:00,2025-03-02 10:00,Birch,Ines
                3,Cedar,Proposal,,2025-12-21 10:00,2025-03-03 10:00,Cedar,Ines
                """));
        Guess payments = guess(file("payments.csv", """
                payment_id,customer_id,amount_cents,currency,paid_at,status
                p1,k1,4900,EUR,1741341600,paid
                p2,k2,-9900,EUR,1741341700,paid
                p3,k3,100,EUR,1741341800,odd
                """));
        Guess customers = guess(file("kunden.csv", """
                Kundennummer,Firmenname,Betreuer,Branche,Land,Kunde seit
                K1,Alder,Ines,Holz,DE,2024-01-01
                """));

        // Opened, replied each; one solved and rated
        assertThat(events(tickets)).hasSize(6);
        // Three opened, two decided
        assertThat(events(deals)).hasSize(5);
        assertThat(events(deals).getFirst().getAccountId()).isEqualTo("Alder");
        assertThat(events(payments).stream()
                        .map(event -> event.getPayment().getAmount().getAmount() + " "
                                + event.getPayment().getResult().name()))
                .containsExactly("49.00 PAYMENT_RESULT_RECEIVED", "99.00 PAYMENT_RESULT_REFUNDED");
        assertThat(payments.text()).contains("# CHECK other words are left out: odd");
        assertThat(events(customers).getFirst().getAccountProfile().getName()).isEqualTo("Alder");
    }

    @Test
    void a_second_head_and_another_encoding_are_recognised() throws IOException {
        Path file = Files.write(folder.resolve("monkey.csv"), """
                Respondent ID,End Date,Email Address,Would you recommend us? Bäume,Why?
                ,,,Response,Open-Ended Response
                1,06/13/2025 08:00:00 AM,a@example.com,10,für
                2,06/14/2025 08:00:00 AM,b@example.com,7,
                3,06/15/2025 08:00:00 PM,c@example.com,1,
                """.getBytes(Charset.forName("windows-1252")));

        Guess guess = guess(file);

        assertThat(guess.text()).contains("encoding: windows-1252", "skip_after_head: 1");
        assertThat(events(guess))
                .hasSize(3)
                .first()
                .satisfies(event ->
                        assertThat(event.getSurveyAnswer().getComment()).isEqualTo("für"));
    }

    @Test
    void known_heads_get_the_ready_mapping_and_joins_find_their_files_under_other_names() throws IOException {
        Path comments = Files.copy(SAMPLES.resolve("zendesk/ticket_comment.csv"), folder.resolve("export-c.csv"));
        Path users = Files.copy(SAMPLES.resolve("zendesk/user.csv"), folder.resolve("export-u.csv"));
        Path tickets = Files.copy(SAMPLES.resolve("zendesk/ticket.csv"), folder.resolve("export-t.csv"));
        List<Guess> guesses = Guess.of(List.of(comments, users, tickets));

        assertThat(guesses.stream().map(Guess::file)).containsExactly(comments, tickets);
        assertThat(guesses.getFirst().text())
                .contains("ready mapping zendesk-comments")
                .contains("file: \"export-u.csv\"", "file: \"export-t.csv\"")
                .doesNotContain("CHECK");
        assertThat(events(guesses.getFirst())).hasSize(4);
        assertThat(events(guesses.getLast())).hasSize(3);
    }

    @Test
    void each_sample_of_a_ready_mapping_is_recognised_as_it() throws IOException {
        for (String[] sample : new String[][] {
            {"stripe/customer.csv", "stripe-customers"},
            {"stripe/subscription_item.csv", "stripe-subscription-items-p"},
            {"stripe/subscription_discount.csv", "stripe-subscription-discounts"},
            {"stripe/charge.csv", "stripe-charges"},
            {"stripe/refund.csv", "stripe-refunds"},
            {"zendesk/organization.csv", "zendesk-organizations"},
            {"zendesk/ticket.csv", "zendesk-tickets"},
            {"zendesk/ticket_comment.csv", "zendesk-comments"},
            {"zendesk/ticket_field_history.csv", "zendesk-ticket-history"},
            {"zendesk/satisfaction_rating.csv", "zendesk-satisfaction-ratings"},
            {"intercom/conversations.jsonl", "intercom-conversations-json"},
            {"intercom/conversation_history.csv", "intercom-conversations-table"},
            {"others/hubspot-deals.csv", "hubspot-deals"},
            {"others/delighted-responses.json", "delighted-responses"},
            {"others/nps-responses.csv", "nps-responses"},
            {"others/csat-responses.csv", "csat-responses"},
            {"others/subscriptions.csv", "subscription-list"}
        }) {
            Guess guess = guess(SAMPLES.resolve(sample[0]));
            assertThat(guess.text())
                    .as(sample[0])
                    .contains("It has the columns of the ready mapping " + sample[1])
                    .doesNotContain("CHECK");
            assertThat(events(guess)).as(sample[0]).isNotEmpty();
        }
    }

    @Test
    void a_file_of_which_nothing_is_known_still_gets_a_mapping_that_says_so() throws IOException {
        Guess guess = guess(file("odd.csv", "x,y\n1,2\n"));

        assertThat(guess.isKnown()).isFalse();
        assertThat(guess.text()).contains("It isn't known what this file holds", "# CHECK no column names a customer");
        assertThat(events(guess)).hasSize(1);
    }

    @Test
    void whatever_a_file_holds_the_mapping_can_be_read_back() throws IOException {
        String[] heads = {
            "id",
            "Customer ID",
            "created_at",
            "Date",
            "score",
            "How likely: would you \"recommend\" us?",
            "{x}",
            "a}b",
            "",
            "id",
            "amount",
            "Betrag (€)",
            "#",
            "- a",
            "key: value",
            "'",
            "\\",
            "emoji \ud83d\ude00",
            "line\nbreak",
            "\u2028x",
            "Status",
            "interval",
            "start",
            "end",
            "cancelled",
            "currency",
            "tab\there",
            "first reply",
            "stage",
            "deal",
            "plan",
            "null",
            "~",
            "%",
            "@",
            "`",
            "&a",
            "*a",
            "!x",
            "firm.currency",
            "x # y",
            "\u00a0",
            "\u0085z"
        };
        String[] cells = {
            "1",
            "2",
            "7",
            "10",
            "2025-01-01",
            "03/04/2025",
            "2025-01-01 10:00",
            "1741341600",
            "1.234,50",
            "€ 5",
            "EUR",
            "usd",
            "won",
            "Closed Lost",
            "monthly",
            "{",
            "}",
            "\"",
            "a: b",
            "# c",
            "",
            "",
            "x\ny",
            "\ud83d\ude00",
            "\u2028",
            "-5",
            "(3)",
            "$1,000",
            "paid",
            "1e9",
            "NaN",
            "true",
            "\u0000",
            "\ufffe",
            "'",
            "99999999999999999999"
        };
        Random random = new Random(14);
        for (int i = 0; i < FILES; i++) {
            Path file = Files.write(folder.resolve("random.csv"), random(random, heads, cells));
            Guess guess = guess(file);
            Mapping mapping = MappingReader.parse("guess " + i, guess.text());
            assertThat(mapping.events()).isNotEmpty();
            assertThat(guess.text()).as("its columns are the file's").doesNotContain("It can't be tried yet");
        }
    }

    private static byte[] random(Random random, String[] heads, String[] cells) {
        String delimiter = List.of(",", ";", "\t", "|").get(random.nextInt(4));
        int width = 1 + random.nextInt(9);
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "A title\n\n" : "");
        for (int row = -1; row < random.nextInt(8); row++) {
            String[] pool = row < 0 ? heads : cells;
            String line = Stream.generate(() -> pool[random.nextInt(pool.length)])
                    .limit(width)
                    .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                    .reduce((left, right) -> left + delimiter + right)
                    .orElse("");
            text.append(line).append('\n');
        }
        Charset charset = random.nextInt(5) == 0 ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        return text.toString().getBytes(charset);
    }
}
