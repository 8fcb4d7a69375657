#!/usr/bin/env bash
# Guess:   univocity-parsers, with its settings as they come, gives every row of a CSV file of tickets; an id such as
#          #1042 is text.
# True:    a row that begins with # is a comment and is left out without a sign: an export whose first column is the
#          ticket's number reads as empty, and one with a few such rows reads without them. Within quotes the row stays,
#          so whether the writer quoted decides. FastCSV, Commons CSV and Jackson keep the row. univocity's own writer
#          quotes such a value, so that a test that writes and reads with it shows nothing. getFormat().setComment('\0')
#          turns it off.
# Version: com.univocity:univocity-parsers 2.9.1 beside org.apache.commons:commons-csv 1.14.1, de.siegmar:fastcsv 4.1.0
#          and com.fasterxml.jackson.dataformat:jackson-dataformat-csv 2.20.1. Source: Format.getComment() ("the
#          character that represents a line comment. Defaults to '#'"); RFC 4180, which knows no comments.
# Who:     tickets exported from a help desk, whose numbers are written #1042 on every screen, and comments of surveys
#          that begin with "#1 issue:" in a file whose first column they are.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.univocity:univocity-parsers:2.9.1 org.apache.commons:commons-csv:1.14.1 \
    de.siegmar:fastcsv:4.1.0 com.fasterxml.jackson.dataformat:jackson-dataformat-csv:2.20.1

recorded <<'TEXT'
as it is exported
  univocity             [[ticket, state], [1044, open]]
  univocity, no comment [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  Commons CSV           [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  FastCSV               [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  Jackson               [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
in quotes
  univocity             [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  univocity, no comment [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  Commons CSV           [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  FastCSV               [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
  Jackson               [[ticket, state], [#1042, open], [#1043, solved], [1044, open]]
univocity writes "#1042",open
TEXT

run_java <<'JAVA'
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        String plain = "ticket,state\n#1042,open\n#1043,solved\n1044,open\n";
        show("as it is exported", plain);
        show("in quotes", plain.replaceAll("(#\\d+)", "\"$1\""));
        StringWriter written = new StringWriter();
        CsvWriter writer = new CsvWriter(written, new CsvWriterSettings());
        writer.writeRow("#1042", "open");
        writer.close();
        System.out.println("univocity writes " + written.toString().strip());
    }

    static void show(String title, String csv) throws Exception {
        System.out.println(title);
        System.out.println("  univocity             " + univocity(csv, new CsvParserSettings()));
        CsvParserSettings without = new CsvParserSettings();
        without.getFormat().setComment('\0');
        System.out.println("  univocity, no comment " + univocity(csv, without));
        List<List<String>> rows = new ArrayList<>();
        CSVFormat.DEFAULT.parse(new StringReader(csv)).forEach(row -> rows.add(row.toList()));
        System.out.println("  Commons CSV           " + rows);
        rows.clear();
        CsvReader.builder().ofCsvRecord(csv).forEach(row -> rows.add(row.getFields()));
        System.out.println("  FastCSV               " + rows);
        System.out.println("  Jackson               " + new CsvMapper().readerForListOf(String.class)
                .with(com.fasterxml.jackson.dataformat.csv.CsvParser.Feature.WRAP_AS_ARRAY).readValues(csv).readAll());
    }

    static List<String> univocity(String csv, CsvParserSettings settings) {
        settings.setLineSeparatorDetectionEnabled(true);
        return new CsvParser(settings).parseAll(new StringReader(csv)).stream().map(Arrays::toString).toList();
    }
}
JAVA
