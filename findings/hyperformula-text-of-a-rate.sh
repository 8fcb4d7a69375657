#!/usr/bin/env bash
# Guess:   HyperFormula's TEXT(value, format) writes a number as Excel does, or answers with an error if it doesn't know
#          the format: TEXT(0.125, "0%") is 13%, or 12.5% with "0.0%".
# True:    it is 0%, and with "0.0%" it is 0.1%: the percent sign is copied and the number isn't multiplied. "#,##0.00"
#          of 1234.565 is 1235,##0.00, "mmm yyyy" of January 2026 is 010 2026, "[h]:mm" of 30 hours is [6]:00. What
#          isn't 0, # and point, or a part of a date that it knows, is copied as it stands, without an error. The option
#          stringifyCurrency is asked first, whatever the format, and may write all of these.
# Version: hyperformula 3.5.0. Source: handsontable/hyperformula issues #1565 (percentages, open) and #1138 (separator
#          of thousands); commonjs/format/format.js.
# Who:     headings and labels of reports that are computed from a template sheet ("Churn: " & TEXT(B2, "0.0%")). The
#          rate reads a hundred times too small, and nothing in the sheet is an error.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages hyperformula@3.5.0

recorded <<'TEXT'
TEXT(0.125,"0%")                     0%            Excel 13%
TEXT(0.125,"0.0%")                   0.1%          Excel 12.5%
TEXT(1.05,"0%")                      1%            Excel 105%
TEXT(1234.565,"0.00")                1234.57       Excel 1234.57
TEXT(1234.565,"#,##0.00")            1235,##0.00   Excel 1,234.57
TEXT(42,"+0;-0")                     +42;-0        Excel +42
TEXT(DATE(2026,1,5),"yyyy-mm-dd")    2026-01-05    Excel 2026-01-05
TEXT(DATE(2026,1,5),"mmm yyyy")      010 2026      Excel Jan 2026
TEXT(1.25,"[h]:mm")                  [6]:00        Excel 30:00
TEXT

run_node <<'JAVASCRIPT'
import hyperformula from 'hyperformula';

const sheet = hyperformula.HyperFormula.buildFromArray([[]], { licenseKey: 'gpl-v3' });
for (const [formula, excel] of [
  ['TEXT(0.125,"0%")', '13%'],
  ['TEXT(0.125,"0.0%")', '12.5%'],
  ['TEXT(1.05,"0%")', '105%'],
  ['TEXT(1234.565,"0.00")', '1234.57'],
  ['TEXT(1234.565,"#,##0.00")', '1,234.57'],
  ['TEXT(42,"+0;-0")', '+42'],
  ['TEXT(DATE(2026,1,5),"yyyy-mm-dd")', '2026-01-05'],
  ['TEXT(DATE(2026,1,5),"mmm yyyy")', 'Jan 2026'],
  ['TEXT(1.25,"[h]:mm")', '30:00'],
]) {
  console.log(`${formula.padEnd(36)} ${String(sheet.calculateFormula(`=${formula}`, 0)).padEnd(13)} Excel ${excel}`);
}
JAVASCRIPT
