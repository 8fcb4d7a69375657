#!/usr/bin/env bash
# Guess:   businessDiff() of moment-business-days and of dayjs-business-days2 counts dates, so from a Monday to the
#          Tuesday after it is 1 at any time of day; or it counts whole days, and then from Monday, 09:00 to Tuesday,
#          17:00 is 1 as well.
# True:    it is 2, while Monday, 17:00 to Tuesday, 09:00 is 1. Days are stepped from the earlier moment, at its time of
#          day, until the later one is reached, so a day begun counts as a whole one: a week from 09:00 to 09:01 is 6.
#          Within one date moment-business-days says 0 and dayjs-business-days2 says 1. Between two midnights both are
#          right.
# Version: moment-business-days 1.2.0 with moment 2.30.1, dayjs-business-days2 1.4.0 with dayjs 1.11.19. Source: README
#          of the former, businessDiff() ("Calculate the amount of business days between dates"); its index.js,
#          businessDiff(): while (start < end) with start.add(1, 'd').
# Who:     answer and solution times of tickets in working days, from two timestamps: a ticket of Monday morning solved
#          on Tuesday afternoon misses a target of 1 day, the same one written in the evening and solved next morning
#          keeps it, and an average goes by the hours at which customers write.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages moment-business-days@1.2.0 moment@2.30.1 dayjs-business-days2@1.4.0 dayjs@1.11.19

recorded <<'TEXT'
Mon 1 00:00 to Tue 2 00:00: moment 1, dayjs 1
Mon 1 17:00 to Tue 2 09:00: moment 1, dayjs 1
Mon 1 09:00 to Tue 2 09:00: moment 1, dayjs 1
Mon 1 09:00 to Tue 2 17:00: moment 2, dayjs 2
Mon 1 09:00 to Mon 1 17:00: moment 0, dayjs 1
Mon 1 09:00 to Mon 8 09:00: moment 5, dayjs 5
Mon 1 09:00 to Mon 8 09:01: moment 6, dayjs 6
Fri 5 16:00 to Mon 8 10:00: moment 1, dayjs 1
Fri 5 10:00 to Mon 8 16:00: moment 2, dayjs 2
TEXT

run_node <<'JAVASCRIPT'
import moment from 'moment-business-days';
import dayjs from 'dayjs';
import days2 from 'dayjs-business-days2';

dayjs.extend(days2);
for (const [from, to] of [
  ['2026-06-01T00:00', '2026-06-02T00:00'],
  ['2026-06-01T17:00', '2026-06-02T09:00'],
  ['2026-06-01T09:00', '2026-06-02T09:00'],
  ['2026-06-01T09:00', '2026-06-02T17:00'],
  ['2026-06-01T09:00', '2026-06-01T17:00'],
  ['2026-06-01T09:00', '2026-06-08T09:00'],
  ['2026-06-01T09:00', '2026-06-08T09:01'],
  ['2026-06-05T16:00', '2026-06-08T10:00'],
  ['2026-06-05T10:00', '2026-06-08T16:00'],
]) {
  console.log(`${moment(from).format('ddd D HH:mm')} to ${moment(to).format('ddd D HH:mm')}:`
    + ` moment ${moment(to).businessDiff(moment(from))}, dayjs ${dayjs(to).businessDiff(dayjs(from))}`);
}
JAVASCRIPT
