#!/usr/bin/env bash
# Guess:   DuckDB's read_csv reads the same row of the same export to the same date; a column whose dates could be
#          month first or day first stays text, or is read by one fixed rule, and several files of one export are
#          read alike.
# True:    02/05/2026 is 2 May as long as no row of the file has a day past 12, and 5 February from the moment that
#          one does: the format is chosen per read, day first if all sampled rows allow it. With two files the first
#          decides: March and then February gives February, February and then March fails at 03/25/2026, and with
#          union_by_name, meant for columns in another order, each file is read by its own format: one result holds
#          2 May from the February file and 1 March from the March file. No warning in any case. dateformat settles it.
# Version: org.duckdb:duckdb_jdbc 2.0.0.1 (DuckDB 2.0.0). Source: documentation, CSV Auto Detection, Type Detection
#          and Date Detection; sniff_csv() shows the format chosen.
# Who:     invoices, tickets and survey answers exported by American tools, month first. An export made on the 12th
#          or earlier moves the month's revenue to other months; the same export made on the 13th is right.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.duckdb:duckdb_jdbc:2.0.0.1

recorded <<'TEXT'
read_csv('february-12.csv')
  DATE  1: 2026-05-02, 2: 2026-11-02
read_csv('february-13.csv')
  DATE  1: 2026-02-05, 2: 2026-02-11, 3: 2026-02-13
read_csv(['march.csv', 'february-12.csv'])
  DATE  1: 2026-02-05, 2: 2026-02-11, 4: 2026-03-01, 5: 2026-03-25
read_csv(['february-12.csv', 'march.csv'])
  refused: Conversion Error: CSV Error on Line: 3
read_csv(['february-12.csv', 'march.csv'], union_by_name = true)
  DATE  1: 2026-05-02, 2: 2026-11-02, 4: 2026-03-01, 5: 2026-03-25
read_csv(['february-12.csv', 'march.csv'], dateformat = '%m/%d/%Y')
  DATE  1: 2026-02-05, 2: 2026-02-11, 4: 2026-03-01, 5: 2026-03-25
TEXT

run_java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        String early = "invoice,issued\n1,02/05/2026\n2,02/11/2026\n";
        Files.writeString(Path.of("february-12.csv"), early);
        Files.writeString(Path.of("february-13.csv"), early + "3,02/13/2026\n");
        Files.writeString(Path.of("march.csv"), "invoice,issued\n4,03/01/2026\n5,03/25/2026\n");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            read(connection, "'february-12.csv'");
            read(connection, "'february-13.csv'");
            read(connection, "['march.csv', 'february-12.csv']");
            read(connection, "['february-12.csv', 'march.csv']");
            read(connection, "['february-12.csv', 'march.csv'], union_by_name = true");
            read(connection, "['february-12.csv', 'march.csv'], dateformat = '%m/%d/%Y'");
        }
    }

    static void read(Connection connection, String what) {
        System.out.println("read_csv(" + what + ")");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from read_csv(" + what + ") order by invoice")) {
            StringJoiner seen = new StringJoiner(", ");
            while (rows.next()) {
                seen.add(rows.getLong("invoice") + ": " + rows.getObject("issued"));
            }
            System.out.println("  " + rows.getMetaData().getColumnTypeName(2) + "  " + seen);
        } catch (SQLException refused) {
            System.out.println("  refused: " + refused.getMessage().lines().findFirst().orElseThrow());
        }
    }
}
JAVA
