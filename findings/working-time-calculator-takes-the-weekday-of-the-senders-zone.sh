#!/usr/bin/env bash
# Guess:   working-time-calculator counts the same hours between the same two instants, however their offsets are
#          written: the working hours were given with a time zone of their own, and their days are days of that zone.
# True:    the hours are laid into that zone, the weekdays are read off the offset of the earlier date. A ticket of
#          Friday, 23:30 at -05:00, Saturday morning in London, that was answered on Monday noon took 3 of London's
#          working hours; written with that offset it took 8, those of Saturday. One of Sunday, 22:00 at -04:00 took
#          none. Times in UTC are no way out for a desk in Los Angeles: what comes in on its Friday evening is given the
#          hours of Sunday as well, and 1 hour becomes 9. All is right where the offset and the desk have the same day.
# Version: working-time-calculator 0.0.2. Source: README ("Calculates the difference between two dates (& times) within
#          working hours", with a time zone for the hours); index.js, _getWorkingTimeMarkersForDate().
# Who:     first-answer and resolution times of a desk whose customers write from other time zones, or whose tickets
#          come with times in UTC. Those of evenings and weekends are wrong by whole working days, in both directions,
#          and those of office hours are right.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages working-time-calculator@0.0.2

recorded <<'TEXT'
London, from Friday night in New York to Monday noon
  2026-03-07T04:30:00Z       3 hours
  2026-03-06T23:30:00-05:00  8 hours
London, from Sunday night in New York to Monday noon
  2026-03-16T02:00:00Z       3 hours
  2026-03-15T22:00:00-04:00  0 hours
London, from Saturday night in Tokyo to Monday noon
  2026-03-13T16:00:00Z       4 hours
  2026-03-14T01:00:00+09:00  11 hours
Los Angeles, from its Friday evening to its Monday, 10:00
  2026-03-14T01:00:00Z       9 hours
  2026-03-13T18:00:00-07:00  1 hours
TEXT

run_node <<'JAVASCRIPT'
import WorkingTimeCalculator from 'working-time-calculator';

const desk = zone => {
  const calculator = new WorkingTimeCalculator();
  calculator.addWorkingHours(WorkingTimeCalculator.WEEKDAYS, '09:00', '17:00', zone);
  return calculator;
};
const show = (title, calculator, from, until) => {
  console.log(title);
  for (const written of [new Date(from).toISOString().replace('.000', ''), from]) {
    console.log(`  ${written.padEnd(25)}  ${calculator.calcHoursBetween(written, until)} hours`);
  }
};
const london = desk('Europe/London');
show('London, from Friday night in New York to Monday noon', london,
  '2026-03-06T23:30:00-05:00', '2026-03-09T12:00:00Z');
show('London, from Sunday night in New York to Monday noon', london,
  '2026-03-15T22:00:00-04:00', '2026-03-16T12:00:00Z');
show('London, from Saturday night in Tokyo to Monday noon', london,
  '2026-03-14T01:00:00+09:00', '2026-03-16T12:00:00Z');
show('Los Angeles, from its Friday evening to its Monday, 10:00', desk('America/Los_Angeles'),
  '2026-03-13T18:00:00-07:00', '2026-03-16T17:00:00Z');
JAVASCRIPT
