#!/usr/bin/env bash
# Guess:   where rule.isFullyConvertibleToText() of rrule.js is true, rule.toText() says what the rule does (it marks
#          others as approximate), and RRule.fromText() understands or refuses what it is given.
# True:    isFullyConvertibleToText() is true of all rules below. The last working day of the month reads "every month
#          on weekdays", and so does the first; the month's end reads "on the 28th, 29th, 30th and 31st"; 08:30 and
#          16:30 read "at 8 and 16". BYSETPOS and BYMINUTE are left out, and the check of what can be said ends with
#          true at the first DTSTART or FREQ that it meets. The other way, "every month on the last weekday" becomes the
#          last day, Sunday or not, "every year on January 15th" loses the 15th and "every day at 8:30" the minutes. No
#          error in either direction. The days that a rule gives are right.
# Version: rrule 2.8.1. Source: README, isFullyConvertibleToText() ("a hint on whether all the options the rule has are
#          convertible to text"); ToText.isFullyConvertible() of dist/es5/rrule.js.
# Who:     schedules of reports and reminders that are shown, confirmed and edited as text. The last working day is the
#          usual day of a month's report; the screen says "on weekdays", and what is typed is sent on another day.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages rrule@2.8.1

recorded <<'TEXT'
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
  2026-05-29T08:00, 2026-06-30T08:00, 2026-07-31T08:00, …
  fully convertible: true, text: every month on weekdays
  back: RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1
  2026-05-01T08:00, 2026-06-01T08:00, 2026-07-01T08:00, …
  fully convertible: true, text: every month on weekdays
  back: RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR
FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1
  2026-05-31T08:00, 2026-06-30T08:00, 2026-07-31T08:00, …
  fully convertible: true, text: every month on the 28th, 29th, 30th and 31st
  back: RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31
FREQ=DAILY;BYHOUR=8,16;BYMINUTE=30
  2026-05-01T08:30, 2026-05-01T16:30, 2026-05-02T08:30, …
  fully convertible: true, text: every day at 8 and 16
  back: RRULE:FREQ=DAILY;BYHOUR=8,16
every month on the last weekday => RRULE:FREQ=MONTHLY;BYMONTHDAY=-1
every year on January 15th => RRULE:FREQ=YEARLY;BYMONTH=1
every day at 8:30 => RRULE:FREQ=DAILY;BYHOUR=8
TEXT

run_node <<'JAVASCRIPT'
import rrule from 'rrule';

const { RRule, rrulestr } = rrule;
const days = (rule) => rule.between(new Date('2026-05-01'), new Date('2026-09-01')).slice(0, 3)
  .map((time) => time.toISOString().slice(0, 16));

for (const text of [
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
  'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
  'FREQ=DAILY;BYHOUR=8,16;BYMINUTE=30',
]) {
  const rule = rrulestr(`DTSTART:20260101T080000Z\nRRULE:${text}`);
  console.log(text);
  console.log(`  ${days(rule).join(', ')}, …`);
  console.log(`  fully convertible: ${rule.isFullyConvertibleToText()}, text: ${rule.toText()}`);
  console.log(`  back: ${RRule.optionsToString(RRule.parseText(rule.toText()))}`);
}
for (const text of ['every month on the last weekday', 'every year on January 15th', 'every day at 8:30']) {
  console.log(`${text} => ${RRule.fromText(text)}`);
}
JAVASCRIPT
