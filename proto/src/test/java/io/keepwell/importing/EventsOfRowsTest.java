package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingestion.v1.AccountAlias;
import io.keepwell.ingestion.v1.BillingInterval;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.IntervalUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The values of the contract's fields, and which rows give an event.
final class EventsOfRowsTest {
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "CHF");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private record Read(List<Event> events, List<String> problems) {}

    private Read read(String mapping, String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), csv);
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        try (MappedFile mapped = MappedFile.open("m", MappingReader.parse("m", mapping), file, FIRM)) {
            for (Optional<MappedRow> row = mapped.next(); row.isPresent(); row = mapped.next()) {
                read.events().addAll(row.get().events());
                row.get()
                        .problems()
                        .forEach(problem -> read.problems()
                                .add(problem.line() + " " + problem.eventId() + " " + problem.field() + ": "
                                        + problem.message()));
            }
        }
        return read;
    }

    private static String event(String kind, String fields) {
        return "events: [{kind: " + kind + ", event_id: \"{id}\", account_id: a, occurred_at: 2025-04-01, fields: {"
                + fields + "}}]\n";
    }

    private static String order(String fields) {
        return event("order", "order_id: \"{id}\", value: {amount: 1, currency_code: EUR}, " + fields);
    }

    @Test
    void flags_are_said_in_usual_words() throws IOException {
        Read read = read(
                order("recurring: \"{x}\""), "id,x\n1,true\n2,Yes\n3,Y\n4,1\n5,FALSE\n6,no\n7,n\n8,0\n9,\n10,maybe\n");

        assertThat(read.events())
                .extracting(event -> event.getOrder().getRecurring())
                .containsExactly(true, true, true, true, false, false, false, false, false);
        assertThat(read.problems())
                .containsExactly("11 10 order.recurring: 'maybe' is none of true, false, yes, no, 1, 0");
    }

    @Test
    void whole_numbers_have_to_be_whole_and_fit() throws IOException {
        Read longs = read(
                order("quantity: \"{x}\""),
                "id,x\n1,5\n2,5.00\n3,9223372036854775807\n4,-9223372036854775808\n5,9223372036854775808\n6,1.5\n");
        Read ints = read(
                event(
                        "subscription_change",
                        "subscription_id: s, step: CHANGE, interval: {count: \"{x}\", unit: MONTH}"),
                "id,x\n1,2147483647\n2,-2147483648\n3,2147483648\n4,-2147483649\n");

        assertThat(longs.events())
                .extracting(event -> event.getOrder().getQuantity())
                .containsExactly(5L, 5L, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(longs.problems())
                .containsExactly(
                        "6 5 order.quantity: '9223372036854775808' is not a whole number that fits",
                        "7 6 order.quantity: '1.5' is not a whole number that fits");
        assertThat(ints.events())
                .extracting(event -> event.getSubscriptionChange().getInterval().getCount())
                .containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertThat(ints.problems())
                .containsExactly(
                        "4 3 subscription_change.interval.count: '2147483648' is not a whole number that fits",
                        "5 4 subscription_change.interval.count: '-2147483649' is not a whole number that fits");
    }

    @Test
    void values_of_lists_are_named_in_any_case_with_blanks_or_hyphens() throws IOException {
        Read read = read(
                event(
                        "payment",
                        "payment_id: p, nature: \"{x}\", result: RECEIVED,"
                                + " amount: {amount: 1, currency_code: EUR}"),
                "id,x\n1,one-off\n2,One Off\n3,ONE_OFF\n4,unspecified\n5,off\n");

        assertThat(read.events())
                .hasSize(3)
                .allMatch(event -> event.getPayment().getNature().name().equals("PAYMENT_NATURE_ONE_OFF"));
        assertThat(read.problems())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("5 4 payment.nature: 'unspecified' is none of ")
                .contains("ONE_OFF")
                .doesNotContain("UNSPECIFIED");
    }

    @Test
    void rows_with_one_id_are_reported_apart_only_where_the_mapping_says_so() throws IOException {
        String csv = "id,x\n1,1\n1,2\n";

        assertThat(read(order("quantity: \"{x}\""), csv).events())
                .extracting(Event::getEventId, Event::getCorrectsEventId)
                .containsOnly(org.assertj.core.api.Assertions.tuple("1", ""));
        assertThat(read(order("quantity: \"{x}\"").replace("event_id", "keep: last, event_id"), csv)
                        .events())
                .extracting(Event::getEventId)
                .containsExactly("1", "1#2");
    }

    @Test
    void messages_of_which_a_row_has_nothing_are_left_out() throws IOException {
        Read read = read(
                event(
                        "subscription_change",
                        "subscription_id: s, step: CHANGE, interval: {count: \"{n}\", unit: \"{u}\"},"
                                + " discount: {amount: \"{off}\", lasting: true}"),
                "id,n,u,off\n1,3,month,\n2,,,5\n3,,year,\n");

        assertThat(read.events())
                .extracting(
                        event -> event.getSubscriptionChange().hasInterval(),
                        event -> event.getSubscriptionChange().hasDiscount())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(true, false),
                        org.assertj.core.api.Assertions.tuple(false, true),
                        org.assertj.core.api.Assertions.tuple(true, false));
        assertThat(read.events().getFirst().getSubscriptionChange().getInterval())
                .isEqualTo(BillingInterval.newBuilder()
                        .setCount(3)
                        .setUnit(IntervalUnit.INTERVAL_UNIT_MONTH)
                        .build());
    }

    @Test
    void several_messages_are_each_there_or_not() throws IOException {
        Read read = read(
                event(
                        "account_profile",
                        "aliases: [{partner: crm, account_id: \"{crm}\"}, {partner: desk, account_id: \"d-{desk}\"}],"
                                + " tags: [{from: \"{crm}\"}, old]"),
                "id,crm,desk\n1,c1,\n2,,d2\n3,,\n");

        assertThat(read.events())
                .extracting(event -> event.getAccountProfile().getAliasesList().stream()
                        .map(AccountAlias::getAccountId)
                        .toList())
                .containsExactly(List.of("c1"), List.of("d-d2"), List.of());
        assertThat(read.events())
                .extracting(event -> List.copyOf(event.getAccountProfile().getTagsList()))
                .containsExactly(List.of("c1", "old"), List.of("old"), List.of("old"));
    }

    @Test
    void limits_are_written_plainly_and_those_of_columns_as_the_file_writes_numbers() throws IOException {
        String csv = "id;amount;due\n1;1.000,50;1.000,25\n2;7,5;7,50\n3;2;10\n4;;1\n";
        String mapping = "decimal: \",\"\n" + order("quantity: 1");

        for (String[] limit : new String[][] {
            {"above: 7.5", "1"},
            {"at_least: \"7.5\"", "1 2"},
            {"above: \"{due}\"", "1"},
            {"at_least: \"{due}\"", "1 2"},
            {"below: \"{due}\"", "3"},
            {"below: 10, above: 2", "2"}
        }) {
            assertThat(read(mapping.replace("event_id", "when: {column: amount, " + limit[0] + "}, event_id"), csv)
                            .events())
                    .as(limit[0])
                    .extracting(Event::getEventId)
                    .containsExactly(limit[1].split(" ", -1));
        }
    }

    @Test
    void moments_are_compared_to_the_second_and_its_parts() throws IOException {
        String csv = "id,at\n1,2025-04-01T08:00:00.4Z\n2,2025-04-01T08:00:00.5Z\n3,2025-04-01T08:00:00.6Z\n";

        assertThat(read(
                                order("quantity: 1")
                                        .replace(
                                                "event_id",
                                                "when: {column: at, above: \"2025-04-01T08:00:00.5Z\"}, event_id"),
                                csv)
                        .events())
                .extracting(Event::getEventId)
                .containsExactly("3");
        assertThat(read(
                                order("quantity: 1")
                                        .replace(
                                                "event_id",
                                                "when: {column: at, at_most: \"2025-04-01T08:00:00.5Z\"}, event_id"),
                                csv)
                        .events())
                .extracting(Event::getEventId)
                .containsExactly("1", "2");
    }

    @Test
    void a_row_is_left_out_where_it_gives_neither_an_event_nor_a_problem() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "id,x\n1,1\n2,\n3,one\n");
        Mapping mapping = MappingReader.parse(
                "m", order("quantity: \"{x}\"").replace("event_id", "when: {column: x, filled: true}, event_id"));
        List<Boolean> exclusions = new ArrayList<>();
        try (MappedFile mapped = MappedFile.open("m", mapping, file, FIRM)) {
            for (Optional<MappedRow> row = mapped.next(); row.isPresent(); row = mapped.next()) {
                exclusions.add(row.get().isExcluded());
            }
            assertThat(mapped.bytesRead()).isEqualTo(Files.size(file));
        }
        assertThat(exclusions).containsExactly(false, true, false);
    }

    @Test
    void ids_of_which_a_row_has_nothing_are_empty_whatever_stands_around() throws IOException {
        Read read = read(
                order("quantity: 1")
                        .replace(
                                "event_id: \"{id}\"",
                                "event_id: \"o-{id}-{firm.currency}\", corrects_event_id: \"o-{old}\""),
                "id,old,x\n1,0,x\n,,x\n");

        assertThat(read.events())
                .extracting(Event::getEventId, Event::getCorrectsEventId)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("o-1-CHF", "o-0"),
                        org.assertj.core.api.Assertions.tuple("", ""));
    }
}
