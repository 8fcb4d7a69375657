#!/usr/bin/env bash
# Guess:   in later "every 2 weeks on monday" is due every fourteen days.
# True:    it is due in weeks of the year with an odd number. 2026 has a week 53: Monday, 28 December 2026 is due, and so
#          is 4 January 2027, which is in week 1. "every 3 weeks" comes after two weeks there, and at the end of 2027, which
#          has 52 weeks, after one.
# Version: @breejs/later 4.2.0. Source: lib/index.js, parse.recur().every(x).weekOfYear(): from 1 to 53 in steps of x,
#          begun anew with each year.
# Who:     a fortnightly report or check-in: at the turn of the year two come within a week, and the rhythm of whoever
#          agreed on even weeks is never met.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages @breejs/later@4.2.0

recorded <<'TEXT'
every 2 weeks on monday at 7:00 am
  2026-12-14 2026-12-28 2027-01-04 2027-01-18 days between: 14 7 14
  2027-12-20 2028-01-03 2028-01-17 2028-01-31 days between: 14 14 14
every 3 weeks on monday at 7:00 am
  2026-12-21 2027-01-04 2027-01-25 2027-02-15 days between: 14 21 21
  2027-12-27 2028-01-03 2028-01-24 2028-02-14 days between: 7 21 21
TEXT

run_node <<'JAVASCRIPT'
import later from '@breejs/later';

later.date.UTC();
for (const text of ['every 2 weeks on monday at 7:00 am', 'every 3 weeks on monday at 7:00 am']) {
  console.log(text);
  for (const from of ['2026-12-08T00:00:00Z', '2027-12-14T00:00:00Z']) {
    const due = later.schedule(later.parse.text(text)).next(4, new Date(from));
    const days = due.slice(1).map((moment, i) => Math.round((moment - due[i]) / 86_400_000));
    console.log(`  ${due.map((moment) => moment.toISOString().slice(0, 10)).join(' ')} days between: ${days.join(' ')}`);
  }
}
JAVASCRIPT
