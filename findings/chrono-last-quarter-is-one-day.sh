#!/usr/bin/env bash
# Guess:   chrono reads "last quarter" as the quarter before this one, from its first day to its last.
# True:    it is a moment three months ago: on 2 November 2026 it is 2 August, without an end. "last month" is 2 October,
#          "last 30 days" is 3 October, "this week" is the Sunday before, and "every monday" is the day itself, once. Q3 2026,
#          H1 2026, week 44 and "month to date" aren't read at all. Only two days written out make a period.
# Version: chrono-node 2.10.3. Source: its parsers of relative units (ENRelativeDateFormatParser,
#          ENTimeUnitCasualRelativeFormatParser), which add to or take from the moment asked about; no parser of quarters.
# Who:     a field in which staff type what a report or a query is about: the figures are those of one day, three months ago.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages chrono-node@2.10.3

recorded <<'TEXT'
last quarter         2026-08-02 without an end
last month           2026-10-02 without an end
last 30 days         2026-10-03 without an end
this week            2026-11-01 without an end
every monday         2026-11-02 without an end
Q3 2026              not read
H1 2026              not read
week 44 of 2026      not read
month to date        not read
1 to 31 October 2026 2026-10-01 to 2026-10-31
TEXT

run_node <<'JAVASCRIPT'
import * as chrono from 'chrono-node';

const now = new Date('2026-11-02T12:00:00Z');
for (const text of [
  'last quarter',
  'last month',
  'last 30 days',
  'this week',
  'every monday',
  'Q3 2026',
  'H1 2026',
  'week 44 of 2026',
  'month to date',
  '1 to 31 October 2026',
]) {
  const read = chrono.parse(text, now).map(
    ({ start, end }) => `${start.date().toISOString().slice(0, 10)} ${end ? `to ${end.date().toISOString().slice(0, 10)}` : 'without an end'}`,
  );
  console.log(`${text.padEnd(20)} ${read.join('; ') || 'not read'}`);
}
JAVASCRIPT
