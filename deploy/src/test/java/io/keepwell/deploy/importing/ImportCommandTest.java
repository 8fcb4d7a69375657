package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.NeedsReferenceFiles;
import io.keepwell.core.suite.ReferenceFiles;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@UsesDatabase
@RunsOnce("files and mappings, before the database")
@Slow
class ImportCommandTest {
    private static final String MAPPING = """
            events:
              - kind: subscription_change
                event_id: "{id}"
                account_id: "{account}"
                occurred_at: "{start}"
                fields:
                  subscription_id: "{id}"
                  step: START
                  price: {amount: "{price}", currency_code: EUR}
                  interval: {count: 1, unit: MONTH}
              - kind: survey_answer
                when: {column: answered, is: "yes"}
                event_id: "{id}/answer"
                account_id: "{account}"
                occurred_at: "{start}"
                fields: {kind: NPS, scale_low: 0, scale_high: 10, score: 9, comment: "{comment}"}
            """;
    private static final String HEAD = "id,account,start,price,answered,comment\n";

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

    private Said importing(String mapping, byte[] csv) throws IOException {
        return services.imports(folder, mapping, "data.csv", csv);
    }

    private Said importing(String mapping, String csv) throws IOException {
        return services.imports(folder, mapping, csv);
    }

    private String rejected() throws IOException {
        return Files.readString(folder.resolve("data.csv.rejected.csv"));
    }

    @Test
    void lines_become_events_once_however_often_they_are_imported() throws IOException {
        String csv = HEAD + "a1,acme,2026-01-05,10.00,yes,fine\na2,bolt,2026-01-06T10:00:00+01:00,20.00,no,\n";

        Said first = importing(MAPPING, csv);
        Said second = importing(MAPPING, csv);

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("\"rows\":2,\"exclusions\":0,\"accepted\":3,\"duplicate\":0");
        assertThat(second.out()).contains("\"rows\":2,\"exclusions\":0,\"accepted\":0,\"duplicate\":3");
    }

    @Test
    void a_bad_line_is_reported_with_its_place_and_keeps_no_other_back() throws IOException {
        String longComment = "x".repeat(70_000);
        String csv = HEAD
                + "b1,acme,yesterday,10.00,no,\n"
                + "b2,acme,2026-01-05,1e30,no,\n"
                + "b3,acme,2026-01-05,10.00,yes," + longComment + "\n"
                + "b4,acme,2026-01-05\n"
                + "b5,acme,2026-01-05,10.00,no,\n";

        Said said = importing(MAPPING, csv);

        assertThat(said.exitCode()).isEqualTo(1);
        // b3's subscription and b5
        assertThat(said.out()).contains("\"accepted\":2", "\"rejected\":4");
        assertThat(rejected())
                .contains("2,b1,occurred_at,BAD_VALUE,\"'yesterday' is neither a moment such as")
                .contains("3,b2,subscription_change.price.amount,BAD_VALUE,\"'1e30' is no number")
                .contains(
                        "4,b3/answer,survey_answer.comment,TOO_LONG,At most 65535 bytes of UTF-8 are kept; this has 70000.")
                .contains("5,,,BAD_LINE,");
    }

    @Test
    void text_that_is_not_utf8_is_reported_with_its_line_and_column() throws IOException {
        byte[] csv = (HEAD + "c1,ac\u00ffme,2026-01-05,10.00,no,\n").getBytes(StandardCharsets.ISO_8859_1);

        Said said = importing(MAPPING, csv);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(rejected())
                .contains(
                        "2,,column account,BAD_CHARACTER,\"The text is not valid UTF-8; say 'encoding' in the mapping, such as windows-1252.\"");
    }

    @Test
    void an_unknown_column_is_reported_before_anything_is_sent() throws IOException {
        Said said = importing(MAPPING.replace("{price}", "{prize}"), HEAD + "d1,acme,2026-01-05,10.00,no,\n");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains("events[0].fields.price.amount: the file " + folder.resolve("data.csv")
                        + " has no column 'prize'; it has: id, account, start, price");
    }

    @Test
    void an_unknown_field_is_reported_with_the_ones_there_are() throws IOException {
        Said said = importing(
                MAPPING.replace("subscription_id:", "subscription:"), HEAD + "e1,acme,2026-01-05,10.00,no,\n");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains("'SubscriptionChange' has no field 'subscription'; it has: subscription_id, step, price");
    }

    @Test
    void an_unknown_part_of_a_mapping_is_reported_with_its_place() throws IOException {
        Said said = importing(MAPPING.replace("when: {", "whenever: {"), HEAD);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains("mapping.yaml: events[1]: there is no part 'whenever'; there are: account_id, ");
    }

    @Test
    void a_wrong_key_is_refused() throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        Path csv = Files.writeString(folder.resolve("data.csv"), HEAD + "f1,acme,2026-01-05,10.00,no,\n");

        Said said = services.run("import", "--key", "kw_wrong", mapping.toString(), csv.toString());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("The partner key is not known here. [KEY_UNKNOWN]");
    }

    /// Published for this data set: 1,869 of 7,043 customers left, 26.54 %; 139,130.85 of 456,116.60 monthly charges,
    /// 30.50 %.
    @Test
    @NeedsReferenceFiles
    void the_telco_sample_gives_its_published_figures() throws IOException, InterruptedException {
        Path project = Path.of("..").toAbsolutePath().normalize();
        Path sample = ReferenceFiles.file("telco-customer-churn.csv");

        try (ImportServices own = ImportServices.start()) {
            Said said = own.run(
                    "import",
                    project.resolve("deploy/mappings/telco-customer-churn.yaml").toString(),
                    sample.toString());
            own.awaitFigures();
            Said churn = own.run(
                    "query",
                    "retention.customer_churn",
                    "--from",
                    "2024-01-01",
                    "--to",
                    "2024-02-01",
                    "--explain",
                    "--json");
            Said revenue = own.run(
                    "query",
                    "retention.revenue_churn",
                    "--from",
                    "2024-01-01",
                    "--to",
                    "2024-02-01",
                    "--explain",
                    "--json");
            Said doctor = own.run("doctor");

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(churn.out())
                    .contains("\"shown\":\"26.54 %\"", "\"calculation\":\"1,869 ÷ 7,043\"", "\"total\":\"1869\"");
            assertThat(revenue.out())
                    .contains(
                            "\"shown\":\"30.50 %\"",
                            "\"calculation\":\"(139,130.85 + 0.00) ÷ 456,116.60\"", "\"total\":\"139130.85\"");
            assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        }
    }
}
