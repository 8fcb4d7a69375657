package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mappings that people begin with: each is imported as it stands, from a folder.
@UsesDatabase
final class ExampleMappingsTest {
    private static final Path EXAMPLES = Path.of("mappings/examples");

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        services = TestServices.start();
    }

    @Test
    void folder_with_an_example_of_each_kind_is_imported_whole_once_for_ever()
            throws IOException, InterruptedException {
        long before = services.services().bean(KeptFacts.class).count();
        TestServices.Said first = services.run("import", "--json", EXAMPLES.toString(), EXAMPLES.toString());
        TestServices.Said second = services.run("import", "--json", EXAMPLES.toString(), EXAMPLES.toString());

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        JsonNode files = new ObjectMapper().readTree(first.out()).get("files");
        List<String> names = new ArrayList<>();
        long events = 0;
        for (JsonNode file : files) {
            names.add(file.get("file").asText().replace(".csv", ""));
            assertThat(file.get("rows").asLong()).isPositive();
            assertThat(file.get("rejected").asLong()).isZero();
            events += file.get("accepted").asLong() + file.get("pending").asLong();
        }
        assertThat(names)
                .startsWith("exchange_rate", "account_profile", "subscription_change")
                .endsWith("retraction")
                .containsExactlyInAnyOrderElementsOf(
                        FactTables.ALL.stream().map(FactTable::kind).toList());
        assertThat(services.services().bean(KeptFacts.class).count() - before).isEqualTo(events);
        services.awaitFigures();
        TestServices.Said doctor = services.run("doctor");
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("\"accepted\":0,\"duplicate\":8").doesNotContain("\"accepted\":1");
    }

    @Test
    void one_mapping_takes_all_files_of_a_folder_or_those_it_names_and_tells_the_rest() throws IOException {
        String head = "noticed,kind,event,why\n";
        Files.writeString(folder.resolve("b.csv"), head + "2026-03-02,order,b-1,\n");
        Files.writeString(folder.resolve("a.csv"), head + "2026-03-02,order,a-1,\n2026-03-02,nothing,a-2,\n");
        Files.writeString(folder.resolve("notes.txt"), "not a file to import");
        String mapping = Files.readString(EXAMPLES.resolve("retraction.yaml"));
        Path all = Files.writeString(folder.resolve("all.yaml"), mapping);
        Path some = Files.writeString(folder.resolve("some.yaml"), "files: \"b*.csv\"\n" + mapping);

        TestServices.Said whole = services.run("import", all.toString(), folder.toString());
        TestServices.Said again = services.run("import", all.toString(), folder.toString());
        TestServices.Said part = services.run("import", some.toString(), folder.toString());

        assertThat(whole.exitCode()).isEqualTo(1);
        assertThat(whole.lines()).hasSize(4);
        assertThat(whole.lines().get(1)).matches("a\\.csv +2 +0 +1 +0 +0 +1");
        assertThat(whole.lines().get(2)).matches("b\\.csv +1 +0 +1 +0 +0 +0");
        assertThat(whole.lines().get(3)).startsWith("Rejected rows of a.csv are in ");
        assertThat(Files.readString(folder.resolve("a.csv.rejected.csv")))
                .contains("3,nothing/a-2,retraction.kind,OUT_OF_RANGE,\"It must be one of account_profile, ");
        assertThat(again.lines().get(1)).as("what was rejected isn't imported").matches("a\\.csv +2 +0 +0 +1 +0 +1");
        assertThat(part.exitCode()).isZero();
        assertThat(part.lines()).hasSize(3);
        assertThat(part.lines().getLast()).isEqualTo("No mapping is for a.csv: it was left alone.");
    }

    @Test
    void dry_run_tells_what_an_import_would_and_keeps_nothing() throws IOException {
        Path mapping = EXAMPLES.resolve("retraction.yaml");
        Path file = Files.writeString(
                folder.resolve("f.csv"),
                "noticed,kind,event,why\n2026-03-02,order,d-1,\n2026-03-02,nothing,d-2,\n2026-03-02,order,d-1,\n");
        long before = services.services().bean(KeptFacts.class).count();

        TestServices.Said dry = services.run("import", "--dry-run", "--json", mapping.toString(), file.toString());
        assertThat(services.services().bean(KeptFacts.class).count()).isEqualTo(before);
        TestServices.Said real = services.run("import", "--json", mapping.toString(), file.toString());

        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.out())
                .contains("\"rows\":3,\"exclusions\":0,\"accepted\":1,\"duplicate\":1,\"pending\":0,\"rejected\":1")
                .isEqualTo(real.out());
        assertThat(services.services().bean(KeptFacts.class).count()).isEqualTo(before + 1);
        assertThat(services.run("import", "--dry-run", mapping.toString(), file.toString())
                        .out())
                .contains("This was a dry run: nothing was kept.");
    }

    @Test
    void two_mappings_for_one_file_and_none_at_all_are_reported() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "noticed,kind,event,why\n");
        String mapping = Files.readString(EXAMPLES.resolve("retraction.yaml"));
        Files.writeString(folder.resolve("other.yaml"), mapping);

        TestServices.Said none = services.run("import", folder.toString(), folder.toString());
        Files.writeString(folder.resolve("a.yaml"), mapping);
        Files.writeString(folder.resolve("z.yaml"), "files: \"*.csv\"\n" + mapping);
        TestServices.Said two = services.run("import", folder.toString(), folder.toString());

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("There is nothing to import");
        assertThat(two.exitCode()).isEqualTo(1);
        assertThat(two.err()).contains("Two mappings are for a.csv, one of them z.yaml. Say 'files' in them.");
    }

    @Test
    void cells_are_read_as_the_mapping_says_and_reported_where_they_cannot_be() throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.yaml"), """
                day_format: dd.MM.yyyy
                events:
                  - kind: order
                    event_id: "{id}"
                    account_id: cellbert
                    occurred_at: "{day}"
                    fields:
                      order_id: "{id}"
                      value: {amount: {from: "{price}", decimal: ","}, currency_code: EUR}
                      recurring: "{again}"
                  - kind: ticket_update
                    event_id: "{id}"
                    account_id: cellbert
                    occurred_at: "{day}"
                    corrects_event_id: "{instead}"
                    fields:
                      ticket_id: "{id}"
                      step: {from: "{state}", words: {neu: OPENED, fertig: RESOLVED}}
                """);
        Path file = Files.writeString(folder.resolve("f.csv"), """
                id,day,price,again,state,instead
                c1,31.01.2026,"1.234.567,50",Yes,neu,
                c2,29.02.2026,"1,5",no,fertig,
                c3,01.02.2026,1 234,maybe,offen,
                c4,01.02.2026,"12,34,56",0,fertig,c1
                c5,2026-02-01T10:00:00Z,,1,neu,
                c6,01.02.2026,1.5,1,neu,
                """);

        TestServices.Said said = services.run("import", "--json", mapping.toString(), file.toString());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out())
                .contains("\"rows\":6,\"exclusions\":0,\"accepted\":5,\"duplicate\":0,\"pending\":0,\"rejected\":7");
        assertThat(Files.readString(folder.resolve("f.csv.rejected.csv")))
                .contains("3,c2,occurred_at,BAD_VALUE,'29.02.2026' is not written as the mapping's 'moment_format' or"
                        + " 'day_format' says: dd.MM.yyyy")
                .contains("4,c3,order.recurring,BAD_VALUE,\"'maybe' is none of true, false, yes, no, 1, 0\"")
                .contains("4,c3,ticket_update.step,BAD_VALUE,\"'offen' is none of the words neu, fertig\"")
                .contains("5,c4,order.value.amount,BAD_VALUE,\"'12,34,56' is no number with ',' before its decimals\"")
                .contains("6,c5,order.value,REQUIRED,")
                .contains("7,c6,order.value.amount,BAD_VALUE,\"'1.5' is no number with ',' before its decimals\"");
        assertThat(services.services().bean(KeptFacts.class).timeline(account("cellbert"), 10).stream()
                        .map(stored -> stored.fact().toString()))
                .as("c1's order at its price; c1's ticket gave way to c4's")
                .hasSize(4)
                .anyMatch(fact -> fact.contains("micros=1234567500000"))
                .noneMatch(fact -> fact.contains("ticketId=c1"));
    }

    @Test
    void mapping_that_cannot_be_is_reported_before_anything_is_sent() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "id\nx\n");
        String head = "events:\n  - {kind: order, event_id: '{id}', account_id: a, occurred_at: 2026-01-01, fields: {";

        for (String[] wrong : new String[][] {
            {"value: '{id}'", "fields.value: it needs fields of its own: amount, currency_code."},
            {"order_id: {from: '{id}', word: {}}", "beside 'from' there is no part 'word'"},
            {"order_id: {from: '{id}', split: ';'}", "it takes one value, so there is nothing to split."},
            {"order_id: ['{id}']", "it takes one value, not several."},
            {"order_id: {from: '{id}', decimal: x}", "decimal: it is '.' or ','."},
            {"order_id: {of: '{id}'}", "it takes a text or number, not fields of its own."}
        }) {
            Path mapping = Files.writeString(folder.resolve("m.yaml"), head + wrong[0] + "}}\n");
            TestServices.Said said = services.run("import", mapping.toString(), file.toString());
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(said.err()).contains(wrong[1]);
        }
    }

    private static int account(String name) {
        return services.services()
                .bean(AccountDirectory.class)
                .search(name, Slice.WHOLE, 0, 1)
                .accounts()
                .getFirst()
                .number();
    }
}
