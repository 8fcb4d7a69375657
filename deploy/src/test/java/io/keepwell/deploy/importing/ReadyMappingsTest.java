package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.NeedsReferenceFiles;
import io.keepwell.core.suite.ReferenceFiles;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.importing.ready.ReadyMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each ready mapping imports its sample, and figures worked out by hand come out.
@UsesDatabase
@RunsOnce("files and mappings, before the database")
@Slow
final class ReadyMappingsTest {
    private static final Path SAMPLES = Path.of("mappings/ready");

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

    /// Imports a folder by all ready mappings of a tool.
    private Said importing(ImportServices into, Predicate<String> wanted, Path files) throws IOException {
        Path mappings = Files.createDirectory(folder.resolve("mappings"));
        for (ReadyMapping ready : ReadyMapping.all()) {
            if (wanted.test(ready.name())) {
                Files.writeString(mappings.resolve(ready.name() + ".yaml"), ready.text());
            }
        }
        return into.imports(mappings, files);
    }

    private Said importing(ImportServices into, String name, String file) throws IOException {
        Path mapping = Files.writeString(
                folder.resolve(name + ".yaml"),
                ReadyMapping.named(name).orElseThrow().text());
        return into.imports(mapping, SAMPLES.resolve(file));
    }

    @Test
    void stripe() throws IOException {
        try (ImportServices own = ImportServices.start()) {
            Said said = importing(
                    own,
                    name -> name.startsWith("stripe-") && !name.equals("stripe-subscription-items-prices"),
                    SAMPLES.resolve("stripe"));

            assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
            assertThat(said.out())
                    // Left out: a deleted customer; a metered item; 20 per cent off once; what waits or was only
                    // reserved;
                    // a refund that failed.
                    .contains("\"rows\":4,\"exclusions\":1,\"accepted\":3", "\"file\":\"customer.csv\"")
                    .contains("\"rows\":5,\"exclusions\":1,\"accepted\":8", "\"file\":\"subscription_item.csv\"")
                    .contains("\"rows\":2,\"exclusions\":1,\"accepted\":1", "\"file\":\"subscription_discount.csv\"")
                    .contains("\"rows\":5,\"exclusions\":2,\"accepted\":3", "\"file\":\"charge.csv\"")
                    .contains("\"rows\":2,\"exclusions\":1,\"accepted\":1", "\"file\":\"refund.csv\"")
                    .contains("\"no_mapping\":[\"price.csv\"]");
            // January: Alder 3 × 49, Birch 49 after its trial: 196. February: Birch 49 − 9, Dogwood 2 × 300 ÷ 3: 387;
            // Dogwood's first trial was left. March: Birch ended: 347. May: Dogwood ran until the 20th: 147.
            assertThat(own.figure("revenue.mrr", "2025-01-01", "2025-02-01")).contains("\"shown\":\"EUR 196.00\"");
            assertThat(own.figure("revenue.mrr", "2025-02-01", "2025-03-01")).contains("\"shown\":\"EUR 387.00\"");
            assertThat(own.figure("revenue.mrr", "2025-03-01", "2025-04-01")).contains("\"shown\":\"EUR 347.00\"");
            assertThat(own.figure("revenue.mrr", "2025-05-01", "2025-06-01")).contains("\"shown\":\"EUR 147.00\"");
            // Birch of Alder, Birch and Dogwood
            assertThat(own.figure("retention.customer_churn", "2025-03-01", "2025-04-01"))
                    .contains("\"shown\":\"33.33 %\"");
            // 147 + 25 − 5; what failed, waits or was only reserved is none
            assertThat(own.figure("revenue.mrr", "2025-01-01", "2025-02-01", "--definition", "all_revenue"))
                    .contains("\"shown\":\"EUR 167.00\"");
        }
    }

    @Test
    void zendesk() throws IOException {
        try (ImportServices own = ImportServices.start()) {
            Said said = importing(own, name -> name.startsWith("zendesk-"), SAMPLES.resolve("zendesk"));

            assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
            assertThat(said.out())
                    // Left out: a deleted ticket and a merged one; descriptions and notes; what is no status, and
                    // "deleted"; what was only offered.
                    .contains("\"rows\":5,\"exclusions\":2,\"accepted\":3")
                    .contains("\"rows\":9,\"exclusions\":5,\"accepted\":4")
                    .contains("\"rows\":12,\"exclusions\":2,\"accepted\":10")
                    .contains(
                            "\"rows\":4,\"exclusions\":1,\"accepted\":3,\"duplicate\":0,\"pending\":0,\"rejected\":0,\"corrections\":1");
            // (2.5 + 0.5 + 3) ÷ 3
            assertThat(own.figure("support.first_response_time", "2025-04-01", "2025-05-01"))
                    .contains("\"shown\":\"2.0 h\"");
            // (24 + 6, 2, 4) ÷ 3: 901 was open again for six hours
            assertThat(own.figure("support.resolution_time", "2025-04-01", "2025-05-01"))
                    .contains("\"shown\":\"12.0 h\"");
            // 905 of three: 901 was reopened, 902's customer wrote again
            assertThat(own.figure("support.first_contact_resolution", "2025-04-01", "2025-05-01"))
                    .contains("\"shown\":\"33.33 %\"");
            // 701 changed from bad to good, 702 is bad
            assertThat(own.figure("voice.csat", "2025-04-01", "2025-05-01")).contains("\"shown\":\"50.00 %\"");
        }
    }

