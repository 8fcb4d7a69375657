package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a field's text comes from a row, one part of the mapping at a time.
final class FieldTextTest {
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "CHF");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private List<Event> events(String mapping, String csv) throws IOException {
        List<Event> events = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("f.csv"), csv);
        try (MappedFile mapped = MappedFile.open("m", MappingReader.parse("m", mapping), file, FIRM)) {
            for (Optional<MappedRow> row = mapped.next(); row.isPresent(); row = mapped.next()) {
                assertThat(row.get().problems()).isEmpty();
                events.addAll(row.get().events());
            }
        }
        return events;
    }

    private List<RowProblem> problems(String mapping, String csv) throws IOException {
        List<RowProblem> problems = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("f.csv"), csv);
        try (MappedFile mapped = MappedFile.open("m", MappingReader.parse("m", mapping), file, FIRM)) {
            for (Optional<MappedRow> row = mapped.next(); row.isPresent(); row = mapped.next()) {
                problems.addAll(row.get().problems());
            }
        }
        return problems;
    }

    private static String profile(String fields) {
        return "events: [{kind: account_profile, event_id: e, account_id: a, occurred_at: 2025-04-01, fields: {"
                + fields + "}}]\n";
    }

    private static String cancel(String occurredAt, String endsOn) {
        return "events: [{kind: subscription_change, event_id: e, account_id: a, occurred_at: " + occurredAt
                + ", fields: {subscription_id: s, step: CANCEL, ends_on: " + endsOn + "}}]\n";
    }

    private static String order(String amount) {
        return "events: [{kind: order, event_id: e, account_id: a, occurred_at: 2025-04-01,"
                + " fields: {order_id: o, value: {amount: " + amount + ", currency_code: \"{currency}\"}}}]\n";
    }

    @Test
    void a_field_has_a_format_and_a_zone_of_its_own() throws IOException {
        Event event = events(
                        cancel(
                                "{from: \"{at}\", format: [unix_seconds, \"M/d/yyyy H:mm\"], zone: America/New_York}",
                                "{from: \"{end}\", format: M/d/yyyy}"),
                        "at,end\n4/1/2025 4:00,6/30/2025\n")
                .getFirst();
        Event zone = events(
                        "zone: UTC\nmoment_format: \"M/d/yyyy H:mm\"\n"
                                + cancel("{from: \"{at}\", zone: America/New_York}", "\"{end}\""),
                        "at,end\n4/1/2025 4:00,6/30/2025 23:00\n")
                .getFirst();

        for (Event each : List.of(event, zone)) {
            assertThat(Instant.ofEpochSecond(each.getOccurredAt().getSeconds())).isEqualTo("2025-04-01T08:00:00Z");
            assertThat(each.getSubscriptionChange().getEndsOn().getMonth()).isEqualTo(6);
            assertThat(each.getSubscriptionChange().getEndsOn().getDay()).isEqualTo(30);
        }
        assertThat(problems(cancel("2025-04-01", "{from: \"{end}\", format: M/d/yyyy}"), "end\n30.6.2025\n"))
                .extracting(RowProblem::message)
                .containsExactly(
                        "'30.6.2025' is not written as the mapping's 'moment_format' or 'day_format' says: M/d/yyyy");
        assertThatThrownBy(() -> events(cancel("2025-04-01", "{from: \"{end}\", zone: Mars}"), "end\n1\n"))
                .hasMessage("m: events[0].fields.ends_on.zone: there is no zone 'Mars'; zones are named like"
                        + " Europe/Berlin.");
        assertThatThrownBy(() -> events(cancel("2025-04-01", "{from: \"{end}\", format: [yy]}"), "end\n1\n"))
                .hasMessageContaining("m: events[0].fields.ends_on.format: 'yy' drops or lacks a part of the day");
    }

    @Test
    void texts_that_are_left_out_leave_no_blanks_and_perhaps_nothing() throws IOException {
        List<Event> events = events(
                profile("name: {from: \"{name}\", strip: [No., \"#\"]}, segment: x"),
                "name\nNo. 5 #\nNo.\n# a No. b\n");

        assertThat(events)
                .extracting(event -> event.getAccountProfile().getName())
                .containsExactly("5", "", "a  b");
        assertThat(events(order("{from: \"{amount}\", strip: €}"), "amount,currency\n€,EUR\n€ 7,EUR\n"))
                .extracting(event -> event.getOrder().getValue().getAmount())
                .containsExactly("", "7");
    }

    @Test
    void what_takes_one_value_is_not_split() {
        for (String[] wrong : new String[][] {
            {profile("name: {from: \"{x}\", split: \";\"}"), "m: events[0].fields.name"},
            {
                profile("name: x").replace("event_id: e", "event_id: {from: \"{x}\", split: \";\"}"),
                "m: events[0].event_id"
            }
        }) {
            assertThatThrownBy(() -> events(wrong[0], "x\n1\n"))
                    .hasMessage(wrong[1] + ": it takes one value, so there is nothing to split.");
        }
    }

    @Test
    void one_cell_may_hold_several_texts_and_blanks_are_none() throws IOException {
        assertThat(events(profile("tags: {from: \"{tags}\", split: \"|\"}"), "tags\n a | b||  |c\n")
                        .getFirst()
                        .getAccountProfile()
                        .getTagsList())
                .containsExactly("a", "b", "c");
        assertThat(events(
                        profile("tags: [\"{tags}\", x, {from: \"{tags}\", words: {a: z}, otherwise: y}]"),
                        "tags\na\nb\n"))
                .extracting(event -> String.join(" ", event.getAccountProfile().getTagsList()))
                .containsExactly("a x z", "b x y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: \"{amount}\", decimal: \",\"} | 1.234,50 | 1234.50",
                "{from: \"{amount}\", divide: 100} | 4950 | 49.5",
                "{from: \"{amount}\", divide: 0.5} | 4 | 8",
                "{from: \"{amount}\", divide: 3} | 1 | 0.3333333333333333333333333333333333",
                "{from: \"{amount}\", absolute: true} | -3 | 3",
                "{from: \"{amount}\", absolute: false} | -3 | -3",
                "{from: \"{amount}\", minor_units: usd} | 1 | 0.01",
                "{from: \"{amount}\", minor_units: \"{currency}\", absolute: true} | -5 | 0.05",
                "{from: \"{amount}\", words: {free: \"0\"}, otherwise: \"7\"} | free | 0",
                "{from: \"{amount}\", words: {free: \"0\"}, otherwise: \"7\"} | paid | 7",
                "{from: [\"{other}\", \"{amount}\"]} | 8 | 8"
            })
    void amounts_are_worked_out_as_the_mapping_says(String said, String cell, String amount) throws IOException {
        assertThat(events(order(said), "amount;other;currency\n" + cell + ";;EUR\n")
                        .getFirst()
                        .getOrder()
                        .getValue()
                        .getAmount())
                .isEqualTo(amount);
    }

    @Test
    void the_first_text_whose_columns_are_filled_is_taken() throws IOException {
        assertThat(events(
                        profile("name: {from: [\"{first} {last}\", \"{mail}\", nobody]}"),
                        "first,last,mail\nAnn,Alder,a@x\nAnn,,b@x\n,Cedar,\n"))
                .extracting(event -> event.getAccountProfile().getName())
                .containsExactly("Ann Alder", "b@x", "nobody");
    }

    @Test
    void words_that_the_mapping_does_not_know_are_reported() throws IOException {
        String mapping = profile("segment: {from: \"{x}\", words: {\" s \": Small, l: Large, none: }}");

        assertThat(events(mapping, "x\ns\nl\nnone\n"))
                .extracting(event -> event.getAccountProfile().getSegment())
                .containsExactly("Small", "Large", "");
        assertThat(problems(mapping, "x\nm\n"))
                .extracting(RowProblem::field, RowProblem::message)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "account_profile.segment", "'m' is none of the words s, l, none"));
    }

    @Test
    void parts_that_say_nothing_or_nonsense_are_reported() {
        for (String[] wrong : new String[][] {
            {"{from: []}", "from: it needs a text."},
            {"{from: \"{x}\", divide: -1}", "divide: it is a number above zero, such as 100."},
            {"{from: \"{x}\", divide: ten}", "divide: it is a number above zero, such as 100."},
            {"{from: \"{x}\", word: 1}", "beside 'from' there is no part 'word'; there are: absolute, decimal, divide,"
            },
            {"{from: \"{y}\"}", "has no column 'y'"}
        }) {
            assertThatThrownBy(() -> events(profile("name: " + wrong[0]), "x\n1\n"))
                    .as(wrong[0])
                    .isInstanceOf(ImportProblem.class)
                    .hasMessageContaining("m: events[0].fields.name")
                    .hasMessageContaining(wrong[1]);
        }
    }
}
