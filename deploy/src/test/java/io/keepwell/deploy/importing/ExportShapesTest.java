package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shapes of exports that people met, with figures worked out by hand.
@UsesDatabase
@RunsOnce("files and mappings, before the database")
@Slow
final class ExportShapesTest {
    private static final String ORDERS = """
            events:
              - {kind: order, event_id: "{id}", account_id: "{customer}", occurred_at: "{date}",
                 fields: {order_id: "{id}", value: {amount: "{amount}", currency_code: EUR}}}
            """;

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

    private Said importing(String mapping, String csv) throws IOException {
        return services.imports(folder, mapping, csv);
    }

    @Test
    void an_empty_score_is_no_answer() throws IOException {
        String mapping = """
                events:
                  - kind: survey_answer
                    event_id: "{id}"
                    account_id: "{customer}"
                    occurred_at: "{answered}"
                    fields: {kind: NPS, scale_low: "0", scale_high: "10", score: "{score}", comment: "{comment}"}
                """;
        String csv = """
                id,customer,answered,score,comment
                a1,K1,2025-03-03,10,fine
                a2,,2025-03-04,9,
                a3,K3,2025-03-05,8,
                a4,K4,2025-03-06,,closed the window before answering
                """;

        Said said = importing(mapping, csv);
        Said exclusions =
                importing(mapping.replace("fields:", "when: {column: score, filled: true}\n    fields:"), csv);
        Said halfScale = importing(mapping.replace("scale_low: \"0\", ", ""), csv);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).contains("\"accepted\":3", "\"rejected\":1", "\"without_account\":1");
        assertThat(exclusions.exitCode())
                .as(exclusions.out() + exclusions.err())
                .isZero();
        assertThat(exclusions.out()).contains("\"rows\":4,\"exclusions\":1,\"accepted\":0,\"duplicate\":3");
        assertThat(halfScale.err()).contains("events[0].fields: 'SurveyAnswer' needs 'scale_low'.");
        // (2 - 0) ÷ 3
        assertThat(services.figure("voice.nps", "2025-03-01", "2025-04-01")).contains("\"shown\":\"66.7\"");
    }

    @Test
    void times_of_day_are_kept_in_the_zone_of_the_mapping() throws IOException {
        String csv = """
                conversation,company,created_at,first_response_at
                V1,K1,2025-04-01 08:00:00,2025-04-01 10:30:00
                V2,K2,2025-04-03 09:00:00,2025-04-03 09:30:00
                V3,K3,2025-04-04 09:00:00,
                """;
        String mapping = """
                moment_format: "yyyy-MM-dd HH:mm:ss"
                events:
                  - {kind: ticket_update, event_id: "{conversation}/opened", account_id: "{company}",
                     occurred_at: "{created_at}", fields: {ticket_id: "{conversation}", step: OPENED}}
                  - {kind: ticket_update, event_id: "{conversation}/replied", account_id: "{company}",
                     occurred_at: "{first_response_at}", when: {column: first_response_at, filled: true},
                     fields: {ticket_id: "{conversation}", step: REPLIED}}
                """;

        Said said = importing(mapping, csv);

        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("\"rows\":3,\"exclusions\":0,\"accepted\":5");
        // (2.5 + 0.5) ÷ 2
        assertThat(services.figure("support.first_response_time", "2025-04-01", "2025-05-01"))
                .contains("\"shown\":\"1.5 h\"");
    }

    @Test
    void a_day_format_that_drops_the_time_is_refused_when_the_mapping_is_read() throws IOException {
        String csv = "id,customer,date,amount\na1,D1,2025-04-01 08:00:00,1\n";
        for (String[] wrong : new String[][] {
            {"day_format: \"yyyy-MM-dd HH:mm:ss\"", "has a time, which a day drops: say it as 'moment_format'"},
            {"day_format: dd/mm/yyyy", "drops or lacks a part of the day"},
            {"day_format: YYYY-MM-DD", "drops or lacks a part of the day"},
            {"moment_format: \"MM/dd/yyyy hh:mm\"", "drops or lacks a part of the moment"},
            {"moment_format: dd.MM.yyyy", "drops or lacks a part of the moment"},
            {"day_format: excel_days", "say it as 'moment_format'"},
            {"day_format: \"%d.%m.%y\"", "drops or lacks"}
        }) {
            Said said = importing(wrong[0] + "\n" + ORDERS, csv);
            assertThat(said.exitCode()).as(wrong[0]).isEqualTo(1);
            assertThat(said.err()).contains(wrong[1]).doesNotContain("java.", "Exception");
        }
    }

    @Test
    void bare_days_stay_days_of_a_firm_far_in_the_east() throws IOException {
        String mapping = """
                events:
                  - kind: subscription_change
                    event_id: "{id}"
                    account_id: "{account}"
                    occurred_at: "{at}"
                    fields: {subscription_id: "{account}", step: "{step}", ends_on: "{ends}",
                             price: {amount: "{price}", currency_code: "{firm.currency}"},
                             interval: {count: "{n}", unit: {from: "{n}", words: {"1": MONTH}}}}
                """;
        String csv = """
                id,account,at,step,price,n,ends
                a1,AK1,2025-06-30,start,100,1,
                a2,AK2,2025-06-01,start,40,1,
                a3,AK2,2025-06-30,end,,,
                a4,AK3,2025-05-01,start,7,1,
                a5,AK3,2025-06-10,cancel,,,2025-07-01
                """;
        for (String zone : new String[] {"", "zone: UTC\n", "zone: Pacific/Auckland\n"}) {
            try (ImportServices auckland = ImportServices.start("--zone", "Pacific/Auckland", "--currency", "NZD")) {
                Said said = auckland.imports(folder, zone + mapping, csv);

                assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
                assertThat(said.out()).contains("\"accepted\":5");
                assertThat(auckland.figure("revenue.mrr", "2025-06-01", "2025-07-01"))
                        .contains("\"value\":\"107");
                assertThat(auckland.figure("retention.customer_churn", "2025-07-01", "2025-08-01"))
                        .contains("\"shown\":\"50.00 %\"");
            }
        }
    }

    @Test
    void a_row_without_what_has_not_happened_is_left_out_not_rejected() throws IOException {
        String csv = """
                ticket,company,created_at,solved_at,state
                L1,K9,2025-08-01,2025-08-02,solved
                L2,K9,2025-08-03,,open
                L3,K9,2025-08-04,2025-08-05,spam
                """;
        String mapping = """
                events:
                  - {kind: ticket_update, event_id: "{ticket}/resolved", account_id: "{company}", occurred_at: "{solved_at}",
                     when: [{column: solved_at, filled: true}, {column: state, not: [spam, deleted]}],
                     fields: {ticket_id: "{ticket}", step: RESOLVED}}
                """;

        Said said = importing(mapping, csv);

        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(said.out())
                .contains("\"rows\":3,\"exclusions\":2,\"accepted\":1")
                .contains("\"rejected\":0");
    }

    @Test
    void layouts_are_recognised() throws IOException {
        String plain = "id,customer,date,amount,Notes,Notes,,\nQ,LY1,2025-03-01,1.00,\"a\nb\",x,,\n,,,,,,,\n";
        Charset windows = Charset.forName("windows-1252");
        record Shape(String name, String text, Charset charset, String more) {
            Shape(String name, String text) {
                this(name, text, StandardCharsets.UTF_8, "");
            }
        }
        Shape[] shapes = {
            new Shape("mark.csv", ("\ufeff" + plain)),
            new Shape("quoted.csv", ("\ufeff\"id\"" + plain.substring(2))),
            new Shape("semicolon.csv", plain.replace(',', ';')),
            new Shape("tab.csv", plain.replace(',', '\t')),
            new Shape("utf16.csv", "\ufeff" + plain, StandardCharsets.UTF_16LE, ""),
            new Shape("utf16be.csv", plain, StandardCharsets.UTF_16BE, ""),
            new Shape("blank.csv", plain.replace("id,customer", " id , customer ")),
            new Shape("windows.csv", plain.replace("x", "\u00e4"), windows, "file: {encoding: windows-1252}\n"),
            new Shape(
                    "skipped.csv",
                    "Export of 1 March\n\n" + plain.replace("\nQ", "\nText,Text,Day,EUR,,,,\nQ"),
                    StandardCharsets.UTF_8,
                    "file: {skip_rows: 2, skip_after_head: 1}\n")
        };
        int number = 0;
        for (Shape shape : shapes) {
            number++;
            byte[] bytes = shape.text().getBytes(shape.charset());
            Said said = services.imports(
                    folder, shape.more() + ORDERS.replace("{id}", "ly" + number + "{id}"), shape.name(), bytes);
            assertThat(said.exitCode())
                    .as(shape.name() + said.out() + said.err())
                    .isZero();
            assertThat(said.out()).as(shape.name()).contains("\"rows\":1,\"exclusions\":0,\"accepted\":1");
        }
    }

    @Test
    void files_that_do_not_fit_are_reported_what_is_wrong() throws IOException {
        String head = "id,customer,date,amount\n";
        for (String[] wrong : new String[][] {
            {"", head.replace("id,", "ID,") + "a,b,2025-01-01,1\n", "has no column 'id' (but 'ID': write it like this)"
            },
            {"", head.replace("customer", "id") + "a,b,2025-01-01,1\n", "has several columns 'id'"},
            {"", "", "is empty: it needs a head row"},
            {"", "number,who\n", "has no column"},
            {"delimitr: \";\"\n", head, "there is no part 'delimitr'; there are: day_format, decimal, "},
            {"file: {delimitr: \";\"}\n", head, "file: there is no part 'delimitr'; there are: columns, delimiter, "},
            {"file: {encoding: latin}\n", head, "there is no encoding 'latin'"},
            {"zone: Berlin\n", head, "there is no zone 'Berlin'"}
        }) {
            Said said = importing(wrong[0] + ORDERS, wrong[1]);
            assertThat(said.exitCode()).as(wrong[2] + said.out()).isEqualTo(1);
            assertThat(said.err()).contains(wrong[2]).doesNotContain("class io.keepwell", "marked as ignorable");
        }
    }

    @Test
    void an_answer_sent_in_two_parts_counts_once_where_the_last_one_is_kept() throws IOException {
        String mapping = """
                events:
                  - kind: survey_answer
                    event_id: "{who}/2025-05"
                    keep: last
                    account_id: "{account}"
                    occurred_at: "{at}"
                    fields: {kind: CSAT, scale_low: 1, scale_high: 5, score: "{score}", comment: "{text}"}
                """;
        String csv = """
                link,account,at,score,text,who
                L1,W1,2025-05-06T10:00:00Z,5,,u1
                L2,W1,2025-05-06T10:00:40Z,5,turned my phone,u1
                L3,W2,2025-05-07T10:00:00Z,2,,u2
                L4,W3,2025-05-08T10:00:00Z,3,,u3
                """;

        Said first = importing(mapping, csv);
        Said again = importing(mapping, csv);

        assertThat(first.out())
                .contains("\"rows\":4,\"exclusions\":0,\"accepted\":4")
                .contains("\"corrections\":1");
        assertThat(again.out()).contains("\"accepted\":0,\"duplicate\":4");
        // 1 of 3
        assertThat(services.figure("voice.csat", "2025-05-01", "2025-06-01")).contains("\"shown\":\"33.33 %\"");
    }

    @Test
    void minor_units_are_read_by_their_currency() throws IOException {
        String mapping = """
                events:
                  - kind: payment
                    event_id: "{id}"
                    account_id: "{customer}"
                    occurred_at: "{at}"
                    fields:
                      payment_id: "{id}"
                      nature: ONE_OFF
                      result: RECEIVED
                      amount: {amount: {from: "{amount}", minor_units: "{currency}", absolute: true},
                               currency_code: "{currency}"}
                """;
        String csv = """
                id,customer,at,amount,currency
                m1,MU,1741341600,-4900,eur
                m2,MU,1741341600,4900,jpy
                m3,MU,1741341600,4900,kwd
                m4,MU,1741341600,(4900),usd
                m5,MU,1741341600,49.00,xxx
                """;

        Said said = importing("moment_format: unix_seconds\n" + mapping, csv);

        assertThat(said.out()).contains("\"accepted\":1", "\"pending\":3", "\"rejected\":1");
        assertThat(Files.readString(folder.resolve("data.csv.rejected.csv")))
                .contains("6,m5,payment.amount.amount,BAD_VALUE,\"'xxx' is no currency");
        assertThat(Files.readString(folder.resolve("data.csv.pending.csv")))
                .contains("3,m2,payment.amount", "NO_EXCHANGE_RATE", "JPY", "4,m3,", "5,m4,");
    }

    @Test
    void json_lines_are_read_like_csv() throws IOException {
        String json = """
                {"id": "j1", "customer": {"id": "JS1"}, "date": "2025-02-03T08:00:00Z", "amount": 12.50, "tags": ["a", "b"]}
                {"id": "j2", "customer": {"id": "JS2"}, "date": "2025-02-03", "amount": null}
                """;
        String mapping = ORDERS.replace("{customer}", "{customer.id}")
                .replace("fields:", "when: {column: amount, filled: true}, fields:");

        Said said = services.imports(folder, mapping, "data.jsonl", json.getBytes(StandardCharsets.UTF_8));

        assertThat(said.exitCode()).as(said.err() + said.out()).isZero();
        assertThat(said.out()).contains("\"rows\":2,\"exclusions\":1,\"accepted\":1");
    }
}
