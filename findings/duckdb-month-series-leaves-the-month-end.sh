#!/usr/bin/env bash
# Guess:   generate_series(31 January, 31 May, 1 month) in DuckDB lists the month ends: the k-th entry is the start
#          plus k months, which DuckDB itself cuts to the last day of a short month.
# True:    each entry is the one before plus a month, so after 29 February come 29 March, 29 April and 29 May; the day
#          lost in a short month never comes back. range() does the same, and backwards from 31 May the day sinks
#          twice. start + to_months(k) over whole numbers gives the month ends, as datesUntil() of java.time does.
# Version: org.duckdb:duckdb_jdbc 2.0.0.1 (DuckDB 2.0.0) beside java.time. Source: documentation, Interval Functions
#          and the timestamp table functions generate_series(timestamp, timestamp, interval) and range(…).
# Who:     a calendar of month ends to read recurring revenue or renewals at: joined to balances of each month's last
#          day it finds January and February and, until the next February, nothing. In a year without a leap day the
#          entries after February are the 28th.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.duckdb:duckdb_jdbc:2.0.0.1

recorded <<'TEXT'
select d::date from generate_series(date '2024-01-31', date '2024-05-31', interval 1 month) t(d)
  2024-01-31, 2024-02-29, 2024-03-29, 2024-04-29, 2024-05-29
select d::date from range(date '2024-01-31', date '2024-06-30', interval 1 month) t(d)
  2024-01-31, 2024-02-29, 2024-03-29, 2024-04-29, 2024-05-29, 2024-06-29
select d::date from generate_series(timestamp '2024-05-31', timestamp '2024-01-01', interval '-1 month') t(d)
  2024-05-31, 2024-04-30, 2024-03-30, 2024-02-29, 2024-01-29
select (date '2024-01-31' + to_months(k::integer))::date from range(5) t(k) order by k
  2024-01-31, 2024-02-29, 2024-03-31, 2024-04-30, 2024-05-31
java.time, datesUntil(2024-06-01, one month)
  2024-01-31, 2024-02-29, 2024-03-31, 2024-04-30, 2024-05-31
TEXT

run_java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.Period;
import java.util.StringJoiner;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String query : new String[] {
                "select d::date from generate_series(date '2024-01-31', date '2024-05-31', interval 1 month) t(d)",
                "select d::date from range(date '2024-01-31', date '2024-06-30', interval 1 month) t(d)",
                "select d::date from generate_series(timestamp '2024-05-31', timestamp '2024-01-01', interval '-1 month') t(d)",
                "select (date '2024-01-31' + to_months(k::integer))::date from range(5) t(k) order by k",
            }) {
                StringJoiner days = new StringJoiner(", ");
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        days.add(rows.getString(1));
                    }
                }
                System.out.println(query);
                System.out.println("  " + days);
            }
            StringJoiner days = new StringJoiner(", ");
            LocalDate.of(2024, 1, 31)
                    .datesUntil(LocalDate.of(2024, 6, 1), Period.ofMonths(1))
                    .forEach(day -> days.add(day.toString()));
            System.out.println("java.time, datesUntil(2024-06-01, one month)");
            System.out.println("  " + days);
        }
    }
}
JAVA
