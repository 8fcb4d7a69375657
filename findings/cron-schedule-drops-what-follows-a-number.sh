#!/usr/bin/env bash
# Guess:   cron-schedule knows the classic five fields and refuses what it doesn't know, as it refuses L: "0 9 * * 5L"
#          (last Friday of the month) and "0 9 1/10 * *" (every tenth day from the first) are errors, or they work.
# True:    both are taken and mean less: "5L" is every Friday, "1#1" (first Monday) every Monday, "15W" (working day
#          nearest to the 15th) the 15th, Sunday or not, "1/10" the first alone, and in the month's field "2/3" is
#          February alone. Of each element that starts with digits the number is read and the rest isn't looked at. L,
#          MON#1, FRIL and L-3, which start with letters, are refused. Croner and cron-parser, given the same, do what
#          is meant or throw.
# Version: cron-schedule 6.0.0 beside croner 11.0.1 and cron-parser 5.10.6. Source: README, Cron Expression Format;
#          dist/cron-parser.js, Number.parseInt(singleElement, 10).
# Who:     a schedule of reports moved from another scheduler, or typed by somebody who knows Quartz': the month's
#          report goes out every week, the quarter's once a year, and the check when the schedule is saved finds no
#          fault.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages cron-schedule@6.0.0 croner@11.0.1 cron-parser@5.10.6

recorded <<'TEXT'
0 9 * * 5L
  cron-schedule 26-01-02 26-01-09 26-01-16 26-01-23 26-01-30 26-02-06
  croner        26-01-30 26-02-27 26-03-27 26-04-24 26-05-29 26-06-26
  cron-parser   26-01-30 26-02-27 26-03-27 26-04-24 26-05-29 26-06-26
0 9 * * 1#1
  cron-schedule 26-01-05 26-01-12 26-01-19 26-01-26 26-02-02 26-02-09
  croner        26-01-05 26-02-02 26-03-02 26-04-06 26-05-04 26-06-01
  cron-parser   26-01-05 26-02-02 26-03-02 26-04-06 26-05-04 26-06-01
0 9 15W * *
  cron-schedule 26-01-15 26-02-15 26-03-15 26-04-15 26-05-15 26-06-15
  croner        26-01-15 26-02-16 26-03-16 26-04-15 26-05-15 26-06-15
  cron-parser   refused
0 9 1/10 * *
  cron-schedule 26-01-01 26-02-01 26-03-01 26-04-01 26-05-01 26-06-01
  croner        refused
  cron-parser   26-01-01 26-01-11 26-01-21 26-01-31 26-02-01 26-02-11
0 9 1 2/3 *
  cron-schedule 26-02-01 27-02-01 28-02-01 29-02-01 30-02-01 31-02-01
  croner        refused
  cron-parser   26-02-01 26-05-01 26-08-01 26-11-01 27-02-01 27-05-01
0 9 L * *
  cron-schedule refused
  croner        26-01-31 26-02-28 26-03-31 26-04-30 26-05-31 26-06-30
  cron-parser   26-01-31 26-02-28 26-03-31 26-04-30 26-05-31 26-06-30
TEXT

run_node <<'JAVASCRIPT'
import { parseCronExpression } from 'cron-schedule';
import { Cron } from 'croner';
import { CronExpressionParser } from 'cron-parser';

const start = new Date('2026-01-01T00:00:00Z');
const schedulers = {
  'cron-schedule': expression => {
    const cron = parseCronExpression(expression);
    return day => cron.getNextDate(day);
  },
  croner: expression => {
    const cron = new Cron(expression, { timezone: 'UTC' });
    return day => cron.nextRun(day);
  },
  'cron-parser': expression => {
    const cron = CronExpressionParser.parse(expression, { currentDate: start, tz: 'UTC' });
    return () => cron.next().toDate();
  },
};

for (const expression of ['0 9 * * 5L', '0 9 * * 1#1', '0 9 15W * *', '0 9 1/10 * *', '0 9 1 2/3 *', '0 9 L * *']) {
  console.log(expression);
  for (const [name, open] of Object.entries(schedulers)) {
    let shown = [];
    try {
      const next = open(expression);
      for (let day = next(start); shown.length < 6; day = next(day)) {
        shown.push(day.toISOString().slice(2, 10));
      }
    } catch (error) {
      shown = ['refused'];
    }
    console.log(`  ${name.padEnd(13)} ${shown.join(' ')}`);
  }
}
JAVASCRIPT
