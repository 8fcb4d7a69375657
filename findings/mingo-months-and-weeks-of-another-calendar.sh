#!/usr/bin/env bash
# Guess:   mingo's date operators answer as MongoDB's: a month after 31 January 2026 is 28 February, the last day that
#          there is, and $week counts from the first Sunday of the year on, with the days before it in week 0.
# True:    a month after 31 January is 3 March, a quarter after it 1 May, a month before 31 March is 3 March, and a year
#          after 29 February is 1 March: days that are too many run over into the next month. $week and %U are one too
#          high from the first Saturday on, and where the year begins with its first Sunday, as in 2023, that day is in
#          week 53. $isoWeek is right.
# Version: mingo 7.2.7. Source: MongoDB's documentation of $dateAdd (the last day of the month if the day doesn't exist)
#          and of $week (weeks begin on Sundays, week 1 with the first Sunday of the year).
# Who:     ends of periods, renewals and weekly figures from a MongoDB pipeline whose tests run on mingo: they fail, or
#          were written from what mingo gave. A renewal a month after 31 January is expected in March.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages mingo@7.2.7

recorded <<'TEXT'
2026-01-31 and 1 month: 2026-03-03, by MongoDB's rule 2026-02-28
2026-01-31 and 1 quarter: 2026-05-01, by MongoDB's rule 2026-04-30
2026-03-31 and -1 month: 2026-03-03, by MongoDB's rule 2026-02-28
2024-02-29 and 1 year: 2025-03-01, by MongoDB's rule 2025-02-28
2026-01-15 and 1 month: 2026-02-15, by MongoDB's rule 2026-02-15
2026-01-01: $week 0, %U 00, by MongoDB's rule 0; $isoWeek 1
2026-01-03: $week 1, %U 01, by MongoDB's rule 0; $isoWeek 1
2026-01-04: $week 2, %U 02, by MongoDB's rule 1; $isoWeek 1
2026-01-31: $week 5, %U 05, by MongoDB's rule 4; $isoWeek 5
2026-12-31: $week 53, %U 53, by MongoDB's rule 52; $isoWeek 53
2023-01-01: $week 53, %U 53, by MongoDB's rule 1; $isoWeek 52
TEXT

run_node <<'JAVASCRIPT'
import { aggregate } from 'mingo';

const value = (day, expression) =>
  aggregate([{ day: new Date(day) }], [{ $project: { value: expression } }])[0].value;
const text = date => date.toISOString().slice(0, 10);

for (const [day, unit, amount, mongodb] of [
  ['2026-01-31', 'month', 1, '2026-02-28'],
  ['2026-01-31', 'quarter', 1, '2026-04-30'],
  ['2026-03-31', 'month', -1, '2026-02-28'],
  ['2024-02-29', 'year', 1, '2025-02-28'],
  ['2026-01-15', 'month', 1, '2026-02-15'],
]) {
  const moved = value(day, { $dateAdd: { startDate: '$day', unit, amount } });
  console.log(`${day} and ${amount} ${unit}: ${text(moved)}, by MongoDB's rule ${mongodb}`);
}
for (const [day, mongodb] of [
  ['2026-01-01', 0], ['2026-01-03', 0], ['2026-01-04', 1], ['2026-01-31', 4], ['2026-12-31', 52], ['2023-01-01', 1],
]) {
  console.log(`${day}: $week ${value(day, { $week: '$day' })}`
    + `, %U ${value(day, { $dateToString: { date: '$day', format: '%U' } })}, by MongoDB's rule ${mongodb}`
    + `; $isoWeek ${value(day, { $isoWeek: '$day' })}`);
}
JAVASCRIPT
