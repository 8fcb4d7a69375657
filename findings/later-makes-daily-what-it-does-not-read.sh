#!/usr/bin/env bash
# Guess:   later.parse.text() either reads a schedule or gives none: a text that it doesn't understand is never due.
# True:    it gives what it read up to there, with the place of the mistake beside it, and later.schedule() doesn't look
#          at that: "at 7:00 am on the last working day of the month" is due every day at seven. The other way round,
#          "on the last friday of the month at 7:00 am", it is never due. "every quarter" is no word of it either.
# Version: @breejs/later 4.2.0. Source: lib/index.js, parse.text (parseScheduleExpr() ends at the first error and returns
#          schedules as they are) and schedule().
# Who:     whoever lets people type when a report is sent: a mail for the last working day of a month comes each
#          morning, and one for the last Friday never, without an error.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages @breejs/later@4.2.0

recorded <<'TEXT'
at 7:00 am on the last day of the month
  read to its end: 2026-11-30T07:00 2026-12-31T07:00 2027-01-31T07:00
at 7:00 am on the last working day of the month
  not read from "working day of the month": 2026-11-01T07:00 2026-11-02T07:00 2026-11-03T07:00
at 7:00 am every quarter
  not read from "quarter": 2026-11-01T07:00 2026-11-02T07:00 2026-11-03T07:00
on the last friday of the month at 7:00 am
  not read from "friday of the month at 7:00 am": never
TEXT

run_node <<'JAVASCRIPT'
import later from '@breejs/later';

later.date.UTC();
for (const text of [
  'at 7:00 am on the last day of the month',
  'at 7:00 am on the last working day of the month',
  'at 7:00 am every quarter',
  'on the last friday of the month at 7:00 am',
]) {
  const parsed = later.parse.text(text);
  const next = later.schedule(parsed).next(3, new Date('2026-11-01T00:00:00Z'));
  const read = parsed.error < 0 ? 'read to its end' : `not read from "${text.slice(parsed.error).trim()}"`;
  const due = Array.isArray(next) ? next.map((moment) => moment.toISOString().slice(0, 16)).join(' ') : 'never';
  console.log(`${text}\n  ${read}: ${due}`);
}
JAVASCRIPT
