#!/usr/bin/env bash
# Guess:   AlaSQL's SUM(amount) OVER (PARTITION BY customer) is each customer's sum, whatever else is selected, and
#          ROW_NUMBER() OVER (PARTITION BY customer ORDER BY day DESC) is 1 for each customer's newest row; or OVER is
#          refused.
# True:    the sum is right only if amount and customer are selected as columns of their own. Without amount it is 0 in
#          each row and an average is null, without customer it is the sum over everybody. ORDER BY in OVER isn't looked
#          at: the sum isn't a running one, and ROW_NUMBER counts rows as they come and begins anew wherever the
#          customer isn't the same as in the row before, so that one customer has several rows numbered 1. No error. A
#          subquery sorted by customer and day numbers right.
# Version: alasql 4.19.1. Source: dist/alasql.fs.js, where windows are computed over the rows of the result.
# Who:     "the newest answer of each customer" and "share of the customer's MRR" over JSON in a browser or on a server:
#          rows numbered 1 are kept, and customers appear twice, with an old answer among them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages alasql@4.19.1

recorded <<'TEXT'
SELECT customer, amount, SUM(amount) OVER (PARTITION BY customer) AS s FROM ?
  Fir 50 180, Fir 70 180, Oak 100 100, Fir 60 180
SELECT customer, SUM(amount) OVER (PARTITION BY customer) AS s FROM ?
  Fir 0, Fir 0, Oak 0, Fir 0
SELECT customer, AVG(amount) OVER (PARTITION BY customer) AS s FROM ?
  Fir null, Fir null, Oak null, Fir null
SELECT amount, SUM(amount) OVER (PARTITION BY customer) AS s FROM ?
  50 280, 70 280, 100 280, 60 280
SELECT customer, amount, SUM(amount) OVER (PARTITION BY customer ORDER BY day) AS s FROM ?
  Fir 50 180, Fir 70 180, Oak 100 100, Fir 60 180
SELECT customer, day, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY day DESC) AS n FROM ?
  Fir 2026-01-31 1, Fir 2026-03-31 2, Oak 2026-02-28 1, Fir 2026-02-28 1
SELECT customer, day, ROW_NUMBER() OVER (PARTITION BY customer) AS n FROM (SELECT * FROM ? ORDER BY customer, day DESC)
  Fir 2026-03-31 1, Fir 2026-02-28 2, Fir 2026-01-31 3, Oak 2026-02-28 1
TEXT

run_node <<'JAVASCRIPT'
import alasql from 'alasql';

const invoices = [
  { customer: 'Fir', day: '2026-01-31', amount: 50 },
  { customer: 'Fir', day: '2026-03-31', amount: 70 },
  { customer: 'Oak', day: '2026-02-28', amount: 100 },
  { customer: 'Fir', day: '2026-02-28', amount: 60 },
];
for (const sql of [
  'SELECT customer, amount, SUM(amount) OVER (PARTITION BY customer) AS s FROM ?',
  'SELECT customer, SUM(amount) OVER (PARTITION BY customer) AS s FROM ?',
  'SELECT customer, AVG(amount) OVER (PARTITION BY customer) AS s FROM ?',
  'SELECT amount, SUM(amount) OVER (PARTITION BY customer) AS s FROM ?',
  'SELECT customer, amount, SUM(amount) OVER (PARTITION BY customer ORDER BY day) AS s FROM ?',
  'SELECT customer, day, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY day DESC) AS n FROM ?',
  'SELECT customer, day, ROW_NUMBER() OVER (PARTITION BY customer) AS n'
    + ' FROM (SELECT * FROM ? ORDER BY customer, day DESC)',
]) {
  const rows = alasql(sql, [invoices]).map(row => Object.values(row).map(String).join(' '));
  console.log(`${sql}\n  ${rows.join(', ')}`);
}
JAVASCRIPT
