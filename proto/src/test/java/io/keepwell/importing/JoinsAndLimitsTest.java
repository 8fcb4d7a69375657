package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JoinsAndLimitsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    /// The ids of the events, or `line: message` of the problems.
    private List<String> reported(String mapping, String csv) throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), csv);
        List<String> reported = new ArrayList<>();
        try (MappedFile file = MappedFile.open(
                "m", MappingReader.parse("m", mapping), data, new FirmTerms(ZoneId.of("Europe/Berlin"), "EUR"))) {
            for (Optional<MappedRow> row = file.next(); row.isPresent(); row = file.next()) {
                row.get().events().forEach(event -> reported.add(event.getEventId()));
                row.get().problems().forEach(problem -> reported.add(problem.line() + ": " + problem.message()));
            }
        }
        return reported;
    }

    private static String orders(String when) {
        return "events: [{kind: order, event_id: \"{id}\", account_id: a, occurred_at: \"{at}\", when: " + when
                + ", fields: {order_id: \"{id}\", value: {amount: 1, currency_code: EUR}}}]\n";
    }

    @Test
    void a_moment_is_compared_with_another_column_and_an_empty_one_limits_nothing() throws IOException {
        String csv = """
                id,at,until
                before,2025-03-01 09:00:00,2025-03-01 10:00:00
                same,2025-03-01 10:00:00,2025-03-01T09:00:00Z
                after,2025-03-01 11:00:00,2025-03-01 10:00:00
                open,2025-03-01 11:00:00,
                """;

        assertThat(reported(orders("{column: at, below: \"{until}\"}"), csv)).containsExactly("before", "open");
        assertThat(reported(orders("{column: at, at_least: \"{until}\"}"), csv))
                .containsExactly("same", "after", "open");
        assertThat(reported(orders("{column: until, above: \"2025-03-01 09:30:00\"}"), csv))
                .containsExactly("before", "same", "after");
    }

    @Test
    void a_number_is_compared_with_another_column() throws IOException {
        String csv = "id,at,due\nless,9,10\nmore,11,10\n";
        String mapping = orders("{column: at, above: \"{due}\"}").replace("\"{at}\"", "2025-03-01");

        assertThat(reported(mapping, csv)).containsExactly("more");
    }

    @Test
    void what_can_not_be_compared_is_reported() throws IOException {
        String csv = "id,at\nx,soon\n";

        assertThatThrownBy(() -> reported(orders("{column: at, above: tomorrow}"), csv))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("'tomorrow' is neither a number nor a moment to compare with");
        assertThat(reported(orders("{column: at, above: \"2025-03-01\"}"), csv))
                .singleElement()
                .asString()
                .contains("'soon'");
    }

    @Test
    void a_join_finds_a_row_by_each_of_the_keys_in_its_cell() throws IOException {
        Files.writeString(folder.resolve("merged.csv"), "id,others\n7,\"[\"\"1\"\", 2]\"\n8,[]\n");
        String mapping = "joins: [{name: into, file: merged.csv, key: others, split: \",\", on: \"{id}\"}]\n"
                + orders("{column: into.id, filled: false}");

        assertThat(reported(mapping, "id,at\n1,2025-03-01\n2,2025-03-01\n3,2025-03-01\n"))
                .containsExactly("3");
    }

    @Test
    void rows_that_name_a_key_of_several_are_rejected_where_the_join_says_so() throws IOException {
        Files.writeString(folder.resolve("other.csv"), "key,to\nk1,a\nk1,b\nk2,c\n");
        String mapping = "joins: [{name: other, file: other.csv, key: key, several: reject, on: \"{id}\"}]\n"
                + orders("{column: other.to, filled: true}");

        assertThat(reported(mapping, "id,at\nk1,2025-03-01\nk2,2025-03-01\n"))
                .containsExactly("2: several rows of the joined file have the key 'k1'", "k2");
    }

    @Test
    void money_without_an_amount_is_left_out_though_it_has_a_currency() throws IOException {
        String mapping = "events: [{kind: opportunity, event_id: \"{id}\", account_id: a, occurred_at: \"{at}\","
                + " fields: {opportunity_id: \"{id}\", kind: EXPANSION, state: OPEN, value: {amount: \"{worth}\", currency_code: \"{firm.currency}\"}}}]\n";
        Path data = Files.writeString(folder.resolve("data.csv"), "id,at,worth\nx,2025-03-01,\n");
        try (MappedFile file = MappedFile.open(
                "m", MappingReader.parse("m", mapping), data, new FirmTerms(ZoneId.of("Europe/Berlin"), "EUR"))) {
            assertThat(file.next()
                            .orElseThrow()
                            .events()
                            .getFirst()
                            .getOpportunity()
                            .hasValue())
                    .isFalse();
        }
    }

    @Test
    void an_account_that_a_join_doesnt_bring_is_said_with_the_row_that_isnt_there() throws IOException {
        Files.writeString(folder.resolve("charge.csv"), "id,customer\nch_1,A\nch_2,\n");
        String mapping = "joins: [{name: charge, file: charge.csv, key: id, on: \"{charge_id}\"}]\n"
                + orders("{column: id, filled: true}").replace("account_id: a", "account_id: \"{charge.customer}\"");

        // ch_2 is there, but names no customer: that is the server's to say
        assertThat(reported(mapping, "id,at,charge_id\no1,2025-03-01,ch_1\no2,2025-03-01,ch_9\no3,2025-03-01,ch_2\n"))
                .containsExactly("o1", "3: no row of charge.csv has the id 'ch_9', so there is no account", "o3");
    }
}
