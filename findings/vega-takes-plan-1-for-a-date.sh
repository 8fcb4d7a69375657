#!/usr/bin/env bash
# Guess:   vega-loader, told to infer types (parse: 'auto'), takes a column for dates if its values are dates. Names of
#          plans and customers are text, and so are numbers of invoices and tickets.
# True:    a column is one of dates if JavaScript's Date.parse() makes something of each value, and in V8 it does of
#          words that end in a number from 1 to 12, or from 32 on: "Plan 1" is January 2001, "INV-00012" December 2001,
#          "Acme 2024" the year 2024, "T-1042" the year 1042, and the score "9/10" is 10 September 2001. The texts are
#          gone, and "Fir 7" and "Oak 7" are the same. One "Plan 13" among the plans, and all stay text.
# Version: vega-loader 5.1.3, of Vega 6, on the V8 of Node 20. Source: vega/datalib issue #95 (a restaurant's name taken
#          for a date; open since 2018); src/type.js; README, read(), which says of 'auto' only that it infers types.
# Who:     charts of accounts, plans, cohorts and tickets from exports. Bars by plan become an axis of months of 2001,
#          several customers fall into one bar, and it comes and goes with the customers that are in the file.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages vega-loader@5.1.3

recorded <<'TEXT'
auto: 2001-07-01, 2001-01-01, 2001-11-01, 2001-09-10, 10
auto: 2001-07-01, 2001-02-01, 2001-12-01, 2001-07-10, 20
as it is: "Fir 7", "Plan 1", "INV-00011", "9/10", "10"
as it is: "Oak 7", "Plan 2", "INV-00012", "7/10", "20"
JSON: 2001-07-01, 2001-01-01
Plan 1, Plan 12: date
Plan 1, Plan 13: string
Acme 2024, Elm 3: date
T-1042, T-1043: date
#1042, #1043: date
Cohort 1, Cohort 2: date
2.1.3, 2.1.4: date
Plan A, Plan B: string
2026-W05, 2026-W06: string
Q1 2026, Q2 2026: string
TEXT

run_node <<'JAVASCRIPT'
import { inferType, read } from 'vega-loader';

const csv = 'customer,plan,invoice,score,mrr\nFir 7,Plan 1,INV-00011,9/10,10\nOak 7,Plan 2,INV-00012,7/10,20\n';
const shown = value => value > 1e9 ? new Date(value).toISOString().slice(0, 10) : JSON.stringify(value);
const show = (title, rows) =>
  rows.forEach(row => console.log(`${title}: ${Object.values(row).map(shown).join(', ')}`));

show('auto', read(csv, { type: 'csv', parse: 'auto' }));
show('as it is', read(csv, { type: 'csv' }));
const json = JSON.stringify([{ customer: 'Fir 7', plan: 'Plan 1' }]);
show('JSON', read(json, { type: 'json', parse: 'auto' }));
for (const values of [
  ['Plan 1', 'Plan 12'], ['Plan 1', 'Plan 13'], ['Acme 2024', 'Elm 3'], ['T-1042', 'T-1043'], ['#1042', '#1043'],
  ['Cohort 1', 'Cohort 2'], ['2.1.3', '2.1.4'], ['Plan A', 'Plan B'], ['2026-W05', '2026-W06'], ['Q1 2026', 'Q2 2026'],
]) {
  console.log(`${values.join(', ')}: ${inferType(values)}`);
}
JAVASCRIPT
