package io.keepwell.importing.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.importing.ImportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a guess is put together from.
final class GuessPartsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "firstResponse_at | first response at",
                "First response (at) | first response at",
                "Währung | wahrung",
                "Résilié le | resilie le",
                "ID# | id#",
                "MRR2024Total | mrr2024 total",
                "' -- ' | ''"
            })
    void heads_become_plain_words(String head, String words) {
        assertThat(Role.words(head)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | \"a b\"",
                "say \"x\" | \"say \\\"x\\\"\"",
                "a\\b | \"a\\\\b\"",
                "Straße – 5 € | \"Straße – 5 €\"",
                "a\tb | \"a\\u0009b\"",
                "a\u2028b | \"a\\u2028b\"",
                "\u007f | \"\\u007f\"",
                "~ | \"~\"",
                "\ud83d\ude00 | \"\\U0001f600\"",
                "\uffff | \"\\uffff\""
            })
    void texts_are_quoted_so_that_they_are_read_back(String text, String quoted) {
        assertThat(Text.quoted(text)).isEqualTo(quoted);
    }

    @Test
    void texts_in_comments_are_one_short_line() {
        assertThat(Text.shown("a\nb\u2028c")).isEqualTo("a b c");
        assertThat(Text.shown("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Text.shown("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
    }

    @Test
    void at_most_200_files_are_looked_at() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> Guess.of(Collections.nCopies(201, file)))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("At most 200 files are looked at at once.");
        assertThat(Guess.of(Collections.nCopies(200, file))).isNotEmpty();
    }

    @Test
    void two_thousand_rows_are_looked_at_and_tried() throws IOException {
        String head = "order id,customer id,amount,date\n";
        StringBuilder rows = new StringBuilder(head);
        for (int i = 1; i <= 2_000; i++) {
            rows.append(i).append(",c,1.50,2025-01-10\n");
        }
        String all = Guess.of(List.of(Files.writeString(folder.resolve("all.csv"), rows)))
                .getFirst()
                .text();
        String first = Guess.of(List.of(Files.writeString(folder.resolve("more.csv"), rows + "x,c,?,never\n")))
                .getFirst()
                .text();

        assertThat(all)
                .startsWith("# Guessed from all.csv, all 2000 rows.\n")
                .contains("# Tried on these rows: 2000 events, 0 rows left out, no problem.\n");
        assertThat(first)
                .startsWith("# Guessed from more.csv, the first 2000 rows.\n")
                .contains("# Tried on these rows: 2000 events, 0 rows left out, no problem.\n");
    }

    @Test
    void problems_are_reported_once_for_each_field_with_their_line() throws IOException {
        String text = Guess.of(List.of(Files.writeString(folder.resolve("f.csv"), """
                ticket id,company id,created at,first reply at,solved at
                1,a,2025-01-10,2025-01-10,2025-01-11
                2,b,2025-01-10
                3,a,2025-01-10,2025-01-10,
                4,b,2025-01-10,2025-01-10,,x
                """)))
                .getFirst()
                .text();

        assertThat(text).contains("""
                        # Tried on these rows: 5 events, 0 rows left out; problems, the first of each field:
                        #   CHECK line 3, : The row has 3 cells, the head row has 5.
                        """);
        assertThat(text.lines().filter(line -> line.contains("CHECK line"))).hasSize(1);
    }

    @Test
    void rows_that_give_no_event_are_counted() throws IOException {
        String text = Guess.of(List.of(Files.writeString(
                        folder.resolve("f.csv"),
                        "response id,company id,nps,date\n1,a,9,2025-01-10\n2,b,,2025-01-10\n3,c,,2025-01-10\n")))
                .getFirst()
                .text();

        assertThat(text).contains("# Tried on these rows: 1 events, 2 rows left out, no problem.");
    }

    @Test
    void what_a_known_file_needs_beside_it_is_said_where_it_is_missing() throws IOException {
        Path comments = Files.copy(
                Path.of("../deploy/mappings/ready/zendesk/ticket_comment.csv"), folder.resolve("ticket_comment.csv"));
        Guess alone = Guess.of(List.of(comments)).getFirst();
        Files.copy(Path.of("../deploy/mappings/ready/zendesk/user.csv"), folder.resolve("user.csv"));
        Guess beside = Guess.of(List.of(comments)).getFirst();

        assertThat(alone.isReady()).isTrue();
        assertThat(alone.isKnown()).isTrue();
        assertThat(alone.text())
                .contains("# CHECK It needs beside it: ")
                .contains("user.csv (user), ticket.csv (ticket)")
                .contains(". Put them there, or leave these joins and what they bring out.")
                .contains("# CHECK It can't be tried yet: ");
        assertThat(beside.text())
                .as("the one beside it is found by its name")
                .contains("# CHECK It needs beside it: ticket.csv (ticket). Put")
                .doesNotContain("user.csv (user)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "5 | true | | false",
                "5.25 | true | | false",
                "1.250 | true | | true",
                "1.250,5 | true | , | false",
                "1,250.5 | true | . | false",
                "1,5 | true | , | false",
                "1,250 | true | . | true",
                "1 250 | true | . | true",
                "-$2.00 | true | | false",
                "($2.00) | true | | false",
                "2.00- | true | | false",
                "2.00 EUR | true | | false",
                "2.0.0 | false | | ",
                "1,25,0 | false | | ",
                "much | false | | "
            })
    void numbers_are_recognised_as_files_write_them(
            String cell,
            boolean isNumber,
            @org.jspecify.annotations.Nullable String mark,
            @org.jspecify.annotations.Nullable Boolean isOpen) {
        SampledColumn column = SampledColumn.of("amount", List.of(cell, "", cell));

        assertThat(column.hasGaps()).isTrue();
        assertThat(column.numbers().isPresent()).isEqualTo(isNumber);
        column.numbers().ifPresent(numbers -> {
            assertThat(numbers.decimal().orElse(null)).isEqualTo(mark);
            assertThat(numbers.isOpen()).isEqualTo(isOpen);
            assertThat(numbers.hasNegative())
                    .isEqualTo(cell.startsWith("-") || cell.startsWith("(") || cell.endsWith("-"));
        });
    }

    @Test
    void cells_of_a_column_say_what_it_is() {
        assertThat(SampledColumn.of("x", List.of("1", "2", "1")).isUnique()).isFalse();
        assertThat(SampledColumn.of("x", List.of("1", "2", "")).isUnique()).isTrue();
        assertThat(SampledColumn.of("x", List.of("", "")).isUnique()).isFalse();
        assertThat(SampledColumn.of("x", List.of("")).isWhole()).isFalse();
        assertThat(SampledColumn.of("x", List.of("")).isCurrency()).isFalse();
        assertThat(SampledColumn.of("x", List.of("7", "3.0", "-9")).isWhole()).isTrue();
        assertThat(SampledColumn.of("x", List.of("7", "3.0", "-9")).most()).isEqualTo(7);
        assertThat(SampledColumn.of("x", List.of("7", "3.1")).isWhole()).isFalse();
        assertThat(SampledColumn.of("x", List.of("EUR", "usd")).isCurrency()).isTrue();
        assertThat(SampledColumn.of("x", List.of("EUR", "euro")).isCurrency()).isFalse();
        assertThat(SampledColumn.of("x", List.of("")).hasGaps()).isTrue();
        assertThat(SampledColumn.of("x", List.of("a")).hasGaps()).isFalse();
        assertThat(SampledColumn.of("x", List.of("45748")).isTime())
                .as("a number is a time where the head says so")
                .isFalse();
        assertThat(SampledColumn.of("created", List.of("45748")).isTime()).isTrue();
    }
}
