#!/usr/bin/env bash
# Guess:   date-holidays' isHoliday() is true on days on which people have off.
# True:    it is also true on days that are merely observed: in Bavaria on Carnival's Monday, in the United States on Tax
#          Day. Of the weekdays of 2026, eight in Bavaria and six in the United States are holidays to it that nobody has
#          off; in England and France there is none. Only with a list of types given to the constructor are days off told
#          from others, and the one that counts is "public".
# Version: date-holidays 3.37.0. Source: README (types of holidays); isHoliday() asks for all types where the constructor
#          got none.
# Who:     due dates, answer times and the last working day of a month, counted by calendars of several countries: in
#          some a help desk's clock stands still on days on which everybody works, and in others it doesn't.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages date-holidays@3.37.0

recorded <<'TEXT'
DE-BY  weekdays that are holidays and no days off in 2026: 8; 16 February: Rosenmontag (observance)
US     weekdays that are holidays and no days off in 2026: 6; 16 February: Washington's Birthday (public)
GB-ENG weekdays that are holidays and no days off in 2026: 0; 16 February: none
FR     weekdays that are holidays and no days off in 2026: 0; 16 February: none
TEXT

run_node <<'JAVASCRIPT'
import Holidays from 'date-holidays';

for (const place of [['DE', 'BY'], ['US'], ['GB', 'ENG'], ['FR']]) {
  const all = new Holidays(...place);
  const off = new Holidays(...place, { types: ['public'] });
  let more = 0;
  for (let day = new Date('2026-01-01T12:00:00Z'); day < new Date('2027-01-01T00:00:00Z'); day = new Date(+day + 86_400_000)) {
    const weekday = day.getUTCDay() % 6 !== 0;
    more += weekday && all.isHoliday(day) && !off.isHoliday(day) ? 1 : 0;
  }
  const monday = all.isHoliday(new Date('2026-02-16T12:00:00Z'));
  console.log(`${place.join('-').padEnd(6)} weekdays that are holidays and no days off in 2026: ${more}; 16 February: ${monday ? monday.map((each) => `${each.name} (${each.type})`).join(', ') : 'none'}`);
}
JAVASCRIPT
