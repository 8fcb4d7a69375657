package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
    private static List<String> lines(TextTable table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }

    @Test
    void text_begins_at_the_left_and_numbers_end_at_the_right() {
        assertThat(lines(new TextTable()
                        .text("file")
                        .number("rows")
                        .text("why")
                        .row("a.csv", 12, "fine")
                        .row("longer.csv", 3)))
                .containsExactly("file        rows  why", "a.csv         12  fine", "longer.csv     3");
    }

    @Test
    void characters_that_are_wide_on_a_screen_count_twice() {
        assertThat(lines(new TextTable()
                        .text("")
                        .number("")
                        .row("Acme", "1.00")
                        .row("株式会社", "22.00")
                        .row("ｶﾅ 🎉", "3")))
                .containsExactly("Acme       1.00", "株式会社  22.00", "ｶﾅ 🎉         3");
    }

    @Test
    void row_is_one_line_however_long_it_is() {
        assertThat(lines(new TextTable().text("").text("").row("a\nb", "x".repeat(500))))
                .containsExactly("a b  " + "x".repeat(500));
    }

    @Test
    void every_line_is_indented() {
        StringWriter text = new StringWriter();
        new TextTable().text("file").text("why").row("a.csv").print(new PrintWriter(text, true), "    ");
        assertThat(text.toString().lines()).containsExactly("    file   why", "    a.csv");
    }

    @Test
    void without_rows_only_headers_are_printed_and_more_cells_than_columns_are_refused() {
        assertThat(lines(new TextTable().text("file").number("rows"))).containsExactly("file  rows");
        assertThat(lines(new TextTable().text(""))).isEmpty();
        assertThatThrownBy(() -> new TextTable().text("").row("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
