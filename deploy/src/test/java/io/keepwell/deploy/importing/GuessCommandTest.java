package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.NeedsReferenceFiles;
import io.keepwell.core.suite.ReferenceFiles;
import io.keepwell.core.suite.Slow;
import io.keepwell.deploy.Keepwell;
import io.keepwell.importing.MappingReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
final class GuessCommandTest {
    private static final Path SAMPLES = Path.of("mappings/ready");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private record Said(int exitCode, String out, String err) {}

    private static Said run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Keepwell.run(
                Stream.concat(Stream.of("import"), Arrays.stream(arguments).map(Object::toString))
                        .toArray(String[]::new),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        return new Said(exitCode, out.toString(), err.toString());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void one_file_gives_its_mapping_and_no_services_are_needed() {
        Said said = run("--guess", SAMPLES.resolve("zendesk/ticket_comment.csv"));

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("ready mapping zendesk-comments", "4 events, 5 rows left out, no problem.");
        assertThat(MappingReader.parse("said", said.out()).joins()).hasSize(2);
    }

    @Test
    void a_folder_gives_a_mapping_for_each_file_that_is_not_joined_and_replaces_none() throws IOException {
        Path mappings = folder.resolve("mappings");

        Said printed = run("--guess", SAMPLES.resolve("stripe"));
        Said first = run("--guess", "--output", mappings, SAMPLES.resolve("stripe"));
        Said second = run("--guess", "--output", mappings, SAMPLES.resolve("stripe"));
        Said third = run("--guess", "--output", mappings, "--overwrite", SAMPLES.resolve("stripe"));

        assertThat(printed.out()).contains("# ==== charge.yaml", "# ==== refund.yaml");
        assertThat(printed.err()).contains("--output FOLDER writes each into a file of its own");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(names(mappings))
                .contains(
                        "charge.yaml",
                        "customer.yaml",
                        "refund.yaml",
                        "subscription_discount.yaml",
                        "subscription_item.yaml")
                .doesNotContain("subscription_history.yaml", "plan.yaml", "coupon.yaml", "price.yaml");
        assertThat(first.err()).contains("price.csv: no mapping that was written needs it, so it was left alone");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("already; --overwrite replaces it.");
        assertThat(third.exitCode()).as(third.err()).isZero();
    }

    @Test
    void what_does_not_go_together_is_reported() {
        assertThat(run("one.yaml").err()).contains("Two are needed: MAPPING and FILES", "--guess");
        Said several = run("one.yaml", "a.csv", "b.csv");
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(several.err())
                .contains("An import takes one file or one folder beside the mapping, but there are 2.");
        assertThat(run("one.yaml", "a.csv", "--output", "x").err())
                .contains("--output and --overwrite are for --guess.");
        assertThat(run("--guess", folder.resolve("none.csv")).err())
                .contains("There is no file")
                .doesNotContain("Exception");
        assertThat(run("--guess", folder).err()).contains("There is nothing to guess");
    }

    /// A newcomer with the published tables: two commands, and no changed line.
    @Test
    @NeedsReferenceFiles
    void published_tables_are_recognised() throws IOException {
        for (String[] tool : new String[][] {
            {
                "stripe",
                "charge.yaml",
                "customer.yaml",
                "refund.yaml",
                "subscription_discount.yaml",
                "subscription_item.yaml"
            },
            {"zendesk", "organization.yaml", "ticket.yaml", "ticket_comment.yaml", "ticket_field_history.yaml"}
        }) {
            Path mappings = folder.resolve(tool[0]);
            Said said = run(
                    "--guess",
                    "--output",
                    mappings,
                    ReferenceFiles.file("exports").resolve(tool[0]));

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(names(mappings)).as(said.err()).contains(Arrays.copyOfRange(tool, 1, tool.length));
            for (String name : Arrays.copyOfRange(tool, 1, tool.length)) {
                String text = Files.readString(mappings.resolve(name));
                assertThat(text).contains("It has the columns of the ready mapping");
                // Its samples don't fit together: what isn't found is reported, and ends that are before starts.
                assertThat(text.lines()
                                .filter(line -> line.contains("CHECK"))
                                .filter(line -> !line.matches(
                                        "# +CHECK (line [0-9]+, .*|No row fulfils .*)|# [0-9]+ lines? .* CHECK.*")))
                        .isEmpty();
            }
        }
    }
}
