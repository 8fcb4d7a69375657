#!/usr/bin/env bash
# Guess:   DuckDB's median of 1.05 and 1.10 is 1.075, or 1.08 if it keeps to two decimals: "for even value counts,
#          quantitative values are averaged", and avg() of the same column gives 1.075.
# True:    it is 1.07. Over a DECIMAL, median() and quantile_cont() keep the column's scale and cut off what doesn't
#          fit, toward zero: -1.05 and -1.10 give -1.07, and in a column without decimals 10 and 11 give 10. Over
#          integers and doubles they answer with a DOUBLE, and avg() of the DECIMAL does as well. A cast to DOUBLE or
#          to a wider DECIMAL in the argument gives the value that one expects; a cast of the result is too late.
# Version: org.duckdb:duckdb_jdbc 2.0.0.1 (DuckDB 2.0.0). Source: documentation, Aggregate Functions, median(x) and
#          quantile_cont(x, pos).
# Who:     the median contract value or MRR of a group with an even number of customers. An oracle in DuckDB is a
#          cent below a figure that rounds, and a median of whole amounts is up to half a unit too low.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.duckdb:duckdb_jdbc:2.0.0.1

recorded <<'TEXT'
version() from (values (1)) t(x): v2.0.0 VARCHAR
median(x) from (values (1.05::decimal(9, 2)), (1.10)) t(x): 1.07 DECIMAL(9,2)
quantile_cont(x, 0.9) from (values (1.05::decimal(9, 2)), (1.10)) t(x): 1.09 DECIMAL(9,2)
avg(x) from (values (1.05::decimal(9, 2)), (1.10)) t(x): 1.075 DOUBLE
median(x::decimal(18, 6)) from (values (1.05::decimal(9, 2)), (1.10)) t(x): 1.075000 DECIMAL(18,6)
median(x)::decimal(18, 6) from (values (1.05::decimal(9, 2)), (1.10)) t(x): 1.070000 DECIMAL(18,6)
median(x) from (values (-1.05::decimal(9, 2)), (-1.10)) t(x): -1.07 DECIMAL(9,2)
median(x) from (values (10::decimal(9, 0)), (11)) t(x): 10 DECIMAL(10,0)
median(x) from (values (10::integer), (11)) t(x): 10.5 DOUBLE
TEXT

run_java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            ask(statement, "version()", "(values (1)) t(x)");
            String money = "(values (1.05::decimal(9, 2)), (1.10)) t(x)";
            ask(statement, "median(x)", money);
            ask(statement, "quantile_cont(x, 0.9)", money);
            ask(statement, "avg(x)", money);
            ask(statement, "median(x::decimal(18, 6))", money);
            ask(statement, "median(x)::decimal(18, 6)", money);
            ask(statement, "median(x)", "(values (-1.05::decimal(9, 2)), (-1.10)) t(x)");
            ask(statement, "median(x)", "(values (10::decimal(9, 0)), (11)) t(x)");
            ask(statement, "median(x)", "(values (10::integer), (11)) t(x)");
        }
    }

    static void ask(Statement statement, String value, String rows) throws Exception {
        try (ResultSet result = statement.executeQuery("select " + value + " from " + rows)) {
            result.next();
            System.out.println(value + " from " + rows + ": " + result.getObject(1) + " "
                    + result.getMetaData().getColumnTypeName(1));
        }
    }
}
JAVA
