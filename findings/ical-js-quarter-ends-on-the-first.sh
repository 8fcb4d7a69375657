#!/usr/bin/env bash
# Guess:   FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 is the last day of each quarter in every library that implements
#          RFC 5545, and one that gets the first year right gets all years right.
# True:    in ical.js the first year is right. From the second on the second quarter ends on 1 July and the third on 1
#          October; with February and August, February's end is 3 March, in a leap year 2 March. The last day is taken
#          from the month that the year before ended with (31 for December) and laid into all months. A rule with one
#          month is right in all years, and so is the same rule with FREQ=MONTHLY. FREQ=YEARLY from 29 February, which
#          other libraries leave out in common years, gives 1 March.
# Version: ical.js 2.2.1 beside rrule 2.8.1. Source: RFC 5545, 3.3.10 (negative BYMONTHDAY counts from the end of the
#          month; "Recurrence rules may generate recurrence instances with an invalid date (e.g., February 30) ... such
#          recurrence instances MUST be ignored"); ical.js' recur_iterator.js, expand_year_days().
# Who:     reports and renewals planned for quarters' or half-years' ends in a calendar (ical.js reads Thunderbird's and
#          many web calendars'): the figures of the second quarter are read on the first day of the third.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages ical.js@2.2.1 rrule@2.8.1

recorded <<'TEXT'
FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1
  ical.js 2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-07-01 2027-10-01
  rrule   2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30
FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1
  ical.js 2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30
  rrule   2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30
FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1
  ical.js 2026-06-30 2026-12-31 2027-07-01 2027-12-31 2028-07-01 2028-12-31 2029-07-01
  rrule   2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30 2028-12-31 2029-06-30
FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1
  ical.js 2026-06-30 2027-06-30 2028-06-30 2029-06-30 2030-06-30 2031-06-30 2032-06-30
  rrule   2026-06-30 2027-06-30 2028-06-30 2029-06-30 2030-06-30 2031-06-30 2032-06-30
FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=-1
  ical.js 2026-02-28 2026-08-31 2027-03-03 2027-08-31 2028-03-02 2028-08-31 2029-03-03
  rrule   2026-02-28 2026-08-31 2027-02-28 2027-08-31 2028-02-29 2028-08-31 2029-02-28
FREQ=YEARLY
  ical.js 2024-02-29 2025-03-01 2026-03-01 2027-03-01 2028-02-29 2029-03-01 2030-03-01
  rrule   2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29 2044-02-29 2048-02-29
TEXT

run_node <<'JAVASCRIPT'
import ICAL from 'ical.js';
import rrule from 'rrule';

function icalJs(rule, start, count) {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start));
  return Array.from({ length: count }, () => days.next().toString());
}

function rruleJs(rule, start, count) {
  return rrule.rrulestr(`DTSTART:${start.replaceAll('-', '')}T000000Z\nRRULE:${rule}`)
    .all((day, index) => index < count).map(day => day.toISOString().slice(0, 10));
}

for (const [rule, start] of [
  ['FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1', '2026-03-31'],
  ['FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1', '2026-03-31'],
  ['FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1', '2026-06-30'],
  ['FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1', '2026-06-30'],
  ['FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=-1', '2026-02-28'],
  ['FREQ=YEARLY', '2024-02-29'],
]) {
  console.log(rule);
  console.log(`  ical.js ${icalJs(rule, start, 7).join(' ')}`);
  console.log(`  rrule   ${rruleJs(rule, start, 7).join(' ')}`);
}
JAVASCRIPT
