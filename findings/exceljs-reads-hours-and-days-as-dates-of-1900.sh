#!/usr/bin/env bash
# Guess:   exceljs gives a Date for a cell that shows a date, and a number for one that shows a number with a unit: 12
#          with the format 0\d, which shows 12d, is 12, and 30 hours with the format [h]:mm are 1.25 days.
# True:    both are Dates. 12d is 11 January 1900, 4.5h is noon of 3 January, and 30:00 is 06:00 of 31 December 1899,
#          so that its hours are 6. A format makes a date if one of the letters y, m, d, h, s, M and b is left in it
#          without what is in quotes or brackets; one with a backslash before it counts. The cell has no number besides,
#          and its CSV has the date. With the letter in quotes it is a number. SheetJS, told to give dates, takes 30:00
#          for one as well, and the others for numbers.
# Version: exceljs 4.4.0 beside xlsx 0.18.5. Source: lib/utils/utils.js, isDateFmt(); ECMA-376, 18.8.31, numFmts (a
#          backslash shows the next character as it is).
# Who:     answer times, tenure and terms of contracts in managers' workbooks, whose units are single letters. Averages
#          of them are negative milliseconds, and in a report they are days of the year 1900.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages exceljs@4.4.0 xlsx@0.18.5

recorded <<'TEXT'
1.25 by [h]:mm, shown as 30:00: exceljs 1899-12-31T06:00, SheetJS 1899-12-31T06:00
0.5 by [mm]:ss, shown as 720:00: exceljs 1899-12-30T12:00, SheetJS 1899-12-30T12:00
12 by 0\d, shown as 12d: exceljs 1900-01-11T00:00, SheetJS 12
4.5 by 0.0\h, shown as 4.5h: exceljs 1900-01-03T12:00, SheetJS 4.5
6 by 0\ \m\o, shown as 6 mo: exceljs 1900-01-05T00:00, SheetJS 6
90 by 0.0\s, shown as 90.0s: exceljs 1900-03-30T00:00, SheetJS 90
12 by 0"d", shown as 12d: exceljs 12, SheetJS 12
12 by 0 "days", shown as 12 days: exceljs 12, SheetJS 12
3.5 by 0.0\x, shown as 3.5x: exceljs 3.5, SheetJS 3.5
40 by #,##0 [$USD], shown as 40 USD: exceljs 40, SheetJS 40
CSV: 1900-01-11T00:00:00+00:00
TEXT

run_node <<'JAVASCRIPT'
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const cells = [
  ['[h]:mm', 1.25], ['[mm]:ss', 0.5], ['0\\d', 12], ['0.0\\h', 4.5], ['0\\ \\m\\o', 6], ['0.0\\s', 90], ['0"d"', 12],
  ['0 "days"', 12], ['0.0\\x', 3.5], ['#,##0 [$USD]', 40],
];
const written = new ExcelJS.Workbook();
cells.forEach(([numFmt, value], i) => Object.assign(written.addWorksheet(`${i}`).getCell('A1'), { value, numFmt }));
const file = await written.xlsx.writeBuffer();

const workbook = new ExcelJS.Workbook();
await workbook.xlsx.load(file);
const sheets = XLSX.read(file, { cellDates: true, cellNF: true }).Sheets;
const spelled = value => value instanceof Date ? value.toISOString().slice(0, 16) : value;
for (const [i, [format, value]] of cells.entries()) {
  const byExcelJs = spelled(workbook.getWorksheet(`${i}`).getCell('A1').value);
  const { v, w } = sheets[i].A1;
  console.log(`${value} by ${format}, shown as ${w}: exceljs ${byExcelJs}, SheetJS ${spelled(v)}`);
}
console.log(`CSV: ${await workbook.csv.writeBuffer({ sheetName: '2' })}`);
JAVASCRIPT
