#!/usr/bin/env bash
# Guess:   in pg-mem, as in PostgreSQL, date '2026-01-15' + interval '1 month' is 15 February and a year after a day is
#          the same day of the next year. If anything differs, it is at the ends of months.
# True:    a month is 30 days and a year 360. A month after 15 January is 14 February, a year after it is 10 January,
#          and two years after it is 5 January; a month after 1 February is 3 March. Only what ends up 30 days later
#          anyway is right, as from 15 April to 15 May. A month before 1 March is 30 January. Days are right.
# Version: pg-mem 3.0.14. Source: PostgreSQL's documentation, Date/Time Functions and Operators, from whose rule (months
#          are added by the calendar, to the last day at most) its column below is written; pg-mem's readme, Current
#          limitations, which doesn't name intervals.
# Who:     ends of contracts, renewals and notice periods computed in PostgreSQL and tested on pg-mem. Subscriptions of
#          "a year" end five days early, a renewal falls into the month before, and a test that was made to agree with
#          it fails against the real database.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages pg-mem@3.0.14

recorded <<'TEXT'
2026-01-15 + 1 month   pg-mem 2026-02-14  PostgreSQL 2026-02-15
2026-02-01 + 1 month   pg-mem 2026-03-03  PostgreSQL 2026-03-01
2026-01-31 + 1 month   pg-mem 2026-03-02  PostgreSQL 2026-02-28
2026-04-15 + 1 month   pg-mem 2026-05-15  PostgreSQL 2026-05-15
2026-03-01 - 1 month   pg-mem 2026-01-30  PostgreSQL 2026-02-01
2026-01-15 + 3 months  pg-mem 2026-04-15  PostgreSQL 2026-04-15
2026-01-15 + 1 year    pg-mem 2027-01-10  PostgreSQL 2027-01-15
2026-01-15 + 2 years   pg-mem 2028-01-05  PostgreSQL 2028-01-15
2024-02-29 + 1 year    pg-mem 2025-02-23  PostgreSQL 2025-02-28
2026-01-15 + 14 days   pg-mem 2026-01-29  PostgreSQL 2026-01-29
due by 2027-01-14: pg-mem A B, PostgreSQL B
TEXT

run_node <<'JAVASCRIPT'
import { newDb } from 'pg-mem';

const sql = newDb().public;
const computed = expression => sql.one(`select ${expression} as day`).day.toISOString().slice(0, 10);
const written = {
  '2026-01-15 + 1 month': '2026-02-15',
  '2026-02-01 + 1 month': '2026-03-01',
  '2026-01-31 + 1 month': '2026-02-28',
  '2026-04-15 + 1 month': '2026-05-15',
  '2026-03-01 - 1 month': '2026-02-01',
  '2026-01-15 + 3 months': '2026-04-15',
  '2026-01-15 + 1 year': '2027-01-15',
  '2026-01-15 + 2 years': '2028-01-15',
  '2024-02-29 + 1 year': '2025-02-28',
  '2026-01-15 + 14 days': '2026-01-29',
};
for (const [sum, postgres] of Object.entries(written)) {
  const [, day, sign, interval] = sum.match(/^(\S+) ([+-]) (.*)$/);
  const seen = computed(`date '${day}' ${sign} interval '${interval}'`);
  console.log(`${sum.padEnd(23)}pg-mem ${seen}  PostgreSQL ${postgres}`);
}
sql.none(`
  create table contracts (id text, start date);
  insert into contracts values ('A', '2026-01-15'), ('B', '2026-01-05');
`);
const due = sql.many(`select id from contracts where start + interval '1 year' <= date '2027-01-14' order by id`);
console.log(`due by 2027-01-14: pg-mem ${due.map(({ id }) => id).join(' ')}, PostgreSQL B`);
JAVASCRIPT
