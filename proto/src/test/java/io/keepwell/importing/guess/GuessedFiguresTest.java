package io.keepwell.importing.guess;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.MappedFile;
import io.keepwell.importing.MappedRow;
import io.keepwell.importing.Mapping;
import io.keepwell.importing.MappingReader;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Lead;
import io.keepwell.ingestion.v1.LeadState;
import io.keepwell.ingestion.v1.OpportunityState;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What real exports hold beside the plain case: it comes out right, or has a comment with CHECK, never neither.
final class GuessedFiguresTest {
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "EUR");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private Guess guess(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            file = Files.createTempDirectory(folder, "more").resolve(name);
        }
        return Guess.of(List.of(Files.writeString(file, text))).getFirst();
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

    private static LocalDate day(Event event) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(event.getOccurredAt().getSeconds()), FIRM.zone());
    }

    /// `START Huber/01.10.2026`, with the end where there is one.
    private static String shown(Event event) {
        Date end = event.getSubscriptionChange().getEndsOn();
        return event.getSubscriptionChange().getStep().name().replace("SUBSCRIPTION_STEP_", "") + " "
                + event.getSubscriptionChange().getSubscriptionId()
                + (end.getYear() == 0 ? "" : " until " + LocalDate.of(end.getYear(), end.getMonth(), end.getDay()));
    }

    private static List<String> checks(Guess guess) {
        return guess.text().lines().filter(line -> line.contains("CHECK")).toList();
    }

    @Test
    void columns_that_are_left_aside_are_named_and_checked_where_they_may_change_figures() throws IOException {
        Guess guess = guess("tickets.csv", """
            Ticket ID,Company ID,Created at,Solved at,Reopens,Currency,Note to us
            11,A,2026-04-01 08:00,2026-04-01 10:00,2,EUR,x
            12,B,2026-04-02 08:00,2026-04-02 10:00,0,EUR,y
            """);

        assertThat(guess.text())
                .contains("# Not used: Reopens, Currency, Note to us.\n")
                .contains("# CHECK Not used, though it looks like a currency: Currency (EUR).\n")
                .doesNotContain("looks like a status");
    }

    @Test
    void last_days_of_subscriptions_are_reported_from_first_days_without_them() throws IOException {
        String head = "Name;Tarif;Monatspreis;Währung;Zahlweise;Start;Ende\n";
        Guess included = guess("abos.csv", head + """
            Huber;Pro;99,00;EUR;monthly;01.07.2026;30.09.2026
            Huber;Pro Plus;149,00;EUR;monthly;01.10.2026;
            Maier;Pro;99,00;EUR;monthly;01.02.2026;14.05.2026
            """);
        Guess excluded = guess("abos.csv", head + """
            Huber;Pro;99,00;EUR;monthly;01.07.2026;01.10.2026
            Huber;Pro Plus;149,00;EUR;monthly;01.10.2026;
            Maier;Pro;99,00;EUR;monthly;01.02.2026;30.09.2026
            """);
        Guess months = guess("abos.csv", head + """
            Huber;Pro;99,00;EUR;monthly;01.07.2026;30.09.2026
            Maier;Pro;99,00;EUR;monthly;15.02.2026;14.05.2026
            """);
        Guess open = guess("abos.csv", head + "Huber;Pro;99,00;EUR;monthly;01.07.2026;17.09.2026\n");

        // The next one begins on the day after: he never left
        assertThat(events(included).stream().map(GuessedFiguresTest::shown))
                .containsExactly(
                        "START Huber/01.07.2026",
                        "CANCEL Huber/01.07.2026 until 2026-10-01",
                        "START Huber/01.10.2026",
                        "START Maier/01.02.2026",
                        "CANCEL Maier/01.02.2026 until 2026-05-15");
        assertThat(checks(included)).anyMatch(line -> line.contains("30.09.2026 looks like a last day"));
        assertThat(shown(events(excluded).get(1))).isEqualTo("CANCEL Huber/01.07.2026 until 2026-10-01");
        assertThat(events(months).stream().map(GuessedFiguresTest::shown))
                .contains("CANCEL Huber/01.07.2026 until 2026-10-01", "CANCEL Maier/15.02.2026 until 2026-05-15");
        assertThat(shown(events(open).get(1))).endsWith("until 2026-09-17");
        assertThat(checks(open)).anyMatch(line -> line.contains("plus_days: 1"));
    }

    @Test
    void one_odd_cell_takes_no_column_away() throws IOException {
        Guess guess = guess("subscriptions.csv", """
            Customer;Plan;Price;Start;End;Currency
            Huber;Pro;99,00;01.07.2026;unbefristet;EUR
            Maier;Pro;auf Anfrage;01.02.2026;unbefristet;EUR
            Moser;Pro;49,00;tbd;31.07.2026;EUR
            Gruber;Pro;59,00;01.03.2026;31.08.2026;EUR
            """);
        Guess ratings = guess("ratings.csv", """
            Response ID,Company,Rating,Responded at
            1,alder,5,2026-06-01
            2,birch,N/A,2026-06-02
            3,cedar,4,2026-06-03
            Average,,4.5,
            """);

        assertThat(events(guess).stream().map(GuessedFiguresTest::shown))
                .containsExactly(
                        "START Huber/01.07.2026",
                        "START Gruber/01.03.2026",
                        "CANCEL Gruber/01.03.2026 until 2026-09-01");
        assertThat(checks(guess))
                .anyMatch(line -> line.contains("unbefristet counts as nothing")
                        && line.contains("tbd counts")
                        && line.contains("auf Anfrage counts"))
                .anyMatch(line -> line.contains("rows without Price are left out"));
        assertThat(events(ratings).stream().map(event -> event.getSurveyAnswer().getScore()))
                .containsExactly(5, 4);
        assertThat(checks(ratings))
                .anyMatch(line -> line.contains("N/A counts as nothing"))
                .anyMatch(line -> line.contains("the last rows are totals"));
    }

    @Test
    void people_and_things_are_no_organisations() throws IOException {
        String users = """
            id,name,email,role,updated_at
            1,Agent A,a@example.com,agent,2026-01-01 00:00:00
            2,Person B,b@example.com,end-user,2026-01-01 00:00:00
            """;

        assertThat(guess("user.csv", users).text()).doesNotContain("zendesk-organizations");
        assertThat(guess("things.csv", "id,name,updated_at\n1,x,2026-01-01 00:00:00\n")
                        .text())
                .doesNotContain("zendesk-organizations");
        assertThat(guess("organization.csv", """
            id,name,shared_tickets,updated_at
            1,Alder,false,2026-01-01 00:00:00
            """).text()).contains("zendesk-organizations");
    }

    @Test
    void words_and_currencies_of_a_ready_mapping_are_held_against_the_cells() throws IOException {
        Guess guess = guess("deals.csv", """
            Record ID,Deal Stage,Deal Type,Amount,Currency,Create Date,Close Date,Associated Company IDs
            1,Closed Won (Sales Pipeline),Existing Business,1200.00,USD,2026-03-01 10:00,2026-03-20 10:00,77003;77999
            2,Closed Lost,Renewal,800.00,EUR,2026-03-02 10:00,2026-03-21 10:00,702
            3,Signed,New Business,500.00,EUR,2026-03-03 10:00,2026-03-22 10:00,703
            4,Contract Sent,New Business,500.00,EUR,2026-03-03 10:00,2026-12-22 10:00,704
            """);
        List<Event> events = events(guess);

        assertThat(events.getFirst().getAccountId()).isEqualTo("77003");
        assertThat(events.getFirst().getOpportunity().getValue().getCurrencyCode())
                .isEqualTo("USD");
        // Opened and won, opened and lost; two leads that aren't decided
        assertThat(events.stream()
                        .filter(Event::hasOpportunity)
                        .map(event -> event.getOpportunity().getState()))
                .containsExactly(
                        OpportunityState.OPPORTUNITY_STATE_OPEN,
                        OpportunityState.OPPORTUNITY_STATE_WON,
                        OpportunityState.OPPORTUNITY_STATE_OPEN,
                        OpportunityState.OPPORTUNITY_STATE_LOST);
        assertThat(events.stream().filter(Event::hasLead).map(Event::getLead).map(Lead::getState))
                .containsExactly(LeadState.LEAD_STATE_CREATED, LeadState.LEAD_STATE_CREATED);
        assertThat(checks(guess))
                .anyMatch(line -> line.contains("Closed Won (Sales Pipeline) of Deal Stage is taken for closedwon"))
                .anyMatch(line -> line.contains("Renewal of Deal Type"))
                .anyMatch(line -> line.contains("name none of these texts: Signed."));
    }

    @Test
    void german_deals_are_deals_and_lost_ones_are_lost() throws IOException {
        Guess guess = guess("export.csv", """
            Datensatz-ID,Deal-Name,Deal-Phase,Betrag,Währung,Abschlussdatum,Erstellungsdatum,Unternehmen
            1,Plätze,Abgeschlossen und gewonnen,1200.50,EUR,2026-03-20 10:00,2026-03-01 10:00,Alder
            2,Export,Abgeschlossen und verloren,800.00,EUR,2026-03-21 10:00,2026-03-02 10:00,Birke
            3,Import,Angebot,700.00,EUR,2026-12-21 10:00,2026-03-03 10:00,Zeder
            """);
        List<Event> closed = events(guess).stream()
                .filter(event -> event.getOpportunity().getState() != OpportunityState.OPPORTUNITY_STATE_OPEN)
                .toList();

        assertThat(closed.stream().map(event -> event.getOpportunity().getState()))
                .containsExactly(OpportunityState.OPPORTUNITY_STATE_WON, OpportunityState.OPPORTUNITY_STATE_LOST);
        assertThat(day(closed.getFirst())).isEqualTo("2026-03-20");
        assertThat(checks(guess)).anyMatch(line -> line.contains("taken for open: Angebot"));
    }

    @Test
    void amounts_below_zero_never_count_as_amounts_above() throws IOException {
        Guess subscriptions = guess("abos.csv", """
            Abonummer;Kundennr;Produkt;Monatspreis;Beginn
            1;K1;Pro;99,00 €;01.01.2026
            2;K1;Discount;-10,00 €;01.01.2026
            """);
        Guess orders = guess("orders.csv", """
            Order ID,Customer ID,Order date,Amount
            1,K1,2026-01-02,40.00
            2,K1,2026-01-03,-40.00
            """);

        assertThat(events(subscriptions)).hasSize(1);
        assertThat(checks(subscriptions)).anyMatch(line -> line.contains("rows below zero are left out: -10,00 €"));
        assertThat(events(orders)).hasSize(1);
        assertThat(checks(orders)).anyMatch(line -> line.contains("rows below zero are left out: -40.00"));
    }

    @Test
    void an_answer_counts_on_the_day_it_was_given_not_on_that_of_the_question() throws IOException {
        Guess guess = guess("answers.csv", """
            Response ID,Company,Score,Sent at,Responded at
            1,alder,10,2026-05-30 08:00:00,2026-06-02 08:00:00
            2,birch,,2026-05-30 08:00:00,
            3,cedar,9,2026-05-30 08:00:00,2026-06-03 08:00:00
            """);

        assertThat(events(guess).stream().map(GuessedFiguresTest::day))
                .containsExactly(LocalDate.of(2026, 6, 2), LocalDate.of(2026, 6, 3));
    }

    @Test
    void ratings_of_tickets_are_answers_and_no_tickets() throws IOException {
        Guess guess = guess("csat.csv", """
            Survey ID,Customer,Ticket,Rating (1-5),Comment,Answered on
            s1,alder,901,5,fine,2026-06-02
            s2,birch,902,2,,2026-06-03
            """);

        assertThat(events(guess)).hasSize(2).allMatch(Event::hasSurveyAnswer);
        assertThat(events(guess).getFirst().getSurveyAnswer().getTicketId()).isEqualTo("901");
    }

    @Test
    void ratings_in_words_are_numbers_to_be_checked() throws IOException {
        Guess guess = guess("both.csv", """
            Response ID,Company,How satisfied are you with us?,How likely is it that you would recommend us?,Date
            1,alder,Very satisfied,Extremely likely - 10,2026-06-02
            2,birch,Dissatisfied,9,2026-06-03
            3,cedar,Neutral,Not at all likely - 0,2026-06-04
            4,dogwood,No idea,,2026-06-05
            """);
        Guess german = guess("zufrieden.csv", """
            Antwort-ID;Firma;Zufriedenheit;Datum
            1;Alder;sehr zufrieden;02.06.2026
            2;Birke;unzufrieden;03.06.2026
            """);
        Guess twoPoints = guess("good.csv", """
            Response ID,Company,Satisfaction,Date
            1,alder,Good,2026-06-02
            2,birch,Bad,2026-06-03
            """);
        List<Event> events = events(guess);

        assertThat(events.stream()
                        .filter(event -> event.getSurveyAnswer().getKind() == SurveyKind.SURVEY_KIND_CSAT)
                        .map(event -> event.getSurveyAnswer().getScore()))
                .containsExactly(5, 2, 3);
        assertThat(events.stream()
                        .filter(event -> event.getSurveyAnswer().getKind() == SurveyKind.SURVEY_KIND_NPS)
                        .map(event -> event.getSurveyAnswer().getScore()))
                .containsExactly(10, 9, 0);
        assertThat(checks(guess))
                .anyMatch(line -> line.contains("is each answer its number?"))
                .anyMatch(line -> line.contains("No idea"));
        assertThat(events(german).stream().map(event -> event.getSurveyAnswer().getScore()))
                .containsExactly(5, 2);
        assertThat(events(twoPoints).stream().map(Event::getSurveyAnswer))
                .allMatch(answer -> answer.getScaleLow() == 0 && answer.getScaleHigh() == 1)
                .extracting(answer -> answer.getScore())
                .containsExactly(1, 0);
    }

    @Test
    void what_doesnt_pay_by_its_status_is_left_out_and_ends_of_terms_are_no_cancellations() throws IOException {
        Guess statuses = guess("subscriptions.csv", """
            Subscription ID,Customer ID,MRR,Currency,Status,Start date
            S1,A,10.00,EUR,active,2026-01-01
            S2,B,20.00,EUR,cancelled,2026-01-01
            S3,D,30.00,EUR,trial,2026-01-01
            S4,E,40.00,EUR,past due,2026-01-01
            """);
        Guess endless = guess("subscriptions.csv", """
            Subscription ID,Customer ID,MRR,Currency,Status,Start date,End date
            S1,A,10.00,EUR,active,2026-01-01,
            S2,B,20.00,EUR,cancelled,2026-01-01,
            S3,C,20.00,EUR,cancelled,2026-01-01,2026-03-01
            """);
        Guess terms = guess("vertraege.csv", """
            Vertragsnummer;Kundennr;Monatspreis;Vertragsbeginn;Vertragsende;Kuendigungsdatum
            1;A;10,00;01.01.2026;31.12.2026;
            2;B;10,00;01.01.2026;31.12.2026;15.06.2026
            """);

        assertThat(events(statuses).stream().map(GuessedFiguresTest::shown)).containsExactly("START S1", "START S4");
        assertThat(checks(statuses))
                .anyMatch(line -> line.contains("left out: trial, cancelled")
                        && line.contains("taken for paying: active, past due"));
        assertThat(checks(endless))
                .anyMatch(line -> line.contains("cancelled without a day of the end, in 1 rows: these pay for ever"));
        List<Event> ended = events(terms).stream()
                .filter(event -> event.getSubscriptionChange().getStep() == SubscriptionStep.SUBSCRIPTION_STEP_CANCEL)
                .toList();
        assertThat(ended).hasSize(1);
        assertThat(shown(ended.getFirst())).isEqualTo("CANCEL 2 until 2027-01-01");
        assertThat(day(ended.getFirst())).isEqualTo("2026-06-15");
        assertThat(checks(terms)).anyMatch(line -> line.contains("every row has Vertragsende"));
    }

    @Test
    void a_second_head_under_the_open_question_alone_is_recognised() throws IOException {
        Guess guess = guess("survey.csv", """
            Respondent ID,Collector ID,Start Date,End Date,Company,How likely is it that you would recommend us?,What can we do better?
            ,,,,,,Open-Ended Response
            1,4,06/13/2026 08:00:01 AM,06/13/2026 08:03:01 AM,alder,10,fine
            2,4,06/14/2026 08:00:01 AM,06/14/2026 08:03:01 AM,birch,9,
            3,4,06/15/2026 08:00:01 AM,06/15/2026 08:03:01 AM,cedar,8,
            """);

        assertThat(guess.text()).contains("skip_after_head: 1");
        assertThat(events(guess).stream().map(Event::getEventId)).containsExactly("1", "2", "3");
        assertThat(events(guess).getFirst().getSurveyAnswer().getComment()).isEqualTo("fine");
    }

    @Test
    void ids_come_of_what_tells_rows_apart_and_never_of_what_only_happens_to() throws IOException {
        Guess guess = guess("subscriptions.csv", """
            Customer,Plan,MRR,Currency,Start,Seats,Billing,Comment
            alder,Pro,10.00,EUR,2026-01-01,3,monthly,a
            alder,Add-on,20.00,EUR,2026-01-01,5,yearly,b
            """);
        Guess alike = guess("orders.csv", """
            Customer,Order date,Amount
            alder,2026-01-02,40.00
            alder,2026-01-02,50.00
            """);

        assertThat(guess.text())
                .contains("event_id: \"{Customer}/{Start}/{Plan}/start\"  # Note: no column holds an id; this is"
                        + " different in all 2 rows");
        assertThat(events(guess).stream().map(Event::getEventId).distinct()).hasSize(2);
        assertThat(checks(alike))
                .anyMatch(line -> line.contains("some rows have this in common"))
                .anyMatch(line -> line.contains("line 3, event_id: 'alder/2026-01-02' is also the id of line 2"));
    }

    @Test
    void the_trial_finds_what_the_server_would_reject() throws IOException {
        Guess guess = guess("payments.csv", """
            Payment ID,Customer ID,Paid at,Amount,Currency,Status
            1,A,2026-01-02,12.1234567,EUR,paid
            2,,2026-01-02,12.00,EUR,paid
            """);

        assertThat(guess.text())
                .contains("CHECK line 2, payment.amount.amount: it must be from 0 to 1000000000000 with at most 6"
                        + " decimals")
                .contains("CHECK line 3, account_id: This field is required")
                .doesNotContain("no problem");
    }

    @Test
    void a_trial_without_events_says_which_condition_no_row_fulfils() throws IOException {
        Files.writeString(folder.resolve("user.csv"), "id,name,role\n7,A,agent\n");
        Files.writeString(folder.resolve("ticket.csv"), """
            id,created_at,organization_id,requester_id
            901,2026-04-01 08:00:00,501,21
            """);
        Guess guess = guess("ticket_comment.csv", """
            id,body,created,public,ticket_id,user_id
            1,x,2026-04-01 09:00:00,TRUE,901,22
            """);

        assertThat(guess.text())
                .contains("0 events, 1 rows left out")
                .contains("# CHECK No row fulfils the condition on user.role, a column of user.csv")
                .doesNotContain("Nothing in it is uncertain");
    }

    @Test
    void a_subscription_that_ends_before_it_starts_is_reported() throws IOException {
        Files.writeString(folder.resolve("subscription_history.csv"), """
            id,_fivetran_active,customer_id,status,created,start_date,trial_start,trial_end,canceled_at,cancel_at,cancel_at_period_end,ended_at
            sub_1,TRUE,cus_1,canceled,2020-01-01 09:00:00,2020-01-01 09:00:00,,,,,FALSE,2021-01-01 09:00:00
            """);
        Files.writeString(folder.resolve("price.csv"), """
            id,active,currency,recurring_interval,recurring_interval_count,recurring_usage_type,unit_amount
            p,TRUE,eur,month,1,licensed,4900
            """);
        Guess guess = guess("subscription_item.csv", """
            _fivetran_synced,created,current_period_end,current_period_start,id,metadata,plan_id,quantity,subscription_id
            2026-06-01 03:00:00,2024-01-01 09:00:00,2024-07-01 09:00:00,2024-06-01 09:00:00,si_1,{},p,3,sub_1
            """);

        assertThat(checks(guess)).anyMatch(line -> line.contains("subscription 'si_1' ends before it starts"));
    }

    @Test
    void a_page_of_an_interface_is_the_list_in_it() throws IOException {
        String entry = Files.readString(Path.of("../deploy/mappings/ready/intercom/conversations.jsonl"))
                .lines()
                .findFirst()
                .orElseThrow();
        Guess guess = guess(
                "page.json",
                "{\"type\": \"conversation.list\", \"pages\": {\"page\": 1}, \"total_count\": 1, \"conversations\": ["
                        + entry + "]}\n{\"type\": \"conversation.list\", \"total_count\": 1, \"conversations\": []}\n");
        Guess lines = guess("lines.jsonl", entry + "\n");

        assertThat(guess.text()).contains("ready mapping intercom-conversations-json");
        assertThat(events(guess)).isNotEmpty().isEqualTo(events(lines));
    }
}
