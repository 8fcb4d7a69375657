#!/usr/bin/env bash
# Guess:   in Calcite AVG and STDDEV of whole scores have decimals, as in PostgreSQL, MySQL and DuckDB: the average of
#          10, 9, 9 and 6 is 8.5, and AVG(CASE WHEN score >= 9 THEN 1 ELSE 0 END) is the share of promoters, 0.75.
# True:    the result has the type of the argument, and decimals are cut off. The average is 8, the share is 0, the
#          standard deviation of 1.5 is 1, and 100 * AVG(...) is 0, as the cut comes first. With 1.0 and 0.0 in the CASE
#          the share is 0.7. The average of money is cut to cents: of 10.00 and 10.05 it is 10.02. Over a window it is
#          the same. CAST(score AS DOUBLE) in the argument gives the decimals, a cast of the result is too late.
# Version: org.apache.calcite:calcite-core 1.42.0. Source: documentation, SQL reference, Aggregate functions ("Returns
#          the average (arithmetic mean) of numeric across all input values"); RelDataTypeSystem.deriveAvgAggType().
# Who:     NPS, CSAT and shares over sources that are joined by Calcite, or by what is built on it. Scores are whole
#          numbers; a CSAT of 4.8 reads 4, and rates read 0 until all are 1.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.apache.calcite:calcite-core:1.42.0 org.slf4j:slf4j-nop:1.7.36

recorded <<'TEXT'
AVG(score): 8, INTEGER
CAST(AVG(score) AS DOUBLE): 8.0, DOUBLE
AVG(CAST(score AS DOUBLE)): 8.5, DOUBLE
AVG(CASE WHEN score >= 9 THEN 1 ELSE 0 END): 0, INTEGER
100 * AVG(CASE WHEN score >= 9 THEN 1 ELSE 0 END): 0, INTEGER
AVG(CASE WHEN score >= 9 THEN 1.0 ELSE 0.0 END): 0.7, DECIMAL
STDDEV_POP(score): 1, INTEGER
STDDEV_POP(CAST(score AS DOUBLE)): 1.5, DOUBLE
AVG(score) OVER (): 8, INTEGER
AVG(CAST(mrr AS DECIMAL(10, 2))): 10.02, DECIMAL
TEXT

run_java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Finding {
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:calcite:")) {
            String scores = "(VALUES 10, 9, 9, 6) AS answers (score)";
            show(connection, "AVG(score)", scores);
            show(connection, "CAST(AVG(score) AS DOUBLE)", scores);
            show(connection, "AVG(CAST(score AS DOUBLE))", scores);
            show(connection, "AVG(CASE WHEN score >= 9 THEN 1 ELSE 0 END)", scores);
            show(connection, "100 * AVG(CASE WHEN score >= 9 THEN 1 ELSE 0 END)", scores);
            show(connection, "AVG(CASE WHEN score >= 9 THEN 1.0 ELSE 0.0 END)", scores);
            show(connection, "STDDEV_POP(score)", scores);
            show(connection, "STDDEV_POP(CAST(score AS DOUBLE))", scores);
            show(connection, "AVG(score) OVER ()", scores);
            show(connection, "AVG(CAST(mrr AS DECIMAL(10, 2)))", "(VALUES 10.00, 10.05) AS accounts (mrr)");
        }
    }

    static void show(Connection connection, String expression, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression + " FROM " + from)) {
            rows.next();
            System.out.println(expression + ": " + rows.getObject(1) + ", " + rows.getMetaData().getColumnTypeName(1));
        }
    }
}
JAVA