    @Test
    void intercom() throws IOException {
        try (ImportServices own = ImportServices.start()) {
            Said objects = importing(own, "intercom-conversations-json", "intercom/conversations.jsonl");
            Said table = importing(own, "intercom-conversations-table", "intercom/conversation_history.csv");

            // Opened and replied 3 each, resolved 2, reopened and resolved again 1 each, rated 2
            for (Said said : List.of(objects, table)) {
                assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
                assertThat(said.out()).contains("\"rows\":3,\"exclusions\":0,\"accepted\":12");
            }
            for (String[] month : new String[][] {{"2025-04-01", "2025-05-01"}, {"2025-05-01", "2025-06-01"}}) {
                // (1 + 3 + 2) ÷ 3
                assertThat(own.figure("support.first_response_time", month[0], month[1]))
                        .contains("\"shown\":\"2.0 h\"");
                // (2, 4 + 1) ÷ 2
                assertThat(own.figure("support.resolution_time", month[0], month[1]))
                        .contains("\"shown\":\"3.5 h\"");
                // 5 and 2
                assertThat(own.figure("voice.csat", month[0], month[1])).contains("\"shown\":\"50.00 %\"");
            }
        }
    }

    @Test
    void a_list_with_one_row_a_subscription() throws IOException {
        try (ImportServices own = ImportServices.start()) {
            Said said = importing(own, "subscription-list", "others/subscriptions.csv");

            assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
            // Four starts, three ends
            assertThat(said.out()).contains("\"rows\":4,\"exclusions\":0,\"accepted\":7");
            // 2 × 100 + 1,200 ÷ 12
            assertThat(own.figure("revenue.mrr", "2025-01-01", "2025-02-01")).contains("\"shown\":\"EUR 300.00\"");
            // + 50 + 30
            assertThat(own.figure("revenue.mrr", "2025-02-01", "2025-03-01")).contains("\"shown\":\"EUR 380.00\"");
            // One of four ended on the 15th; the one that ends on 1 April still runs.
            assertThat(own.figure("retention.customer_churn", "2025-03-01", "2025-04-01"))
                    .contains("\"shown\":\"25.00 %\"");
        }
    }

    @Test
    void surveys() throws IOException {
        Said nps = importing(services, "nps-responses", "others/nps-responses.csv");
        Said csat = importing(services, "csat-responses", "others/csat-responses.csv");
        Said delighted = importing(services, "delighted-responses", "others/delighted-responses.json");

        // Left out: the row without a score.
        assertThat(nps.out()).contains("\"rows\":4,\"exclusions\":1,\"accepted\":3", "\"rejected\":0");
        assertThat(csat.out()).contains("\"rows\":4,\"exclusions\":1,\"accepted\":3", "\"rejected\":0");
        assertThat(delighted.out()).contains("\"rows\":6,\"exclusions\":0,\"accepted\":6", "\"corrections\":1");
        // 10, 9 and 8: (2 − 0) ÷ 3
        assertThat(services.figure("voice.nps", "2025-06-01", "2025-07-01")).contains("\"shown\":\"66.7\"");
        // 5 and 4 of 5, 4 and 2
        assertThat(services.figure("voice.csat", "2025-07-01", "2025-08-01")).contains("\"shown\":\"66.67 %\"");
        // 10, 9 and 3, which took the place of a 9: (2 − 1) ÷ 3
        assertThat(services.figure("voice.nps", "2025-08-01", "2025-09-01")).contains("\"shown\":\"33.3\"");
        // 4 of 4 and 1
        assertThat(services.figure("voice.csat", "2025-08-01", "2025-09-01")).contains("\"shown\":\"50.00 %\"");
    }

