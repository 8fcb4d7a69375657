#!/usr/bin/env bash
# Guess:   currency.js rounds half a cent away from zero, as invoices do and as its -x is the mirror of x: half of 33.35
#          is 16.68, half of -33.35 is -16.68, and a charge and its credit note add up to nothing.
# True:    half of -33.35 is -16.67: half a cent is rounded up, toward the greater amount, with either sign. Each credit
#          of such an amount is a cent short, one that began as a charge and was turned (multiply(-1), or subtracted
#          from 0) isn't, and format() and parsing go by the same rule: currency('(1.005)') is -1. distribute() treats
#          both signs alike.
# Version: currency.js 2.0.4. Source: dist/currency.js, round() (Math.round(), after toFixed(4)).
# Who:     proration: when a customer changes plans in the middle of a period, the unused half of the old price is
#          credited and the half that was used is charged. Books that recompute the credit differ from those that negate
#          the charge, by a cent for every odd price, always in one direction.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages currency.js@2.0.4

recorded <<'TEXT'
half of 33.35: 16.68, of -33.35: -16.67, sum 0.01; charge turned: -16.68, -16.68
half of 9.99: 5.00, of -9.99: -4.99, sum 0.01; charge turned: -5.00, -5.00
half of 49.95: 24.98, of -49.95: -24.97, sum 0.01; charge turned: -24.98, -24.98
parsed: 1.01, -1.00, -1.00
distributed: 3.34,3.33,3.33 and -3.34,-3.33,-3.33
charges and credits of half of 0.01 to 10.00: together 5.00
TEXT

run_node <<'JAVASCRIPT'
import currency from 'currency.js';

for (const price of [33.35, 9.99, 49.95]) {
  const charge = currency(price).divide(2);
  const credit = currency(-price).divide(2);
  console.log(`half of ${price}: ${charge}, of ${-price}: ${credit}, sum ${charge.add(credit)}`
    + `; charge turned: ${charge.multiply(-1)}, ${currency(0).subtract(charge)}`);
}
console.log(`parsed: ${currency('1.005')}, ${currency('(1.005)')}, ${currency('-1.005')}`);
console.log(`distributed: ${currency(10).distribute(3)} and ${currency(-10).distribute(3)}`);
const prices = Array.from({ length: 1000 }, (_, index) => (index + 1) / 100);
const sum = prices.map(price => currency(price).divide(2).add(currency(-price).divide(2)))
  .reduce((total, difference) => total.add(difference), currency(0));
console.log(`charges and credits of half of 0.01 to 10.00: together ${sum}`);
JAVASCRIPT
