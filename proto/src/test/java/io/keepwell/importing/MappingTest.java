package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a mapping may say, which columns it uses, and what becomes of files that don't fit it.
final class MappingTest {
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "CHF");
    private static final String EVENTS =
            "events: [{kind: order, event_id: \"{id}\", account_id: a, occurred_at: 2025-04-01,"
                    + " fields: {order_id: \"{id}\", value: {amount: 1, currency_code: EUR}}}]\n";

    /// Names each part of a mapping that may name columns.
    private static final String EVERYWHERE = """
            joins:
              - {name: org, file: orgs.csv, key: id, on: "{j1}", when: {column: deleted, below: "{limit}"}}
              - {name: more, file: more.csv, key: id, on: "{org.more}"}
            events:
              - kind: subscription_change
                event_id: "{e1}/{e2}"
                account_id: {from: ["{a1}", "{org.name}"]}
                corrects_event_id: "{c1}"
                occurred_at: {day: "{d1}", plus_months: "{m1}", minus_months: "{more.months}"}
                when: [{column: w1, filled: true}, {column: w2, at_most: "{w3}"}]
                fields:
                  subscription_id: x
                  step: {from: "{s1}", words: {"{no}": START}, otherwise: "{no}"}
                  price: {amount: {from: "{p1}", minor_units: "{p2}", strip: "{no}"}, currency_code: "{firm.currency}"}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private static Mapping mapping(String text) {
        return MappingReader.parse("m", text);
    }

    /// The ids of the events, or `line field reason` of the problems.
    private List<String> reported(String mapping, byte[] csv) throws IOException {
        Path data = Files.write(folder.resolve("data.csv"), csv);
        List<String> reported = new ArrayList<>();
        try (MappedFile file = MappedFile.open("m", mapping(mapping), data, FIRM)) {
            for (Optional<MappedRow> row = file.next(); row.isPresent(); row = file.next()) {
                row.get().events().forEach(event -> reported.add(event.getEventId()));
                row.get()
                        .problems()
                        .forEach(problem ->
                                reported.add(problem.line() + " " + problem.field() + " " + problem.reason()));
            }
        }
        return reported;
    }

    private List<String> reported(String mapping, String csv) throws IOException {
        return reported(mapping, csv.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void columns_are_those_that_it_names_anywhere() {
        Set<String> own = Set.of("j1", "e1", "e2", "a1", "c1", "d1", "m1", "w1", "w2", "w3", "s1", "p1", "p2");

        assertThat(mapping(EVERYWHERE).ownColumns()).isEqualTo(own);
        assertThat(mapping(EVERYWHERE).columns())
                .containsAll(own)
                .contains("org.more", "org.name", "more.months", "firm.currency")
                .hasSize(own.size() + 4);
    }

    @Test
    void cells_have_to_be_readable_only_where_they_are_used() throws IOException {
        String mapping = EVENTS.replace("occurred_at", "when: {column: state, not: gone}, occurred_at");
        String csv = "id;state;note\n1;new;Grün\n2;Grün;x\nÄ3;new;x\n";

        assertThat(reported(mapping, csv.getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("1", "3 column state BAD_CHARACTER", "4 column id BAD_CHARACTER");
    }

    @Test
    void the_columns_that_are_used_tell_the_delimiter() throws IOException {
        assertThat(reported(EVENTS, "id|a,b,c,d\n1|1,2,3,4\n2|1,2,3,4\n")).containsExactly("1", "2");
    }

    @Test
    void a_joined_file_that_can_not_be_read_is_reported_with_its_line() throws IOException {
        String mapping =
                "joins: [{name: org, file: orgs.csv, key: key, on: \"{id}\", when: {column: state, is: new}}]\n"
                        + EVENTS.replace("account_id: a", "account_id: \"{org.name}\"");
        Files.writeString(folder.resolve("orgs.csv"), "key,name,state\n1,x,new\n2\n");
        assertThatThrownBy(() -> reported(mapping, "id\n1\n"))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("m: joins[0]: line 3 of the file " + folder.resolve("orgs.csv")
                        + ": The row has 1 cells, the head row has 3.");
        for (String bad : new String[] {"ü,x,new", "1,ü,new", "1,x,ü"}) {
            Files.write(
                    folder.resolve("orgs.csv"),
                    ("key,name,state,note\n" + bad + ",x\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> reported(mapping, "id\n1\n"))
                    .as(bad)
                    .isInstanceOf(ImportProblem.class)
                    .hasMessageContaining("line 2 of the file")
                    .hasMessageContaining("The text is not valid UTF-8");
        }
        Files.write(
                folder.resolve("orgs.csv"), "key,name,state,note\n1,x,new,ü\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reported(mapping, "id\n1\n")).containsExactly("1");
        assertThatThrownBy(() -> reported(mapping.replace("is: new", "above: 1"), "id\n1\n"))
                .hasMessageContaining("m: joins[0].when: column state: 'new'");
        assertThatThrownBy(() -> reported(mapping.replace("key: key", "key: none"), "id\n1\n"))
                .hasMessageContaining("m: joins[0].key: the file " + folder.resolve("orgs.csv")
                        + " has no column 'none'; it has: key, name, state, note.");
    }

    @Test
    void columns_that_are_missing_are_reported_with_those_that_are_there() throws IOException {
        assertThatThrownBy(() -> reported(EVENTS, "ID,name,,name\n1,x\n"))
                .hasMessage("m: events[0].event_id: the file " + folder.resolve("data.csv")
                        + " has no column 'id' (but 'ID': write it like this); it has: ID, name, firm.currency.");
        assertThatThrownBy(() -> reported(EVENTS, "nr\n1\n"))
                .hasMessageContaining("has no column 'id'; it has: nr, firm.");
        assertThatThrownBy(() -> reported(EVENTS, "id,x,id\n1,2,3\n"))
                .hasMessageContaining("has several columns 'id': rename all but one, or name all columns");
        StringBuilder heads = new StringBuilder("c1");
        for (int i = 2; i <= 39; i++) {
            heads.append(",c").append(i);
        }
        assertThatThrownBy(() -> reported(EVENTS, heads + "\n1\n")).hasMessageEndingWith(", c39, firm.currency.");
        assertThatThrownBy(() -> reported(EVENTS, heads + ",c40,c41\n1\n"))
                .hasMessageEndingWith(", c39, c40 and 2 more.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{EURO: 2}", "{EUR: 10}", "{EUR: -1}", "{EUR: }", "{E1R: 2}"})
    void smallest_units_that_can_not_be_are_reported(String said) {
        assertThatThrownBy(() -> mapping("minor_digits: " + said + "\n" + EVENTS))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining(
                        "'minor_digits' says for codes of currencies how many decimals, 0 to 9: {ISK: 2}");
    }

    @Test
    void smallest_units_have_none_to_nine_decimals() {
        assertThat(mapping("minor_digits: {isk: 0, btc: 9}\n" + EVENTS).minorDigits())
                .containsOnly(java.util.Map.entry("ISK", 0), java.util.Map.entry("BTC", 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "joins: [{file: f, key: k, on: o}] | joins[0]: a join needs 'name'",
                "joins: [{name: n, key: k, on: o}] | joins[0]: a join needs 'file'",
                "joins: [{name: n, file: f, on: o}] | joins[0]: a join needs 'key'",
                "joins: [{name: n, file: f, key: k}] | joins[0]: a join needs 'on'",
                "joins: [{name: n, file: f, key: k, on: o, several: first}] | 'several' is 'reject' or isn't there",
                "joins: [{name: n, file: f, key: k, on: o, split: ''}] | 'split' says what stands between keys",
                "joins: [{name: n, file: f, key: k, on: o, when: {is: x}}] | a condition needs 'column'",
                "file: {encoding: latin-9000} | file: there is no encoding 'latin-9000'",
                "file: {encoding: '?'} | file: there is no encoding '?'",
                "file: {skip_rows: -1} | file: 'skip_rows' and 'skip_after_head' are 0 or more",
                "file: {skip_after_head: -1} | file: 'skip_rows' and 'skip_after_head' are 0 or more",
                "file: {delimiter: ''} | file: 'delimiter' is one character",
                "decimal: [1] | decimal: what stands there is of another shape"
            })
    void parts_that_can_not_be_are_reported_with_their_place(String part, String message) {
        assertThatThrownBy(() -> mapping(part + "\n" + EVENTS))
                .isInstanceOf(ImportProblem.class)
                .hasMessageStartingWith("m: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"is: x", "not: x", "filled: true", "above: 1", "below: 1", "at_least: 1", "at_most: 1"})
    void one_condition_is_enough(String condition) {
        assertThat(mapping(EVENTS.replace("occurred_at", "when: {column: c, " + condition + "}, occurred_at"))
                        .ownColumns())
                .containsExactly("c", "id");
    }

    @Test
    void a_mapping_file_is_read_from_the_disk_or_reported_why_not() throws IOException {
        Path file = folder.resolve("m.yaml");
        assertThatThrownBy(() -> MappingReader.read(file))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("There is no mapping " + file + ".");
        assertThat(MappingReader.read(Files.writeString(file, "# only\n" + EVENTS)))
                .isEqualTo(mapping(EVENTS));
        assertThatThrownBy(() ->
                        MappingReader.read(Files.write(file, ("# Ü\n" + EVENTS).getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The mapping " + file + " isn't written in UTF-8.");
        assertThat(MappingReader.read(Files.writeString(file, EVENTS + "#".repeat(1_000_000 - EVENTS.length())))
                        .events())
                .hasSize(1);
        assertThatThrownBy(() ->
                        MappingReader.read(Files.writeString(file, EVENTS + "#".repeat(1_000_001 - EVENTS.length()))))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The mapping " + file + " is too long: at most 1000000 bytes.");
        assertThatThrownBy(() -> MappingReader.read(folder))
                .isInstanceOf(ImportProblem.class)
                .hasMessageStartingWith("The mapping " + folder + " can't be read: ");
        assertThatThrownBy(() -> MappingReader.read(Files.writeString(file, "a: 1\na: 2\n")))
                .hasMessage("The mapping " + file + " isn't YAML, near line 2: Duplicate field 'a'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: ordr | m: events[0].kind: there is no kind 'ordr'; there are: account_profile,",
                "event_id: {a: b} | m: events[0].event_id: it takes a text, not fields of its own.",
                "occurred_at: {day: x, weeks: 1} | m: events[0].occurred_at: it has no part 'weeks'; it has: day, minus_days, minus_months, plus_days, plus_months.",
                "occurred_at: {plus_months: 1} | m: events[0].occurred_at: it needs the part 'day'.",
                "fields: {order: 1} | m: events[0].fields: 'Order' has no field 'order'; it has: order_id,",
                "fields: {order_id: [a, b]} | m: events[0].fields.order_id: it takes one value, not several.",
                "fields: {order_id: {a: b}} | m: events[0].fields.order_id: it takes a text or number, not fields of its own.",
                "fields: {value: 5} | m: events[0].fields.value: it needs fields of its own: amount, currency_code.",
                "fields: {order_id: a} | m: events[0].fields: 'Order' needs 'value'."
            })
    void events_that_can_not_be_are_reported_with_their_place(String part, String message) throws IOException {
        String name = part.substring(0, part.indexOf(':'));
        java.util.Map<String, String> parts = new java.util.TreeMap<>(java.util.Map.of(
                "kind", "kind: order",
                "event_id", "event_id: e",
                "account_id", "account_id: a",
                "occurred_at", "occurred_at: 2025-04-01",
                "fields", "fields: {order_id: o, value: {amount: 1, currency_code: EUR}}"));
        parts.put(name, part);

        assertThatThrownBy(() -> reported("events: [{" + String.join(", ", parts.values()) + "}]", "x\n1\n"))
                .isInstanceOf(ImportProblem.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void an_event_of_a_customer_needs_an_account() {
        assertThatThrownBy(() -> reported(EVENTS.replace("account_id: a, ", ""), "id\n1\n"))
                .hasMessage("m: events[0]: an event of this kind needs 'account_id'.");
    }

    @Test
    void a_day_may_have_months_added_or_taken() throws IOException {
        String mapping = EVENTS.replace(
                "occurred_at: 2025-04-01",
                "occurred_at: {day: \"{day}\", plus_months: \"{plus}\", minus_months: \"{minus}\"}");
        Path data = Files.writeString(
                folder.resolve("data.csv"),
                "id,day,plus,minus\n1,2025-01-31,1,0\n2,2025-03-31,0,1\n3,2025-03-31,12.0,12000\n");
        List<String> days = new ArrayList<>();
        try (MappedFile file = MappedFile.open("m", mapping(mapping), data, FIRM)) {
            for (Optional<MappedRow> row = file.next(); row.isPresent(); row = file.next()) {
                long seconds = row.get().events().getFirst().getOccurredAt().getSeconds();
                days.add(java.time.Instant.ofEpochSecond(seconds)
                        .atZone(FIRM.zone())
                        .toLocalDateTime()
                        .toString());
            }
        }
        assertThat(days).containsExactly("2025-02-28T12:00", "2025-02-28T12:00", "1026-03-31T12:00");
        for (String bad : new String[] {"-1", "1.5", "12001", "one"}) {
            assertThat(reported(mapping, "id,day,plus,minus\n1,2025-01-31," + bad + ",0\n"))
                    .as(bad)
                    .containsExactly("2 occurred_at BAD_VALUE");
        }
    }
}