    @Test
    void hubspot() throws IOException {
        Said said = importing(services, "hubspot-deals", "others/hubspot-deals.csv");

        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        // Three opportunities, two of them decided; three leads, two of them decided
        assertThat(said.out()).contains("\"rows\":6,\"exclusions\":0,\"accepted\":10");
        // 1 of 1 + 1
        assertThat(services.figure("growth.portfolio", "2025-09-01", "2025-10-01", "--definition", "win_rate"))
                .contains("\"shown\":\"50.00 %\"");
        assertThat(services.figure("growth.portfolio", "2025-09-01", "2025-10-01", "--definition", "won_value"))
                .contains("\"shown\":\"EUR 1,200.00\"");
        // 1 of 3
        assertThat(services.figure("growth.conversion", "2025-09-01", "2025-10-01"))
                .contains("\"shown\":\"33.33 %\"");
    }

    private Path copy(String reference) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(reference));
        try (Stream<Path> files = Files.list(ReferenceFiles.file("exports").resolve(reference))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    private static List<String> rejected(Path folder, String file) throws IOException {
        return Files.readAllLines(folder.resolve(file + ".rejected.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", 5))
                .map(cells -> cells[2] + " " + cells[3])
                .collect(Collectors.toList());
    }

    /// The published tables are parts of unequal firms: most of their rows name others that aren't there.
    @Test
    @NeedsReferenceFiles
    void the_published_stripe_tables_give_no_reject_without_a_reason() throws IOException {
        Path files = copy("stripe");
        try (ImportServices own = ImportServices.start()) {
            Said said = importing(
                    own, name -> name.startsWith("stripe-") && !name.equals("stripe-subscription-items-prices"), files);

            assertThat(said.out())
                    .as(said.err())
                    // One customer is deleted.
                    .contains("\"rows\":12,\"exclusions\":1,\"accepted\":11", "\"file\":\"customer.csv\"")
                    // One item's subscription is there: its end counts, its start waits for a rate of USD.
                    .contains(
                            "\"rows\":14,\"exclusions\":0,\"accepted\":1,\"duplicate\":0,\"pending\":1,\"rejected\":13")
                    // None of their coupons is there.
                    .contains("\"rows\":3,\"exclusions\":3,\"accepted\":0", "\"file\":\"subscription_discount.csv\"")
                    // All of them failed; in USD, which waits for a rate.
                    .contains(
                            "\"rows\":16,\"exclusions\":0,\"accepted\":0,\"duplicate\":0,\"pending\":16,\"rejected\":0")
                    .contains("\"rows\":4,\"exclusions\":0,\"accepted\":0,\"duplicate\":0,\"pending\":0,\"rejected\":4")
                    .contains(
                            "\"no_mapping\":[\"discount.csv\",\"invoice.csv\",\"invoice_line_item.csv\",\"price.csv\","
                                    + "\"product.csv\"]");
            // Their subscriptions and charges aren't there, so nobody knows whose they are.
            assertThat(rejected(files, "subscription_item.csv")).hasSize(13).containsOnly("account_id BAD_VALUE");
            assertThat(rejected(files, "refund.csv")).hasSize(4).containsOnly("account_id BAD_VALUE");
        }
    }

    @Test
    @NeedsReferenceFiles
    void the_published_zendesk_tables_give_no_reject_without_a_reason() throws IOException {
        Path files = copy("zendesk");
        try (ImportServices own = ImportServices.start()) {
            Said said = importing(
                    own, name -> name.startsWith("zendesk-") && !name.equals("zendesk-satisfaction-ratings"), files);

            assertThat(said.out())
                    .contains("\"rows\":10,\"exclusions\":0,\"accepted\":10", "\"file\":\"organization.csv\"")
                    // Two are deleted.
                    .contains("\"rows\":10,\"exclusions\":2,\"accepted\":8", "\"file\":\"ticket.csv\"")
                    // Their users aren't there, so nobody knows who is an agent.
                    .contains("\"rows\":20,\"exclusions\":20", "\"file\":\"ticket_comment.csv\"")
                    // Eight rows are no status; thirteen are of ticket 11071.
                    .contains(
                            "\"rows\":38,\"exclusions\":8,\"accepted\":13,\"duplicate\":0,\"pending\":0,\"rejected\":17")
                    .contains("\"no_mapping\":[\"schedule.csv\",\"schedule_holiday.csv\",\"time_zone.csv\"]");
            // Their tickets aren't there, so nobody knows whose they are.
            assertThat(rejected(files, "ticket_field_history.csv")).hasSize(17).containsOnly("account_id BAD_VALUE");
            // Ticket 11071: opened on 2020-08-28, 18:06:36, by a person without organisation; solved on 2020-11-14,
            // 11:01:27, and closed a day later, which changes nothing: 77 days, 16 h 54 min 51 s are 1,864.9 h.
            assertThat(own.figure("support.resolution_time", "2020-11-01", "2020-12-01"))
                    .contains("\"shown\":\"1,864.9 h\"");
        }
    }
}
