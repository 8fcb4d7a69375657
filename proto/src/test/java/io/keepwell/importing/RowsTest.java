package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of texts and objects, whatever the file is like.
final class RowsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    /// A row is its cells, or what is wrong with it.
    private record Read(List<String> heads, List<String> rows) {}

    private static Read read(Path file, Layout layout, String... used) throws IOException {
        List<String> reported = new ArrayList<>();
        try (Rows rows = Rows.open(file, layout, Set.of(used))) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                Row one = row.get();
                reported.add(one.line() + ": "
                        + one.defect()
                                .map(defect -> defect.column() + " " + defect.reason())
                                .orElseGet(() -> String.join("|", one.cells())));
            }
            return new Read(rows.heads(), reported);
        }
    }

    private Read read(String text, String... used) throws IOException {
        return read(file("f.csv", text), Layout.RECOGNISED, used);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /// As a mapping says it.
    private static Layout layout(String said) {
        return MappingReader.parse(
                        "m",
                        "file: " + said
                                + "\nevents: [{kind: order, event_id: a, occurred_at: b, fields: {order_id: a}}]\n")
                .layout();
    }

    @Test
    void delimiter_is_the_one_that_gives_the_columns_that_are_used() throws IOException {
        String text = "a;b,c|d\te\n1;2,3|4\t5\n";

        assertThat(read(text, "a").heads()).containsExactly("a", "b,c|d\te");
        assertThat(read(text, "a;b").heads()).containsExactly("a;b", "c|d\te");
        assertThat(read(text, "d\te").heads()).containsExactly("a;b,c", "d\te");
        assertThat(read(text, "e").heads()).containsExactly("a;b,c|d", "e");
        assertThat(read("a,a,a,b;c\n1,2,3,4;5\n", "a", "c").heads())
                .as("a name counts once")
                .containsExactly("a", "a", "a", "b;c");
    }

    @Test
    void delimiter_of_columns_that_nobody_knows_cuts_most_rows_alike() throws IOException {
        assertThat(read("name;note\nx;1,5\ny;2,5\nz;3,5\n").rows()).containsExactly("2: x|1,5", "3: y|2,5", "4: z|3,5");
        assertThat(read("name, first;note\nx;1\ny;2\n").heads()).containsExactly("name, first", "note");
        assertThat(read("a,b;c\n").heads()).as("a comma where nothing decides").containsExactly("a", "b;c");
        assertThat(read("id\n1\n2\n").heads()).containsExactly("id");
    }

    @Test
    void delimiter_is_looked_for_behind_rows_that_are_skipped() throws IOException {
        Path file = file("f.csv", "Export, of, all, things\nby, whom\n\na;b\n1;2\n");

        Read read = read(file, layout("{skip_rows: 2}"));

        assertThat(read.heads()).containsExactly("a", "b");
        assertThat(read.rows()).containsExactly("5: 1|2");
    }

    @Test
    void delimiter_that_is_said_is_taken() throws IOException {
        assertThat(read(file("f.csv", "a,b;c\n1,2;3\n"), layout("{delimiter: ;}"), "a")
                        .heads())
                .containsExactly("a,b", "c");
    }

    @Test
    void rows_before_and_behind_the_head_are_skipped() throws IOException {
        Path file = file("f.csv", "title\nmore\n,\nid,name\nnumber,text\n1,x\n");

        Read read = read(file, layout("{skip_rows: 2, skip_after_head: 1}"));
        Read named = read(file, layout("{skip_rows: 4, skip_after_head: 1, columns: [no, who]}"));

        assertThat(read.heads()).containsExactly("id", "name");
        assertThat(read.rows()).containsExactly("6: 1|x");
        assertThat(named.heads()).containsExactly("no", "who");
        assertThat(named.rows()).containsExactly("6: 1|x");
    }

    @Test
    void cells_are_stripped_and_some_texts_mean_nothing() throws IOException {
        Path csv = file("f.csv", " id , name \n 1 ,  NULL\nNULL,x\n- ,NULL\n");
        Path json = file("f.json", "{\"id\": \" 1 \", \"name\": \"NULL\"}\n{\"id\": \" - \"}\n");
        Layout layout = layout("{empty: [\"NULL\", \"-\"]}");

        assertThat(read(csv, layout)).isEqualTo(new Read(List.of("id", "name"), List.of("2: 1|", "3: |x")));
        assertThat(read(json, layout)).isEqualTo(new Read(List.of("id", "name"), List.of("1: 1|")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", " , ,\n", "\ufeff", "\ufeff\n"})
    void a_text_without_a_head_is_reported(String text) throws IOException {
        Path file = file("f.csv", text);

        assertThatThrownBy(() -> read(file, Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The file " + file + " is empty: it needs a head row that names its columns.");
    }

    @Test
    void where_a_text_stops_being_one_is_reported_by_its_line() throws IOException {
        Path file = file("f.csv", "id,name\n1,x\n2,\"y\n3,z\n");

        assertThatThrownBy(() -> read(file, Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining(file + " can't be read as CSV, from line 3 on: a quote isn't closed");
        assertThatThrownBy(() -> read("\"id,name\n"))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("can't be read as CSV, from line 1 on: a quote isn't closed");
    }

    @Test
    void cells_that_are_not_in_the_encoding_reject_their_row_where_they_are_used() throws IOException {
        Path file = file("f.csv", "id,name,\n1,Müller,ß\n2,Meier,ß\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(file, Layout.RECOGNISED, "id", "name").rows())
                .containsExactly("2: name BAD_CHARACTER", "3: 2|Meier|\ufffd");
        assertThat(read(file, Layout.RECOGNISED, "id").rows()).hasSize(2).allMatch(row -> !row.contains("BAD"));
        assertThat(read(file, Layout.RECOGNISED).rows())
                .as("all that have a name")
                .containsExactly("2: name BAD_CHARACTER", "3: 2|Meier|\ufffd");
        assertThat(read(file, layout("{encoding: windows-1252}")).rows())
                .containsExactly("2: 1|Müller|ß", "3: 2|Meier|ß");
        try (Rows rows = Rows.open(file, Layout.RECOGNISED, Set.of("name"))) {
            assertThat(rows.next().orElseThrow().defect().orElseThrow().message())
                    .isEqualTo("The text is not valid UTF-8; say 'encoding' in the mapping, such as windows-1252.");
        }
    }

    @Test
    void a_cell_that_begins_with_a_character_that_is_none_is_reported() throws IOException {
        byte[] csv = "id\nÄrger\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] json = "{\"id\": \"Ärger\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(file("f.csv", csv), Layout.RECOGNISED).rows()).containsExactly("2: id BAD_CHARACTER");
        assertThat(read(file("f.json", json), Layout.RECOGNISED).rows()).containsExactly("1: id BAD_CHARACTER");
    }

    @Test
    void columns_without_a_head_at_the_end_may_be_missing() throws IOException {
        assertThat(read("id,name,,\n1,x\n2,y,\n3,z,,\n4\n").rows())
                .containsExactly("2: 1|x||", "3: 2|y||", "4: 3|z||", "5:  BAD_LINE");
    }

    @Test
    void a_row_that_goes_on_in_the_next_line_is_reported_with_the_likely_reason() throws IOException {
        try (Rows rows = Rows.open(file("f.csv", "id,name\n1\n\"\n2,x\"\n"), Layout.RECOGNISED, Set.of())) {
            assertThat(rows.next().orElseThrow().defect().orElseThrow().message())
                    .isEqualTo("The row has 1 cells, the head row has 2.");
            assertThat(rows.next().orElseThrow().defect().orElseThrow().message())
                    .isEqualTo("The row has 1 cells, the head row has 2. Perhaps a quote isn't closed.");
        }
    }

    @Test
    void encodings_are_recognised_by_their_marks_or_zeros() throws IOException {
        String text = "id;name\n1;Zoë Straße\n";
        List<String> rows = List.of("2: 1|Zoë Straße");

        for (String encoding : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE"}) {
            Charset charset = Charset.forName(encoding);
            assertThat(read(file("f.csv", ("\ufeff" + text).getBytes(charset)), Layout.RECOGNISED))
                    .as(encoding)
                    .isEqualTo(new Read(List.of("id", "name"), rows));
            assertThat(read(file("f.csv", ("\ufeff" + text).getBytes(charset)), layout("{encoding: ISO-8859-1}"))
                            .rows())
                    .as("the mark of %s decides", encoding)
                    .isEqualTo(rows);
            assertThat(read(file("f.csv", text.getBytes(charset)), Layout.RECOGNISED))
                    .as("%s without a mark", encoding)
                    .isEqualTo(new Read(List.of("id", "name"), rows));
        }
        assertThat(read("id;name\n1;a\u0000b\n2;\u0000\n").rows())
                .as("a zero here and there is no encoding")
                .containsExactly("2: 1|a\u0000b", "3: 2|\u0000");
        assertThat(read("a").heads()).containsExactly("a");
        assertThat(read("ab").heads()).containsExactly("ab");
    }

    @Test
    void a_long_text_is_read_whole_beyond_what_is_looked_at_first() throws IOException {
        StringBuilder text = new StringBuilder("id;name\n");
        List<String> expected = new ArrayList<>();
        for (int i = 2; i < 20_000; i++) {
            text.append(i).append(";Zoë\n");
            expected.add(i + ": " + i + "|Zoë");
        }
        Path file = file("f.csv", text.toString());

        assertThat(read(file, Layout.RECOGNISED).rows()).isEqualTo(expected);
        assertThat(read(file("f.csv.gz", gzip(Files.readAllBytes(file))), Layout.RECOGNISED)
                        .rows())
                .isEqualTo(expected);
        try (Rows rows = Rows.open(file, Layout.RECOGNISED, Set.of())) {
            assertThat(rows.bytesRead()).isPositive().isLessThan(Files.size(file));
            assertThat(rows.next()).isPresent();
            assertThat(rows.bytesRead()).isLessThan(Files.size(file));
            while (rows.next().isPresent()) {
                // To the end.
            }
            assertThat(rows.bytesRead()).isEqualTo(Files.size(file));
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    @Test
    void packed_files_are_what_they_hold() throws IOException {
        String json = "{\"id\": 1}\n{\"id\": 2}\n";
        List<String> rows = List.of("1: 1", "2: 2");

        for (String name : new String[] {"f.jsonl", "f.ndjson", "f.json", "F.JSON"}) {
            assertThat(read(file(name, json), Layout.RECOGNISED).rows())
                    .as(name)
                    .isEqualTo(rows);
            assertThat(read(file(name + ".gz", gzip(json.getBytes(StandardCharsets.UTF_8))), Layout.RECOGNISED)
                            .rows())
                    .as(name)
                    .isEqualTo(rows);
            assertThat(read(file("f.zip", zip("out/", "", "__MACOSX/._x", "?", "out/" + name, json)), Layout.RECOGNISED)
                            .rows())
                    .as(name)
                    .isEqualTo(rows);
        }
        assertThat(read(file("f.txt", json), layout("{format: json_lines}")).rows())
                .isEqualTo(rows);
        assertThat(read(file("f.json", "id\n7\n"), layout("{format: csv}")).rows())
                .containsExactly("2: 7");
        assertThatThrownBy(() -> read(file("f.zip", zip("out/", "")), Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("holds 0 files; one is taken. Unpack it");
    }

    @Test
    void how_much_there_is_to_read_is_known_beforehand_and_reached_at_the_end() throws IOException {
        String text = "id,name\n1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";
        Path plain = file("f.csv", text);
        Path gzip = file("f.csv.gz", gzip(text.getBytes(StandardCharsets.UTF_8)));
        Path zip = file("f.zip", zip("f.csv", text));

        assertThat(MappedFile.size(plain)).isEqualTo(text.length());
        assertThat(MappedFile.size(gzip)).isEqualTo(Files.size(gzip));
        assertThat(MappedFile.size(zip)).as("unpacked").isEqualTo(text.length());
        for (Path file : List.of(plain, gzip, zip)) {
            try (Rows rows = Rows.open(file, Layout.RECOGNISED, Set.of())) {
                while (rows.next().isPresent()) {
                    // To the end.
                }
                assertThat(rows.bytesRead()).as("%s", file).isEqualTo(MappedFile.size(file));
            }
        }
        assertThatThrownBy(() -> MappedFile.size(folder.resolve("none.csv")))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("There is no file " + folder.resolve("none.csv") + ".");
    }

    // ---- objects

    private Read objects(String text) throws IOException {
        return read(file("f.json", text), Layout.RECOGNISED);
    }

    @Test
    void parts_of_objects_are_columns_in_the_order_in_which_they_appear() throws IOException {
        Read read = objects("""
                [
                  {"id": 1, "who": {"name": "Ann", "tags": ["a", 2, null, true]}},
                  {"mail": "x@y", "id": 2, "list": [{"n": 1}, {"n": [[5]]}], "none": [], "no": {}},
                  {}
                ]
                {"id": 3}
                """);

        assertThat(read.heads())
                .containsExactly("id", "who.name", "who.tags", "mail", "list.0.n", "list.1.n.0", "none");
        assertThat(read.rows()).containsExactly("2: 1|Ann|a;2;;true||||", "3: 2|||x@y|1|5|", "6: 3||||||");
    }

    @Test
    void numbers_of_objects_are_written_plainly() throws IOException {
        assertThat(objects("{\"a\": 1.50, \"b\": 1E+3, \"c\": -2e-3, \"d\": 12345678901234567890, \"e\": 1e999999}")
                        .rows())
                .containsExactly("1: 1.5|1000|-0.002|12345678901234567890|1E+999999");
        assertThat(objects("{\"a\": 1e400, \"b\": 1e-400, \"c\": 1e401}").rows())
                .containsExactly("1: 1" + "0".repeat(400) + "|0." + "0".repeat(399) + "1|1E+401");
    }

    @Test
    void columns_that_only_later_objects_have_are_there_where_the_mapping_names_them() throws IOException {
        String text = "{\"id\": 1}\n".repeat(1_000) + "{\"id\": 2, \"late\": 3}\n";
        Path file = file("f.json", text);

        assertThat(objects(text).heads()).containsExactly("id");
        Read named = read(file, layout("{columns: [late]}"));
        assertThat(named.heads()).containsExactly("late", "id");
        assertThat(named.rows()).hasSize(1_001).endsWith("1001: 3|2");
        assertThat(objects(text.substring(10)).heads())
                .as("the thousandth is still looked at")
                .containsExactly("id", "late");
    }

    @Test
    void columns_are_looked_for_in_some_200_000_cells() throws IOException {
        StringBuilder wide = new StringBuilder("{\"a0\": 1");
        for (int i = 1; i < 5_000; i++) {
            wide.append(",\"a").append(i).append("\":1");
        }

        assertThat(objects((wide + "}\n").repeat(40) + "{\"late\": 1}").heads())
                .hasSize(5_000)
                .doesNotContain("late");
        assertThat(objects((wide + "}\n").repeat(39) + "{\"late\": 1}").heads()).contains("late");
    }

    @Test
    void an_object_has_at_most_5000_parts() throws IOException {
        StringBuilder most = new StringBuilder("{\"a0\": 1");
        for (int i = 1; i < 5_000; i++) {
            most.append(", \"a").append(i).append("\": 1");
        }

        assertThat(objects(most + "}").heads()).hasSize(5_000);
        assertThat(objects("{\"id\": 1}\n" + most + ", \"b\": 1}\n").rows()).containsExactly("1: 1", "2:  BAD_LINE");
        assertThat(objects("{\"id\": 1}\n{\"list\": [" + "{\"a\": 1}, ".repeat(5_000) + "{\"a\": 1}]}\n{\"id\": 3}")
                        .rows())
                .containsExactly("1: 1", "2:  BAD_LINE", "3: 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[[]]", " \n"})
    void a_file_without_an_object_is_reported(String text) throws IOException {
        Path file = file("f.json", text);

        assertThatThrownBy(() -> read(file, Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The file " + file + " is empty: it needs JSON objects, a line each or in a list.");
    }

    @Test
    void what_is_no_object_is_reported_by_its_line() throws IOException {
        assertThatThrownBy(() -> objects("{\"id\": 1}\n\n7\n"))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("f.json, line 3: a JSON object is needed for each row.");
        assertThatThrownBy(() -> objects("{\"id\": 1}\n{\"id\" 2}\n"))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("f.json, behind line 2: this is not JSON, or too deep or long.");
    }

    @Test
    void objects_that_are_not_in_the_encoding_are_reported_where_they_are_used() throws IOException {
        Path file = file(
                "f.json",
                "{\"id\": 1, \"name\": \"Müller\"}\n{\"id\": 2, \"name\": \"Meier\"}\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(file, Layout.RECOGNISED, "id").rows()).containsExactly("1: 1|M\ufffdller", "2: 2|Meier");
        assertThat(read(file, Layout.RECOGNISED, "name").rows()).containsExactly("1: name BAD_CHARACTER", "2: 2|Meier");
        try (Rows rows = Rows.open(file, Layout.RECOGNISED, Set.of("name"))) {
            assertThat(rows.next().orElseThrow().defect().orElseThrow().message())
                    .isEqualTo("The text is not valid UTF-8; say 'encoding' in the mapping, such as windows-1252.");
            assertThat(rows.bytesRead()).isEqualTo(Files.size(file));
        }
    }
}
