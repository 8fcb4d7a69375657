#!/usr/bin/env bash
# Guess:   workingDiff() of moment-business-time leaves a lunch break out and otherwise counts as without it: from 09:00
#          to 09:30 are 30 minutes with and without a break at noon, with the sign that diff() has.
# True:    with a break from 12:00 to 13:00 they are -180. What ends before the end of the break, on whatever day, is
#          short by the time from its own end to that of the break: 10:00 to 11:00 is an hour less than nothing, 10:00
#          to noon is one hour, and 14:00 to 10:00 of the next day is one hour instead of four. What ends in an
#          afternoon is right, and so is all without a break.
# Version: moment-business-time 2.0.0 with moment 2.30.1. Source: README, which gives working hours with a lunch break
#          as an example; lib/business-hours.js, workingDiff(), which subtracts the beginning of each part of the day
#          from the end that was asked for, also where that end comes first.
# Who:     first-answer times of a desk that closes for lunch. What was answered in a morning, the fastest answers among
#          it, takes too little time or less than none, and so does the average.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages moment-business-time@2.0.0 moment@2.30.1

recorded <<'TEXT'
2026-03-09 09:00 to 2026-03-09 09:30: -180 minutes, right 30, without a break 30
2026-03-09 10:00 to 2026-03-09 11:00: -60 minutes, right 60, without a break 60
2026-03-09 10:00 to 2026-03-09 11:59: 58 minutes, right 119, without a break 119
2026-03-09 10:00 to 2026-03-09 12:00: 60 minutes, right 120, without a break 120
2026-03-09 10:00 to 2026-03-09 12:30: 90 minutes, right 120, without a break 150
2026-03-09 10:00 to 2026-03-09 14:00: 180 minutes, right 180, without a break 240
2026-03-09 14:00 to 2026-03-10 10:00: 60 minutes, right 240, without a break 240
2026-03-09 10:00 to 2026-03-10 10:00: 240 minutes, right 420, without a break 480
2026-03-09 10:00 to 2026-03-10 15:00: 660 minutes, right 660, without a break 780
mean of the first five: -6.4 minutes, right 89.8
TEXT

run_node <<'JAVASCRIPT'
import { createRequire } from 'node:module';
import moment from 'moment';

createRequire(import.meta.url)('moment-business-time');
const hours = (...times) => moment.updateLocale('en', {
  workinghours: { 0: null, 1: times, 2: times, 3: times, 4: times, 5: times, 6: null },
});
const minutes = (from, to) => moment(to).workingDiff(moment(from), 'minutes');
const waits = [
  ['2026-03-09 09:00', '2026-03-09 09:30', 30],
  ['2026-03-09 10:00', '2026-03-09 11:00', 60],
  ['2026-03-09 10:00', '2026-03-09 11:59', 119],
  ['2026-03-09 10:00', '2026-03-09 12:00', 120],
  ['2026-03-09 10:00', '2026-03-09 12:30', 120],
  ['2026-03-09 10:00', '2026-03-09 14:00', 180],
  ['2026-03-09 14:00', '2026-03-10 10:00', 240],
  ['2026-03-09 10:00', '2026-03-10 10:00', 420],
  ['2026-03-09 10:00', '2026-03-10 15:00', 660],
];
const all = () => waits.map(([from, to]) => minutes(from, to));
const mean = numbers => numbers.reduce((sum, number) => sum + number) / numbers.length;

hours('09:00', '17:00');
const without = all();
hours('09:00', '12:00', '13:00', '17:00');
const withBreak = all();
waits.forEach(([from, to, right], i) =>
  console.log(`${from} to ${to}: ${withBreak[i]} minutes, right ${right}, without a break ${without[i]}`));
const right = waits.map(([, , minutes]) => minutes);
console.log(`mean of the first five: ${mean(withBreak.slice(0, 5))} minutes, right ${mean(right.slice(0, 5))}`);
JAVASCRIPT
