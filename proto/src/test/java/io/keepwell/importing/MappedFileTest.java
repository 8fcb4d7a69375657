package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappedFileTest {
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "CHF");
    private static final String PAYMENTS = """
            moment_format: unix_seconds
            events:
              - kind: payment
                event_id: "{id}"
                account_id: acme
                occurred_at: "1741341600"
                fields:
                  payment_id: "{id}"
                  nature: ONE_OFF
                  result: RECEIVED
                  amount: {amount: AMOUNT, currency_code: "{currency}"}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    /// What became of a whole file.
    private record Read(List<Event> events, List<RowProblem> problems, long rows, long exclusions, long corrections) {}

    private Read read(String mapping, Path file) {
        List<Event> events = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        long rows = 0;
        long exclusions = 0;
        try (MappedFile mapped = MappedFile.open("m.yaml", MappingReader.parse("m.yaml", mapping), file, FIRM)) {
            for (Optional<MappedRow> row = mapped.next(); row.isPresent(); row = mapped.next()) {
                rows++;
                exclusions += row.get().isExcluded() ? 1 : 0;
                events.addAll(row.get().events());
                problems.addAll(row.get().problems());
            }
            return new Read(events, problems, rows, exclusions, mapped.corrections());
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> amounts(Read read) {
        return read.events().stream()
                .map(event -> event.getPayment().getAmount())
                .map(money -> money.getAmount() + " " + money.getCurrencyCode())
                .toList();
    }

    @Test
    void minor_units_have_the_decimals_of_their_currency() throws IOException {
        Path file = file("f.csv", """
                id,amount,currency
                1,4900,eur
                2,4900,JPY
                3,4900,kwd
                4,-4900,usd
                5,2999.5,usd
                6,4900,isk
                7,4900,xxx
                8,4900,
                """);

        Read read = read(PAYMENTS.replace("AMOUNT", "{from: \"{amount}\", minor_units: \"{currency}\"}"), file);
        Read own = read(
                "minor_digits: {ISK: 2}\n"
                        + PAYMENTS.replace(
                                "AMOUNT", "{from: \"{amount}\", minor_units: \"{currency}\", absolute: true}"),
                file);

        assertThat(amounts(read))
                .containsExactly("49.00 EUR", "4900 JPY", "4.900 KWD", "-49.00 USD", "29.995 USD", "4900 ISK");
        assertThat(amounts(own)).contains("49.00 USD", "49.00 ISK");
        assertThat(read.problems())
                .extracting(RowProblem::line, RowProblem::field, RowProblem::reason, RowProblem::message)
                .containsExactly(
                        tuple(
                                8L,
                                "payment.amount.amount",
                                "BAD_VALUE",
                                "'xxx' is no currency, so its smallest unit isn't known"),
                        tuple(
                                9L,
                                "payment.amount.amount",
                                "BAD_VALUE",
                                "'' is no currency, so its smallest unit isn't known"));
    }

    @Test
    void amounts_are_divided_stripped_and_of_the_firms_currency() throws IOException {
        Path file = file("f.csv", "id,amount,currency\n1,€ 20.00 EUR,\n2,(5.00),\n");

        assertThat(amounts(read(
                        PAYMENTS.replace("AMOUNT", "{from: \"{amount}\", strip: [\"€\", EUR], absolute: true}")
                                .replace("{currency}", "{firm.currency}"),
                        file)))
                .containsExactly("20.00 CHF", "5.00 CHF");
        assertThat(amounts(read(
                        PAYMENTS.replace("AMOUNT", "{from: \"{amount}\", strip: [\"€\", EUR], divide: 100}")
                                .replace("{currency}", "usd"),
                        file)))
                .containsExactly("0.20 USD", "-0.05 USD");
    }

    @Test
    void an_amount_that_is_not_there_is_left_out_whatever_the_firms_currency_is() throws IOException {
        Read read = read(
                PAYMENTS.replace("AMOUNT", "\"{amount}\"").replace("{currency}", "{firm.currency}"),
                file("f.csv", "id,amount\n1,\n2,5\n"));

        assertThat(read.events())
                .extracting(event -> event.getPayment().hasAmount())
                .containsExactly(false, true);
    }

    @Test
    void other_files_are_joined_by_their_keys() throws IOException {
        file("users.csv", "id,role,org\n7,agent,\n8,end-user,o1\n");
        file("orgs.csv", "id;name;deleted\no1;Acme;no\no1;Old;yes\n");
        Path file = file("comments.csv", "id,user,at\nc1,7,2025-04-01\nc2,8,2025-04-01\nc3,9,2025-04-01\n");

        Read read = read("""
                joins:
                  - {name: user, file: users.csv, key: id, on: "{user}"}
                  - {name: org, file: orgs.csv, key: id, on: "{user.org}", when: {column: deleted, not: "yes"}}
                events:
                  - kind: ticket_update
                    event_id: "{id}"
                    account_id: {from: ["{org.name}", "user-{user}"]}
                    occurred_at: "{at}"
                    fields: {ticket_id: t, step: {from: "{user.role}", words: {agent: REPLIED}, otherwise: CONTACTED}}
                """, file);

        assertThat(read.problems()).isEmpty();
        assertThat(read.events())
                .extracting(
                        Event::getAccountId,
                        event -> event.getTicketUpdate().getStep().name())
                .containsExactly(
                        tuple("user-7", "TICKET_STEP_REPLIED"),
                        tuple("Acme", "TICKET_STEP_CONTACTED"),
                        tuple("user-9", "TICKET_STEP_UNSPECIFIED"));
    }

    @Test
    void a_joined_file_that_does_not_fit_is_reported() throws IOException {
        Path file = file("comments.csv", "id,user,at\nc1,7,2025-04-01\n");
        String mapping = """
                joins: [{name: user, file: users.csv, key: id, on: "{user}"}]
                events:
                  - {kind: ticket_update, event_id: "{id}", account_id: "{user.org}", occurred_at: "{at}",
                     fields: {ticket_id: t, step: OPENED}}
                """;

        assertThatThrownBy(() -> read(mapping, file)).hasMessageContaining("joins[0].file: there is no file");
        file("users.csv", "id,org\n7,a\n7,b\n");
        assertThatThrownBy(() -> read(mapping, file))
                .hasMessageContaining("has several rows with the id '7', from line 3 on; say with 'when'");
        file("users.csv", "id,company\n7,a\n");
        assertThatThrownBy(() -> read(mapping, file)).hasMessageContaining("has no column 'org'; it has: id, company.");
    }

    @Test
    void the_last_row_of_an_id_corrects_those_before_it_and_so_it_does_again() throws IOException {
        String mapping = """
                events:
                  - {kind: survey_answer, keep: last, event_id: "{who}", account_id: a, occurred_at: 2025-05-06,
                     fields: {kind: CSAT, scale_low: 1, scale_high: 5, score: "{score}"}}
                """;
        Path file = file("f.csv", "who,score\nu1,5\nu2,1\nu1,4\nu1,4\nu1,5\nu2,1\n");

        Read read = read(mapping, file);

        assertThat(read.events())
                .extracting(
                        Event::getEventId,
                        Event::getCorrectsEventId,
                        event -> event.getSurveyAnswer().getScore())
                .containsExactly(
                        tuple("u1", "", 5),
                        tuple("u2", "", 1),
                        tuple("u1#2", "u1", 4),
                        tuple("u1#2", "u1", 4),
                        tuple("u1#3", "u1#2", 5),
                        tuple("u2", "", 1));
        assertThat(read.corrections()).isEqualTo(2);
        assertThat(read(mapping, file)).isEqualTo(read);
        assertThatThrownBy(() -> read(mapping.replace("keep: last", "keep: last, corrects_event_id: x"), file))
                .hasMessageContaining("leave 'corrects_event_id' out");
        assertThatThrownBy(() -> read(mapping.replace("keep: last", "keep: first"), file))
                .hasMessageContaining("m.yaml: events[0]: 'keep' is 'last' or isn't there");
    }

    @Test
    void ids_without_number_are_kept_apart() throws IOException {
        StringBuilder text = new StringBuilder("who,score\n");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                text.append('u').append(i).append(',').append(round).append('\n');
            }
        }
        Read read = read("""
                events:
                  - {kind: survey_answer, keep: last, event_id: "{who}", account_id: a, occurred_at: 2025-05-06,
                     fields: {kind: CSAT, scale_low: 1, scale_high: 5, score: "{score}"}}
                """, file("f.csv", text.toString()));

        assertThat(read.corrections()).isEqualTo(10_000);
        assertThat(read.events().stream().map(Event::getEventId).distinct()).hasSize(20_000);
    }

    @Test
    void conditions_hold_for_words_numbers_and_filled_cells() throws IOException {
        Path file = file("f.csv", "id,state,amount\n1,won,10\n2,lost,-1\n3,,5.5\n4,won,\n5,won,ten\n");
        String mapping = """
                events:
                  - {kind: order, event_id: "{id}", account_id: a, occurred_at: 2025-05-06, when: WHEN,
                     fields: {order_id: "{id}", value: {amount: 1, currency_code: EUR}}}
                """;

        assertThat(ids(mapping, "{column: state, is: won}", file)).containsExactly("1", "4", "5");
        assertThat(ids(mapping, "{column: state, is: [lost, \"\"]}", file)).containsExactly("2", "3");
        assertThat(ids(mapping, "{column: state, not: [lost, won]}", file)).containsExactly("3");
        assertThat(ids(mapping, "{column: state, filled: false}", file)).containsExactly("3");
        assertThat(ids(mapping, "[{column: state, filled: true}, {column: amount, filled: true}]", file))
                .containsExactly("1", "2", "5");
        assertThat(ids(mapping, "{column: amount, above: 5.5}", file)).containsExactly("1");
        assertThat(ids(mapping, "{column: amount, at_least: 5.5}", file)).containsExactly("1", "3");
        assertThat(ids(mapping, "{column: amount, below: 5.5}", file)).containsExactly("2");
        assertThat(ids(mapping, "{column: amount, at_most: 5.5, above: -1}", file))
                .containsExactly("3");
        assertThat(read(mapping.replace("WHEN", "{column: amount, above: 0}"), file)
                        .problems())
                .extracting(RowProblem::line, RowProblem::field)
                .containsExactly(tuple(6L, "column amount"));
        assertThatThrownBy(() -> read(mapping.replace("WHEN", "{column: amount, above: much}"), file))
                .hasMessageContaining("events[0].when[0]: 'much' is neither a number nor a moment to compare with.");
        assertThatThrownBy(() -> read(mapping.replace("WHEN", "{column: amount}"), file))
                .hasMessageContaining("a condition needs one of 'is', 'not', 'filled'");
    }

    private List<String> ids(String mapping, String when, Path file) {
        return read(mapping.replace("WHEN", when), file).events().stream()
                .map(Event::getEventId)
                .toList();
    }

    @Test
    void a_workbook_is_read_by_its_sheet_with_days_and_moments() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            workbook.newWorksheet("Cover").value(0, 0, "nothing here");
            Worksheet sheet = workbook.newWorksheet("Data");
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "at");
            sheet.value(0, 2, "amount");
            sheet.value(1, 0, 17);
            sheet.value(1, 1, LocalDateTime.parse("2025-04-01T08:30:00"));
            sheet.style(1, 1).format("dd.mm.yyyy hh:mm").set();
            sheet.value(1, 2, 12.5);
            sheet.style(1, 2).format("#,##0.00 \"dollars\"").set();
            sheet.value(3, 0, 18);
            sheet.value(3, 1, LocalDateTime.parse("2025-04-02T00:00:00"));
            sheet.style(3, 1).format("d/m/yy").set();
        }
        Path file = Files.write(folder.resolve("f.xlsx"), bytes.toByteArray());
        String mapping = """
                file: {sheet: Data}
                events:
                  - {kind: order, event_id: "{id}", account_id: a, occurred_at: "{at}",
                     fields: {order_id: "{id}", value: {amount: "{amount}", currency_code: EUR}}}
                """;

        Read read = read(mapping, file);

        assertThat(read.problems()).isEmpty();
        assertThat(read.events())
                .extracting(
                        Event::getEventId,
                        event -> event.getOccurredAt().getSeconds(),
                        event -> event.getOrder().getValue())
                .containsExactly(
                        // 08:30 in Berlin is 06:30 UTC; the bare day is Berlin's noon, 10:00 UTC
                        tuple("17", 1_743_489_000L, money("12.5")),
                        tuple("18", 1_743_588_000L, Money.getDefaultInstance()));
        assertThatThrownBy(() -> read(mapping.replace("Data", "Sheet1"), file))
                .hasMessageContaining("has no sheet 'Sheet1'; it has: Cover, Data.");
    }

    private static Money money(String amount) {
        return Money.newBuilder().setAmount(amount).setCurrencyCode("EUR").build();
    }

    @Test
    void objects_are_read_by_the_names_of_their_parts() throws IOException {
        Path file = file("f.jsonl", """
                {"id": 1, "author": {"company": {"id": "c9"}}, "tags": ["a", "b"], "parts": [{"body": "x"}, {"body": "y"}]}
                {"id": 2, "author": null, "rate": 1E+3}
                """);

        Read read = read("""
                file: {columns: [never]}
                events:
                  - {kind: account_profile, event_id: "{id}", account_id: "{author.company.id}", occurred_at: 2025-04-01,
                     fields: {name: "{parts.1.body}{rate}{never}", tags: {from: "{tags}", split: ";"}}}
                """, file);

        assertThat(read.events())
                .extracting(
                        Event::getAccountId,
                        event -> event.getAccountProfile().getName(),
                        event -> event.getAccountProfile().getTagsList().toString())
                .containsExactly(tuple("c9", "y", "[a, b]"), tuple("", "1000", "[]"));
        assertThatThrownBy(() -> read(PAYMENTS, file("g.jsonl", "{\"id\": 1}\n{\"id\": 2\n")))
                .hasMessageContaining("g.jsonl, behind line 2")
                .hasMessageContaining("this is not JSON");
        assertThatThrownBy(() -> read(PAYMENTS, file("h.json", "[1, 2]")))
                .hasMessageContaining("a JSON object is needed");
    }

    @Test
    void a_workbook_keeps_texts_and_midnights_and_tells_errors() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Data");
            sheet.value(2, 0, "id");
            sheet.value(2, 1, "at");
            sheet.value(2, 2, "who");
            sheet.value(3, 0, "0012");
            sheet.value(3, 1, LocalDateTime.parse("2025-04-01T00:00:00"));
            sheet.style(3, 1).format("yyyy-mm-dd hh:mm:ss").set();
            sheet.value(3, 2, "1E9");
            sheet.value(5, 0, 0.1 + 0.2);
            sheet.value(5, 1, LocalDateTime.parse("2025-04-02T00:00:00"));
            sheet.style(5, 1).format("yyyy-mm-dd").set();
            sheet.value(5, 2, "K1");
        }
        Path file = Files.write(folder.resolve("f.xlsx"), bytes.toByteArray());

        Read read = read("""
                file: {skip_rows: 2}
                events:
                  - {kind: order, event_id: "{id}", account_id: "a{who}", occurred_at: "{at}",
                     fields: {order_id: "{id}", value: {amount: 1, currency_code: EUR}}}
                """, file);

        assertThat(read.problems()).isEmpty();
        assertThat(read.events())
                .extracting(Event::getEventId, event -> event.getOccurredAt().getSeconds())
                .containsExactly(
                        // midnight of 1 April in Berlin is 22:00 UTC the day before; noon of the 2nd is 10:00 UTC
                        tuple("0012", 1_743_458_400L), tuple("0.3", 1_743_588_000L));
    }

    @Test
    void a_quote_that_is_never_closed_swallows_no_rows() throws IOException {
        Path file = file("f.csv", "id,amount,currency\n1,5,\"eur\n2,6,eur\n3,7,eur\n");

        assertThatThrownBy(() -> read(PAYMENTS.replace("AMOUNT", "\"{amount}\""), file))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("can't be read as CSV")
                .hasMessageContaining("a quote isn't closed");
    }

    @Test
    void a_constant_amount_is_kept_beside_a_currency_of_the_firm_or_the_row() throws IOException {
        Path file = file("f.csv", "id,amount,currency\n1,,usd\n");

        assertThat(amounts(read(PAYMENTS.replace("AMOUNT", "49").replace("{currency}", "{firm.currency}"), file)))
                .containsExactly("49 CHF");
        assertThat(amounts(read(PAYMENTS.replace("AMOUNT", "{from: \"4900\", minor_units: \"{currency}\"}"), file)))
                .containsExactly("49.00 USD");
        assertThat(read(PAYMENTS.replace("AMOUNT", "\"{amount}\""), file)
                        .events()
                        .getFirst()
                        .getPayment()
                        .hasAmount())
                .isFalse();
        assertThat(amounts(read(
                        "minor_digits: {usd: 3}\n"
                                + PAYMENTS.replace("AMOUNT", "{from: \"4900\", minor_units: \"{currency}\"}"),
                        file)))
                .containsExactly("4.900 USD");
        assertThatThrownBy(() -> read("minor_digits: {usd: -1}\n" + PAYMENTS.replace("AMOUNT", "1"), file))
                .hasMessageContaining("'minor_digits' says for codes of currencies how many decimals");
    }

    @Test
    void what_is_named_without_anything_behind_it_says_nothing() throws IOException {
        Path file = file("f.csv", "id,org\n1,\n2,x\n");
        String mapping = """
                events:
                  - kind: survey_answer
                    event_id: "{id}"
                    account_id: ACCOUNT
                    occurred_at: 2025-05-06
                    fields: {kind: CSAT, scale_low: 1, scale_high: 5, score: 3, comment: , owner: {from: null}}
                """;

        assertThat(read(mapping.replace("ACCOUNT", ""), file).events()).allSatisfy(event -> {
            assertThat(event.getAccountId()).isEmpty();
            assertThat(event.getSurveyAnswer().getComment()).isEmpty();
            assertThat(event.getSurveyAnswer().getOwner()).isEmpty();
        });
        assertThat(read(mapping.replace("ACCOUNT", "\"zd-{org}\""), file).events())
                .extracting(Event::getAccountId)
                .containsExactly("", "zd-x");
        for (String[] wrong : new String[][] {
            {"is: [a, null]", "'is' and 'not' are texts"}, {"not: [null]", "'is' and 'not' are texts"}
        }) {
            assertThatThrownBy(() -> read(
                            mapping.replace("ACCOUNT", "a")
                                    .replace("fields:", "when: {column: id, " + wrong[0] + "}\n    fields:"),
                            file))
                    .hasMessageContaining(wrong[1]);
        }
    }

    @Test
    void a_row_that_lacks_what_is_required_is_no_version_of_the_one_before() throws IOException {
        Read read = read("""
                events:
                  - {kind: survey_answer, keep: last, event_id: "{who}", account_id: a, occurred_at: 2025-05-06,
                     fields: {kind: CSAT, scale_low: 1, scale_high: 5, score: "{score}"}}
                """, file("f.csv", "who,score\nu1,5\nu1,\nu1,4\n"));

        assertThat(read.events())
                .extracting(Event::getEventId, Event::getCorrectsEventId)
                .containsExactly(tuple("u1", ""), tuple("u1", ""), tuple("u1#2", "u1"));
    }

    @Test
    void lists_behind_one_another_are_read_whole_and_unreadable_texts_reported() throws IOException {
        Path file = file("f.json", "[{\"id\": 1}]\n[{\"id\": 2}, {\"id\": \"M\ufffdller\", \"more\": \"\ufffd\"}]");
        String mapping = "events: [{kind: order, event_id: \"{id}\", account_id: a, occurred_at: 2025-01-01,"
                + " fields: {order_id: a, value: {amount: 1, currency_code: EUR}}}]";

        Read read = read(mapping, file);

        assertThat(read.events()).extracting(Event::getEventId).containsExactly("1", "2");
        assertThat(read.problems())
                .extracting(RowProblem::line, RowProblem::field, RowProblem::reason)
                .containsExactly(tuple(2L, "column id", "BAD_CHARACTER"));
    }

    @Test
    void the_line_by_which_spreadsheets_are_reported_the_delimiter_is_no_head() throws IOException {
        String rows = "id;amount;currency;\n1;5;eur\n2;6;eur;\n";

        for (String text : new String[] {"sep=;\n" + rows, "\ufeffsep=;\r\n" + rows, "\n" + rows, "\n\n" + rows}) {
            assertThat(amounts(read(PAYMENTS.replace("AMOUNT", "\"{amount}\""), file("f.csv", text))))
                    .as(text)
                    .containsExactly("5 EUR", "6 EUR");
        }
    }

    @Test
    void heads_that_are_no_text_are_not_printed_as_they_are() throws IOException {
        Path file =
                Files.write(folder.resolve("f.csv"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, 0x07, ',', 'a', '\n'});

        assertThatThrownBy(() -> read(PAYMENTS.replace("AMOUNT", "1"), file))
                .hasMessageContaining("it looks as if it were written in another encoding, or were no text")
                .satisfies(problem ->
                        assertThat(String.valueOf(problem.getMessage()).chars()).allMatch(each -> each >= ' '));
    }

    @Test
    void packed_files_hold_one_file() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("a.csv", "b.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("id,amount,currency\n".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        Path file = Files.write(folder.resolve("f.zip"), bytes.toByteArray());

        assertThatThrownBy(() -> read(PAYMENTS.replace("AMOUNT", "1"), file))
                .hasMessageContaining("holds 2 files; one is taken");
    }

    @Test
    void rows_of_another_length_are_reported_but_empty_ends_are_nothing() throws IOException {
        Path file = file("f.csv", "id,amount,currency\n1,1,eur,,\n2,1\n3,1,eur,x\n,,\n4,\"1,eur\n5,1\"\n");

        Read read = read(PAYMENTS.replace("AMOUNT", "\"{amount}\""), file);

        assertThat(amounts(read)).containsExactly("1 EUR");
        assertThat(read.problems())
                .extracting(RowProblem::line, RowProblem::message)
                .containsExactly(
                        tuple(3L, "The row has 2 cells, the head row has 3."),
                        tuple(4L, "The row has 4 cells, the head row has 3."),
                        tuple(6L, "The row has 2 cells, the head row has 3. Perhaps a quote isn't closed."));
    }

    @Test
    void a_file_without_a_head_has_its_columns_named_by_the_mapping() throws IOException {
        Path file = file("f.csv", "1,7.00,eur\n2,NULL,eur\n");

        Read read = read(
                "file: {columns: [id, amount, currency], empty: [\"NULL\"]}\n"
                        + PAYMENTS.replace("AMOUNT", "\"{amount}\"")
                                .replace("fields:", "when: {column: amount, filled: true}\n    fields:"),
                file);

        assertThat(amounts(read)).containsExactly("7.00 EUR");
        assertThat(read.exclusions()).isEqualTo(1);
    }

    @Test
    void a_constant_that_no_row_could_make_good_is_reported_at_once() throws IOException {
        Path file = file("f.csv", "id\n1\n");
        for (String[] wrong : new String[][] {
            {"result: RECIEVED", "fields.result: 'RECIEVED' is none of RECEIVED, REFUNDED, FAILED."},
            {"amount: {amount: much}", "fields.amount.amount: 'much' is no number"},
            {"amount: {amount: 1, currency: EUR}", "'Money' has no field 'currency'; it has: amount, currency_code."},
            {"result: {from: \"{id}\", words: {}}", "words: it needs the file's words"},
            {"result: {from: \"{id}\", worts: {a: b}}", "beside 'from' there is no part 'worts'"},
            {"amount: {amount: {from: \"{id}\", divide: 0}}", "divide: it is a number above zero"},
            {"amount: {amount: {from: \"{id}\", decimal: x}}", "decimal: it is '.' or ','."},
            {"amount: {amount: 1}", "events[0].fields.amount: 'Money' needs 'currency_code'."},
            {"payment_id: a", "events[0].fields: 'Payment' needs 'amount'."}
        }) {
            String mapping = "events: [{kind: payment, event_id: a, account_id: a, occurred_at: 2025-01-01, fields: {"
                    + wrong[0] + "}}]";
            assertThatThrownBy(() -> read(mapping, file)).as(wrong[0]).hasMessageContaining(wrong[1]);
        }
    }

    @Test
    void a_mapping_that_is_none_is_reported_with_its_place() {
        for (String[] wrong : new String[][] {
            {"", "is empty: it needs 'events'"},
            {"zone: UTC\n", "m.yaml: it needs 'events'"},
            {"events: {}\n", "m.yaml: events: what stands there is of another shape"},
            {"events:\n  - kind: order\n", "m.yaml: events[0]: an event needs 'event_id'"},
            {"events: [\n", "isn't YAML, near line"},
            {"file: {format: tsv}\nevents: []\n", "m.yaml: file.format: 'tsv' is none of csv, xlsx, json_lines"},
            {"---\n", "m.yaml: what stands there is of another shape"},
            {"events: [null]\n", "it needs 'events'"},
            {"file: {delimiter: tab}\nevents: []\n", "m.yaml: file: 'delimiter' is one character"},
            {
                "a: 1\nevents: [{kind: order, event_id: a, occurred_at: b, fields: {}}]\n",
                "m.yaml: there is no part 'a'; there are: day_format, decimal, events, file, files, joins, "
            }
        }) {
            assertThatThrownBy(() -> MappingReader.parse("m.yaml", wrong[0]))
                    .as(wrong[0])
                    .isInstanceOf(ImportProblem.class)
                    .hasMessageContaining(wrong[1])
                    .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("io.keepwell", "jackson"));
        }
    }
}
