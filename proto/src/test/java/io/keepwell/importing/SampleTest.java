package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a file that nobody has described is laid out.
final class SampleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private Sample sample(String text) throws IOException {
        return Sample.read(Files.writeString(folder.resolve("f.csv"), text), 100);
    }

    @Test
    void titles_before_the_head_are_skipped() throws IOException {
        Sample sample = sample("Report of all customers\nfrom;;;\n\nid;name;city;age\n1;Ann;Bern;5\n2;Bob;Bonn;6\n");

        assertThat(sample.layout().skipRows()).isEqualTo(3);
        assertThat(sample.layout().delimiter()).isEqualTo(";");
        assertThat(sample.layout().columns()).isEmpty();
        assertThat(sample.heads()).containsExactly("id", "name", "city", "age");
        assertThat(sample.rows()).containsExactly(List.of("1", "Ann", "Bern", "5"), List.of("2", "Bob", "Bonn", "6"));
        assertThat(sample.isWhole()).isTrue();
    }

    @Test
    void a_head_of_which_half_is_named_is_one() throws IOException {
        assertThat(sample("id,name,,\n1,2,3,4\n5,6,7,8\n").layout().skipRows()).isZero();
        assertThat(sample("id,,,\na,b,c,d\n5,6,7,8\n").layout().skipRows()).isEqualTo(1);
    }

    @Test
    void at_most_20_rows_stand_before_the_head() throws IOException {
        String rows = "id,name\na,b\nc,d\n";

        assertThat(sample("title\n".repeat(19) + rows).layout().skipRows()).isEqualTo(19);
        assertThat(sample("title\n".repeat(20) + rows).layout().skipRows()).isEqualTo(20);
        assertThat(sample("title\n".repeat(21) + rows).layout().skipRows()).isZero();
    }

    @Test
    void a_file_that_begins_with_data_has_its_columns_numbered() throws IOException {
        for (String data : new String[] {"2025-01-31", "-5", "(1.00)", "12%", "2025-01-31 08:00:00", "1,5", "7"}) {
            Sample sample = sample("x;" + data + "\ny;" + data + "\n");
            assertThat(sample.layout().columns()).as(data).containsExactly("column 1", "column 2");
            assertThat(sample.rows()).as(data).hasSize(2);
        }
        for (String word : new String[] {"Q1", "x5", "5 stars", "No 1"}) {
            assertThat(sample("x;" + word + "\ny;2\n").layout().columns())
                    .as(word)
                    .isEmpty();
        }
    }

    @Test
    void a_second_head_has_words_where_all_others_have_numbers() throws IOException {
        assertThat(sample("id,age\nkey,years\na,5\nb,6\n").layout().skipAfterHead())
                .isEqualTo(1);
        assertThat(sample("id,age\nkey,years\na,5\nb,6\n").rows())
                .containsExactly(List.of("a", "5"), List.of("b", "6"));
        assertThat(sample("id,age\n,years\na,5\nb,6\n").layout().skipAfterHead())
                .isEqualTo(1);
        assertThat(sample("id,age\nkey,years\na,5\nb,\nc,6\n").layout().skipAfterHead())
                .as("gaps say nothing")
                .isEqualTo(1);
        for (String none : new String[] {
            "id,age\nkey,years\na,5\n",
            "id,age\nkey,years\na,5\nb,\n",
            "id,age\nkey,years\na,5\nb,old\n",
            "id,age\n1,years\na,5\nb,6\n",
            "id,age\nkey,5 years\na,5\nb,6\n",
            "id,age\nkey,\na,5\nb,6\n",
            "id,age\nkey,9\na,5\nb,6\n"
        }) {
            assertThat(sample(none).layout().skipAfterHead()).as(none).isZero();
        }
    }

    @Test
    void the_delimiter_is_the_one_that_cuts_most_rows_alike() throws IOException {
        assertThat(sample("a|b,c\n1|2,3\n4|5\n6|7\n").layout().delimiter()).isEqualTo("|");
        assertThat(sample("a;b;c,d\nx;y;z,1\nu;v;w,2\n").layout().delimiter())
                .as("more columns where rows are as many")
                .isEqualTo(";");
        assertThat(sample("a,b;c\nx,y;z\n").layout().delimiter())
                .as("the comma of two")
                .isEqualTo(",");
        assertThat(sample("a\tb\n1\t2\n").layout().delimiter()).isEqualTo("\t");
        assertThat(sample("only\none\n").layout().delimiter()).isEqualTo(",");
        assertThat(sample("a;\"b\n" + "x".repeat(70_000) + "\"\n").heads())
                .as("what is looked at first ends within quotes")
                .first()
                .isEqualTo("a");
    }

    @Test
    void a_text_that_is_not_utf_8_is_taken_for_windows_wherever_that_shows() throws IOException {
        for (int before : new int[] {0, 70_000}) {
            String text = "id,name\n" + "1,x\n".repeat(before / 4) + "2,Müller\n";
            Path file = Files.write(folder.resolve("f.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
            Sample sample = Sample.read(file, 100_000);
            assertThat(sample.layout().encoding()).isEqualTo("windows-1252");
            assertThat(sample.rows().getLast()).containsExactly("2", "Müller");
        }
        assertThat(sample("id,name\n2,Müller\n").layout().encoding()).isNull();
    }

    @Test
    void only_the_first_rows_are_read_and_said_to_be() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "id,n\na,1\nb,2\nc,3\n");

        assertThat(Sample.read(file, 2).rows()).hasSize(2);
        assertThat(Sample.read(file, 2).isWhole()).isFalse();
        assertThat(Sample.read(file, 3).rows()).hasSize(3);
        assertThat(Sample.read(file, 3).isWhole()).isTrue();
    }

    @Test
    void rows_that_are_none_are_left_out() throws IOException {
        assertThat(sample("id,n\na,1\nb\nc,3,4\nd,4\n").rows()).containsExactly(List.of("a", "1"), List.of("d", "4"));
    }

    @Test
    void a_workbook_has_its_head_where_most_columns_are_named() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Data");
            sheet.value(0, 0, "Report");
            sheet.value(0, 1, "2025");
            sheet.value(2, 0, "id");
            sheet.value(2, 1, "name");
            sheet.value(3, 0, "1");
            sheet.value(3, 1, "Ann");
            sheet.value(4, 0, "x");
            sheet.value(4, 1, "Bob");
        }
        Sample sample = Sample.read(Files.write(folder.resolve("f.xlsx"), bytes.toByteArray()), 100);

        assertThat(sample.heads()).containsExactly("id", "name");
        assertThat(sample.rows()).containsExactly(List.of("1", "Ann"), List.of("x", "Bob"));
        assertThat(sample.layout().delimiter()).isNull();
    }

    @Test
    void files_that_can_not_be_read_are_reported() throws IOException {
        Path none = folder.resolve("none.csv");
        assertThatThrownBy(() -> Sample.read(none, 5))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("There is no file " + none + ".");
        assertThatThrownBy(() -> Sample.read(folder, 5))
                .isInstanceOf(ImportProblem.class)
                .hasMessageStartingWith("The file " + folder + " can't be read: ");
        Path json =
                Files.write(folder.resolve("f.json"), "{\"name\": \"Müller\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Sample.read(json, 5))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The file " + json + " can't be read as text; say its encoding.");
        assertThatThrownBy(() -> sample("")).isInstanceOf(ImportProblem.class).hasMessageContaining("is empty");
    }
}
