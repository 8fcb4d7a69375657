#!/usr/bin/env bash
# Guess:   regression.linear(points) of npm's regression gives the least-squares line in floating point: over monthly
#          churn rates that rise from 2.1 % to 3.6 %, a slope of 0.0031 a month and a forecast of 5.8 % a year on. Or
#          rounded to 2 significant figures, as the README has it, which comes to nearly the same.
# True:    the slope is 0 and the forecast is 3 % for every month to come. The coefficients are rounded to two decimals,
#          the forecasts are computed from the rounded ones, and the r2 that comes with them is negative. The same rates
#          written as percentages give a rising line, so whether there is a trend depends on the unit. The exponential
#          fit is rounded likewise. { precision: 12 } gives the least-squares line.
# Version: regression 2.0.1 beside simple-statistics 7.12.1. Source: README, configuration options
#          ("number of significant figures the output is rounded to"); src/regression.js, DEFAULT_OPTIONS and round().
# Who:     whoever draws a trend or a forecast of a rate: churn, retention, share of promoters, share of answers in time
#          are all between 0 and 1 and move by less than half a hundredth a month. The screen says "no trend".
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages regression@2.0.1 simple-statistics@7.12.1

recorded <<'TEXT'
shares of 1
  least squares              slope 0.003057 start 0.020857 after a year 0.0575
  regression                 slope 0 start 0.03 after a year 0.03 r2 -0.08
  regression, precision 12   slope 0.003057 start 0.020857 after a year 0.0575 r2 0.99
  regression, exponential    growth 0.11 start 0.02 of 0.10805
percentages
  regression                 slope 0.31 start 2.08 after a year 5.8 r2 0.99
TEXT

run_node <<'JAVASCRIPT'
import regression from 'regression';
import { linearRegression } from 'simple-statistics';

const rates = [0.021, 0.024, 0.026, 0.031, 0.033, 0.036].map((rate, month) => [month, rate]);
const short = (number, digits) => String(Number(number.toFixed(digits)));

function fitted(points, options) {
  const { equation: [slope, start], predict, r2 } = regression.linear(points, options);
  const line = `slope ${short(slope, 6)} start ${short(start, 6)}`;
  return `${line} after a year ${short(predict(12)[1], 4)} r2 ${short(r2, 2)}`;
}

console.log('shares of 1');
const { m, b } = linearRegression(rates);
const line = `slope ${short(m, 6)} start ${short(b, 6)}`;
console.log(`  least squares              ${line} after a year ${short(b + 12 * m, 4)}`);
console.log(`  regression                 ${fitted(rates)}`);
console.log(`  regression, precision 12   ${fitted(rates, { precision: 12 })}`);
const [start, growth] = regression.exponential(rates).equation;
const exact = regression.exponential(rates, { precision: 12 }).equation[1];
console.log(`  regression, exponential    growth ${growth} start ${start} of ${short(exact, 6)}`);
console.log('percentages');
console.log(`  regression                 ${fitted(rates.map(([month, rate]) => [month, rate * 100]))}`);
JAVASCRIPT
