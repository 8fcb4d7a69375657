#!/usr/bin/env bash
# Guess:   businessDaysDiff() of dayjs-business-time counts working days between two moments, so from Saturday to Sunday
#          there is none, and a ticket of Saturday that was answered on Monday took no longer than one of Monday.
# True:    from Saturday to Sunday is one, and so is Monday, 18:00 to 20:00, and an hour of a holiday. What begins
#          outside the working hours is moved back to the end of the working day before, what ends outside of them is
#          moved on to the next one, and then days are counted. Within the hours all is right. Hours and minutes don't
#          suffer from that, but of a day with two breaks they leave the middle part out: from 10:00 to 17:00, with
#          breaks at 12:00 and 15:00 for an hour each, are 3 hours instead of 5. With one break they are right.
# Version: dayjs-business-time 1.0.4 with dayjs 1.11.19. Source: README, Business Days Diff and Business Hours Diff;
#          src/index.ts, fixDatesToCalculateDiff() and businessMinutesDiff().
# Who:     first-answer and resolution times in working days, for tickets that come in or are closed in the evening, on
#          weekends and on holidays: a promise of "the same working day" is broken by what was answered at once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages dayjs-business-time@1.0.4 dayjs@1.11.19

recorded <<'TEXT'
Saturday 10:00 to Sunday 10:00: 1 days, 0 minutes
Saturday 10:00 to Monday 10:00: 1 days, 60 minutes
Monday 09:00 to Monday 10:00: 0 days, 60 minutes
Saturday 10:00 to Saturday a week later: 6 days, 2400 minutes
Monday 10:00 to Monday a week later: 5 days, 2400 minutes
Monday 18:00 to Monday 20:00: 1 days, 0 minutes
an hour of a holiday on Monday: 1 days, 0 minutes
one break: 10:00 to 17:00 6 hours, 10:00 to 14:00 3 hours
two breaks: 10:00 to 17:00 3 hours, 10:00 to 14:00 3 hours
TEXT

run_node <<'JAVASCRIPT'
import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';

dayjs.extend(businessTime);
const show = (title, from, to) => console.log(`${title}: ${dayjs(from).businessDaysDiff(dayjs(to))} days, ` +
  `${dayjs(from).businessMinutesDiff(dayjs(to))} minutes`);

show('Saturday 10:00 to Sunday 10:00', '2026-03-07 10:00', '2026-03-08 10:00');
show('Saturday 10:00 to Monday 10:00', '2026-03-07 10:00', '2026-03-09 10:00');
show('Monday 09:00 to Monday 10:00', '2026-03-09 09:00', '2026-03-09 10:00');
show('Saturday 10:00 to Saturday a week later', '2026-03-07 10:00', '2026-03-14 10:00');
show('Monday 10:00 to Monday a week later', '2026-03-09 10:00', '2026-03-16 10:00');
show('Monday 18:00 to Monday 20:00', '2026-03-09 18:00', '2026-03-09 20:00');
dayjs.setHolidays(['2026-03-09']);
show('an hour of a holiday on Monday', '2026-03-09 10:00', '2026-03-09 11:00');
dayjs.setHolidays([]);

const hours = (title, ...parts) => {
  const day = parts.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }));
  dayjs.setBusinessTime({
    sunday: null, monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: null,
  });
  const until = time => dayjs('2026-03-09 10:00').businessHoursDiff(dayjs(`2026-03-09 ${time}`));
  console.log(`${title}: 10:00 to 17:00 ${until('17:00')} hours, 10:00 to 14:00 ${until('14:00')} hours`);
};
hours('one break', ['09:00', '12:00'], ['13:00', '18:00']);
hours('two breaks', ['09:00', '12:00'], ['13:00', '15:00'], ['16:00', '18:00']);
JAVASCRIPT
