#!/usr/bin/env bash
# Guess:   in AlaSQL MIN(day) and MAX(day) of days written 2026-03-31 are the first and the last of them, as in every
#          SQL; its ORDER BY, its WHERE and its BETWEEN compare such texts.
# True:    both are nothing. The column is missing from the row, of all rows as of each group, without an error: MIN and
#          MAX look at numbers and Date values, and text isn't taken. What compares with the result finds no row, as
#          WHERE day = (SELECT VALUE MAX(day) ...) and HAVING MAX(day) > ... do. MIN(DATE(day)) gives the day as a Date,
#          and FIRST(day) over a sorted subquery gives it as text.
# Version: alasql 4.19.1. Source: the code compiled for MIN and MAX in dist/alasql.fs.js (typeof number, bigint or
#          object, undefined otherwise).
# Who:     figures made from JSON or CSV in a browser or on a server, where days are text: first invoice, last contact,
#          newest answer of each customer. A list of those who weren't contacted since a day is empty, or holds
#          everybody.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages alasql@4.19.1

recorded <<'TEXT'
SELECT MIN(day) AS f, MAX(day) AS l, MAX(amount) AS a FROM ?
  [{"a":100}]
SELECT customer, MAX(day) AS l, MAX(amount) AS a FROM ? GROUP BY customer
  [{"customer":"Fir","a":70},{"customer":"Oak","a":100}]
SELECT customer FROM ? GROUP BY customer HAVING MAX(day) > '2026-01-01'
  []
SELECT * FROM ? WHERE day = (SELECT VALUE MAX(day) FROM ?)
  []
SELECT day FROM ? ORDER BY day DESC
  [{"day":"2026-03-31"},{"day":"2026-02-28"},{"day":"2026-01-31"}]
SELECT customer FROM ? WHERE day BETWEEN '2026-02-01' AND '2026-02-28'
  [{"customer":"Oak"}]
SELECT MIN(DATE(day)) AS f, MAX(DATE(day)) AS l FROM ?
  [{"f":"2026-01-31T00:00:00.000Z","l":"2026-03-31T00:00:00.000Z"}]
SELECT customer, FIRST(day) AS f, LAST(day) AS l FROM (SELECT * FROM ? ORDER BY day) GROUP BY customer
  [{"customer":"Fir","f":"2026-01-31","l":"2026-03-31"},{"customer":"Oak","f":"2026-02-28","l":"2026-02-28"}]
TEXT

run_node <<'JAVASCRIPT'
import alasql from 'alasql';

const invoices = [
  { customer: 'Fir', day: '2026-01-31', amount: 50 },
  { customer: 'Fir', day: '2026-03-31', amount: 70 },
  { customer: 'Oak', day: '2026-02-28', amount: 100 },
];
for (const sql of [
  'SELECT MIN(day) AS f, MAX(day) AS l, MAX(amount) AS a FROM ?',
  'SELECT customer, MAX(day) AS l, MAX(amount) AS a FROM ? GROUP BY customer',
  "SELECT customer FROM ? GROUP BY customer HAVING MAX(day) > '2026-01-01'",
  'SELECT * FROM ? WHERE day = (SELECT VALUE MAX(day) FROM ?)',
  'SELECT day FROM ? ORDER BY day DESC',
  "SELECT customer FROM ? WHERE day BETWEEN '2026-02-01' AND '2026-02-28'",
  'SELECT MIN(DATE(day)) AS f, MAX(DATE(day)) AS l FROM ?',
  'SELECT customer, FIRST(day) AS f, LAST(day) AS l FROM (SELECT * FROM ? ORDER BY day) GROUP BY customer',
]) {
  console.log(`${sql}\n  ${JSON.stringify(alasql(sql, [invoices, invoices]))}`);
}
JAVASCRIPT
