#!/usr/bin/env bash
# Guess:   fastexcel-reader gives the text of a cell that Excel shows, line breaks and all, and what fastexcel writes,
#          Excel shows.
# True:    a carriage return that the workbook spells _x000D_, as the format has it, is read as these seven characters:
#          "slow_x000D_\nbut kind". So is every other character that is spelled by its number, and _x005F_, the spelling
#          of an underscore that would begin such a one. Nor does fastexcel spell what it writes: the text
#          "plan_x0041_eu" is stored as it is, and to POI, which goes by the rule, it is "planAeu". fastexcel-reader
#          reads it unchanged, so a test that writes and reads with the two shows nothing.
# Version: org.dhatim:fastexcel and fastexcel-reader 0.20.2 beside org.apache.poi:poi-ooxml 5.5.1. Source: pull request
#          #584 of exceljs/exceljs, which gives the rule and what Excel stores; POI's XSSFRichTextString.
# Who:     comments of surveys and tickets with several lines, exported to XLSX by tools that end lines with a carriage
#          return: each line of an imported comment ends with _x000D_, on screen, in reports and in searches for themes.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.dhatim:fastexcel:0.20.2 org.dhatim:fastexcel-reader:0.20.2 org.apache.poi:poi-ooxml:5.5.1 \
    org.apache.logging.log4j:log4j-to-slf4j:2.24.3 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
stored as slow_x000D_\nbut kind
  fastexcel-reader: slow_x000D_\nbut kind
  POI:              slow\r\nbut kind
stored as plan_x005F_x0041_eu
  fastexcel-reader: plan_x005F_x0041_eu
  POI:              plan_x0041_eu
written by fastexcel: slow\r\nbut kind
  fastexcel-reader: slow\r\nbut kind
  POI:              slow\r\nbut kind
written by fastexcel: plan_x0041_eu
  fastexcel-reader: plan_x0041_eu
  POI:              planAeu
TEXT

run_java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

public class Finding {
    public static void main(String[] arguments) throws IOException {
        for (String text : new String[] {"slow_x000D_\nbut kind", "plan_x005F_x0041_eu"}) {
            System.out.println("stored as " + shown(text));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                workbook.createSheet("answers").createRow(0).createCell(0).setCellValue(text);
                workbook.write(file);
            }
            read(file.toByteArray());
        }
        for (String text : new String[] {"slow\r\nbut kind", "plan_x0041_eu"}) {
            System.out.println("written by fastexcel: " + shown(text));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (Workbook workbook = new Workbook(file, "finding", "1.0")) {
                workbook.newWorksheet("answers").value(0, 0, text);
            }
            read(file.toByteArray());
        }
    }

    static void read(byte[] file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            System.out.println("  fastexcel-reader: " + shown(workbook.getFirstSheet().read().get(0).getCellText(0)));
        }
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            System.out.println("  POI:              "
                    + shown(workbook.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()));
        }
    }

    static String shown(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
JAVA
