#!/usr/bin/env bash
# Guess:   POI's DataFormatter writes a cell as Excel shows it. The comma after the digits divides by a thousand, so
#          1,234,567 is 1234.6 with the format 0.0, and 1234.6k with 0.0,"k".
# True:    with 0.0, it is 1235.0, and 1500 is 2.0: the number is divided, rounded to a whole and then written with the
#          decimals of the format, zeros. With anything after the comma, "k" or "M" in quotes, \k, or a second part for
#          negative numbers, the format isn't followed at all and the number stands there in full, 1234567, without a
#          separator or the letter. With a condition in front ([>=1000000]) the same parts are right. CellFormat, of POI
#          as well, follows all of them.
# Version: org.apache.poi:poi 5.5.1. Source: DataFormatter's InternalDecimalFormatWithScale (divides a BigDecimal to its
#          own scale; looks for commas at the end of the format); CellNumberFormatter.
# Who:     MRR and contract values in workbooks of managers, where thousands and millions are the usual formats,
#          imported or mailed as they are displayed: 1.4 million reads as 1.0, or a column of thousands as one of units.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.apache.poi:poi:5.5.1 org.apache.logging.log4j:log4j-to-slf4j:2.24.3 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
#,##0                           DataFormatter 1,234,567 | 1,449,000 | 1,500   CellFormat 1,234,567 | 1,449,000 | 1,500
#,##0,                          DataFormatter 1,235 | 1,449 | 2               CellFormat 1,235 | 1,449 | 2
0.0,                            DataFormatter 1235.0 | 1449.0 | 2.0           CellFormat 1234.6 | 1449.0 | 1.5
0.00,                           DataFormatter 1235.00 | 1449.00 | 2.00        CellFormat 1234.57 | 1449.00 | 1.50
0.0,,                           DataFormatter 1.0 | 1.0 | 0.0                 CellFormat 1.2 | 1.4 | 0.0
0.0,"k"                         DataFormatter 1234567 | 1449000 | 1500        CellFormat 1234.6k | 1449.0k | 1.5k
#,##0,"k"                       DataFormatter 1234567 | 1449000 | 1500        CellFormat 1,235k | 1,449k | 2k
0.0,,"M"                        DataFormatter 1234567 | 1449000 | 1500        CellFormat 1.2M | 1.4M | 0.0M
0.0,\k                          DataFormatter 1234567 | 1449000 | 1500        CellFormat 1234.6k | 1449.0k | 1.5k
0.0,;-0.0,                      DataFormatter 1234567 | 1449000 | 1500        CellFormat 1234.6 | 1449.0 | 1.5
[>=1000000]0.0,,"M";0.0,"k"     DataFormatter 1.2M | 1.4M | 1.5k              CellFormat 1.2M | 1.4M | 1.5k
TEXT

run_java <<'JAVA'
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.poi.ss.format.CellFormat;
import org.apache.poi.ss.usermodel.DataFormatter;

public class Finding {
    public static void main(String[] arguments) {
        DataFormatter formatter = new DataFormatter(Locale.US);
        for (String format : new String[] {
            "#,##0", "#,##0,", "0.0,", "0.00,", "0.0,,", "0.0,\"k\"", "#,##0,\"k\"", "0.0,,\"M\"", "0.0,\\k",
            "0.0,;-0.0,", "[>=1000000]0.0,,\"M\";0.0,\"k\"",
        }) {
            StringJoiner shown = new StringJoiner(" | ");
            StringJoiner followed = new StringJoiner(" | ");
            for (double amount : new double[] {1_234_567, 1_449_000, 1_500}) {
                shown.add(formatter.formatRawCellContents(amount, -1, format));
                followed.add(CellFormat.getInstance(Locale.US, format).apply(amount).text);
            }
            System.out.printf("%-31s DataFormatter %-31s CellFormat %s%n", format, shown, followed);
        }
    }
}
JAVA
