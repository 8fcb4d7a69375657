package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShiftedDayTest {
    private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");
    private static final String MAPPING = """
        day_format: "dd.MM.yyyy"
        events:
          - kind: subscription_change
            event_id: "{id}"
            account_id: a
            occurred_at: AT
            fields:
              subscription_id: s
              step: CANCEL
              ends_on: ENDS
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private MappedRow first(String at, String ends, String row) throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "id,start,end,n\n" + row + "\n");
        Mapping mapping = MappingReader.parse("m", MAPPING.replace("AT", at).replace("ENDS", ends));
        try (MappedFile mapped = MappedFile.open("m", mapping, file, new FirmTerms(ZONE, "EUR"))) {
            Optional<MappedRow> read = mapped.next();
            return read.orElseThrow();
        }
    }

    private LocalDate ends(String ends, String row) throws IOException {
        Event event = first("\"{start}\"", ends, row).events().getFirst();
        Date day = event.getSubscriptionChange().getEndsOn();
        return LocalDate.of(day.getYear(), day.getMonth(), day.getDay());
    }

    @Test
    void days_and_months_are_added_to_every_day_field_and_taken_from_it() throws IOException {
        assertThat(ends("{day: \"{end}\", plus_days: 1}", "1,01.01.2026,30.09.2026,"))
                .isEqualTo("2026-10-01");
        assertThat(ends("{day: \"{end}\", minus_days: \"{n}\"}", "1,01.01.2026,01.03.2028,1"))
                .isEqualTo("2028-02-29");
        // Months first: 31 January and a month is 28 February, and a day more 1 March
        assertThat(ends("{day: \"{end}\", plus_months: 1, plus_days: 1}", "1,01.01.2026,31.01.2026,"))
                .isEqualTo("2026-03-01");
        assertThat(ends("{day: \"{end}\", minus_months: 12}", "1,01.01.2026,31.01.2026,"))
                .isEqualTo("2025-01-31");
        Event event = first("{day: \"{start}\", plus_days: 1}", "\"{end}\"", "1,31.12.2025,31.01.2026,")
                .events()
                .getFirst();
        assertThat(LocalDate.ofInstant(
                        Instant.ofEpochSecond(event.getOccurredAt().getSeconds()), ZONE))
                .isEqualTo("2026-01-01");
    }

    @Test
    void a_day_that_is_not_there_is_left_out_and_one_in_parts_is_no_shifted_one() throws IOException {
        MappedRow none = first("\"{start}\"", "{day: \"{end}\", plus_days: 1}", "1,01.01.2026,,");

        assertThat(none.problems()).isEmpty();
        assertThat(none.events().getFirst().getSubscriptionChange().hasEndsOn()).isFalse();
        assertThat(ends("{year: 2026, month: 2, day: \"{n}\"}", "1,01.01.2026,,3"))
                .isEqualTo("2026-02-03");
    }

    @Test
    void wrong_counts_and_parts_are_reported() throws IOException {
        assertThat(first("\"{start}\"", "{day: \"{end}\", plus_days: \"{n}\"}", "1,01.01.2026,01.02.2026,many")
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("subscription_change.ends_on"));
        for (String[] wrong : List.of(
                new String[] {"{day: \"{end}\", plus_weeks: 1}", "it has no part 'plus_weeks'"},
                new String[] {"{plus_days: 1}", "it needs the part 'day'"})) {
            assertThatThrownBy(() -> first("\"{start}\"", wrong[0], "1,01.01.2026,01.02.2026,"))
                    .isInstanceOf(ImportProblem.class)
                    .hasMessageContaining(wrong[1]);
        }
    }

    @Test
    void the_first_of_several_texts_in_a_cell_can_be_taken() throws IOException {
        Path file = Files.writeString(folder.resolve("g.csv"), "id,companies\n1,77003; 77999\n2,; 5\n3,\n");
        Mapping mapping = MappingReader.parse("m", """
            events:
              - kind: account_profile
                event_id: "{id}"
                account_id: {from: ["{companies}", "none {id}"], first_of: ";"}
                occurred_at: "2026-01-01"
                fields: {name: x}
            """);
        try (MappedFile mapped = MappedFile.open("m", mapping, file, new FirmTerms(ZONE, "EUR"))) {
            for (String account : List.of("77003", "5", "none 3")) {
                assertThat(mapped.next().orElseThrow().events().getFirst().getAccountId())
                        .isEqualTo(account);
            }
        }
    }
}
