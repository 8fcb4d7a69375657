#!/usr/bin/env bash
# Guess:   DuckDB's datesub('month', from, to) counts the complete months as other libraries do and as its own age()
#          does: from 31 January to 29 February 2024 are 29 days and no complete month.
# True:    datesub says 1, age() says 29 days, java.time says 0. If the end is the last day of its month, a start on
#          a later day of the month is first moved back to that day; so 30 and 31 January are both a month before 29
#          February, and 31 December is 2 months before 29 February. On the next 30 March the answers agree
#          again (1), on 31 March too (2): the difference appears only on last days of short months. With times it
#          depends on the time of day: 31 January 09:00 to 29 February 08:59 is 0.
# Version: org.duckdb:duckdb_jdbc 2.0.0.1 (DuckDB 2.0.0) beside java.time of the JDK. Source: documentation, Date
#          Functions, date_sub ("truncated to whole multiples of part"); date_sub.cpp, DateSub::MonthOperator.
# Who:     tenure in months at a month's end, the day that most recurring-revenue figures are read: a customer since
#          31 January is a month old on 29 February in one system and in its first month in the other, and moves
#          between cohort columns. An oracle in DuckDB disagrees with Java on just these days.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.duckdb:duckdb_jdbc:2.0.0.1

recorded <<'TEXT'
2024-01-29T00:00 to 2024-02-29T00:00: datesub 1, java.time 1, age() 1 month
2024-01-30T00:00 to 2024-02-29T00:00: datesub 1, java.time 0, age() 30 days
2024-01-31T00:00 to 2024-02-29T00:00: datesub 1, java.time 0, age() 29 days
2023-12-31T00:00 to 2024-02-29T00:00: datesub 2, java.time 1, age() 1 month 29 days
2024-01-31T00:00 to 2024-03-30T00:00: datesub 1, java.time 1, age() 1 month 30 days
2024-01-31T00:00 to 2024-03-31T00:00: datesub 2, java.time 2, age() 2 months
2024-03-31T00:00 to 2024-04-30T00:00: datesub 1, java.time 0, age() 30 days
2024-01-31T09:00 to 2024-02-29T08:59: datesub 0, java.time 0, age() 28 days 23:59:00
2024-01-31T09:00 to 2024-02-29T09:00: datesub 1, java.time 0, age() 29 days
TEXT

run_java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String[][] spans = {
                {"2024-01-29T00:00", "2024-02-29T00:00"},
                {"2024-01-30T00:00", "2024-02-29T00:00"},
                {"2024-01-31T00:00", "2024-02-29T00:00"},
                {"2023-12-31T00:00", "2024-02-29T00:00"},
                {"2024-01-31T00:00", "2024-03-30T00:00"},
                {"2024-01-31T00:00", "2024-03-31T00:00"},
                {"2024-03-31T00:00", "2024-04-30T00:00"},
                {"2024-01-31T09:00", "2024-02-29T08:59"},
                {"2024-01-31T09:00", "2024-02-29T09:00"},
            };
            for (String[] span : spans) {
                long java = ChronoUnit.MONTHS.between(LocalDateTime.parse(span[0]), LocalDateTime.parse(span[1]));
                try (ResultSet result = statement.executeQuery("""
                        select datesub('month', timestamp '%1$s', timestamp '%2$s'),
                               age(timestamp '%2$s', timestamp '%1$s')::varchar
                        """.formatted(span[0], span[1]))) {
                    result.next();
                    System.out.printf("%s to %s: datesub %d, java.time %d, age() %s%n",
                            span[0], span[1], result.getLong(1), java, result.getString(2));
                }
            }
        }
    }
}
JAVA
