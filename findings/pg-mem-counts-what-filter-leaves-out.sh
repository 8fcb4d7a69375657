#!/usr/bin/env bash
# Guess:   pg-mem computes count(*) FILTER (WHERE score <= 6) as PostgreSQL does, or refuses FILTER, as it refuses OVER
#          and WITHIN GROUP: it says so where it leaves out a part of a query ("parts have not been read").
# True:    FILTER is accepted and has no effect. Each aggregate is over all rows of the group, without an error: all
#          five who were asked are detractors and all are promoters, so an NPS of 25 is 0, and the average of one team
#          is the one of all teams. FILTER (WHERE false) counts every answer. sum(CASE WHEN ... END) counts right.
# Version: pg-mem 3.0.14. Source: PostgreSQL's documentation, Aggregate Expressions ("only the input rows for which the
#          filter_clause evaluates to true are fed to the aggregate function"); pg-mem's readme, Current limitations,
#          which doesn't name FILTER.
# Who:     services that keep answers in PostgreSQL and test their queries on pg-mem. FILTER is the usual way to have
#          detractors, promoters and answers in one row. A test with a single answer passes whatever the condition is,
#          and one with several fails for a query that is right.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages pg-mem@3.0.14

recorded <<'TEXT'
FILTER:   detractors 5, promoters 5, answered 4, asked 5, NPS 0
CASE:     detractors 1, promoters 2, answered 4, asked 5, NPS 25
by team:  x 2, y 3
by CASE:  x 1, y 0
average:  8.25 of team x, 8.25 of all
false:    4
OVER:     refused
WITHIN:   refused
TEXT

run_node <<'JAVASCRIPT'
import { newDb } from 'pg-mem';

const sql = newDb().public;
sql.none(`
  create table answers (id text, team text, score int);
  insert into answers values ('A', 'x', 10), ('B', 'x', 6), ('C', 'y', null), ('D', 'y', 8), ('E', 'y', 9);
`);
const line = (title, text) => console.log(`${(title + ':').padEnd(10)}${text}`);
const counts = ({ d, p, answered, asked }) =>
  `detractors ${d}, promoters ${p}, answered ${answered}, asked ${asked}, NPS ${100 * (p - d) / answered}`;
const teams = rows => rows.map(({ team, d }) => `${team} ${d}`).join(', ');
const outcome = query => {
  try {
    return JSON.stringify(sql.many(query));
  } catch {
    return 'refused';
  }
};

line('FILTER', counts(sql.one(`select count(*) filter (where score <= 6) as d, count(*) filter (where score >= 9) as p,
  count(score) as answered, count(*) as asked from answers`)));
line('CASE', counts(sql.one(`select sum(case when score <= 6 then 1 else 0 end) as d,
  sum(case when score >= 9 then 1 else 0 end) as p, count(score) as answered, count(*) as asked from answers`)));
line('by team', teams(sql.many('select team, count(*) filter (where score <= 6) as d from answers group by team')));
line('by CASE', teams(sql.many(
  'select team, sum(case when score <= 6 then 1 else 0 end) as d from answers group by team')));
const { x, every } = sql.one(
  `select avg(score) filter (where team = 'x') as x, avg(score) as every from answers`);
line('average', `${x} of team x, ${every} of all`);
line('false', sql.one('select count(score) filter (where false) as n from answers').n);
line('OVER', outcome('select id, row_number() over (order by score) from answers'));
line('WITHIN', outcome('select percentile_cont(0.5) within group (order by score) from answers'));
JAVASCRIPT
