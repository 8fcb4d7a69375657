#!/usr/bin/env bash
# Guess:   the payback period of financejs for uneven flows is the whole years before the one in which the costs are
#          recovered, and of that year the part that is needed: costs of 100 and 30 a year are recovered after 3 years
#          and a third, as its own formula for even flows has it.
# True:    it takes the part that is left over. PP(4, -100, 30, 30, 30, 30) is 3.67, while PP(0, -100, 30) is 3.33. 100
#          recovered by 120 in the first year take 0.17 years, and recovered by 101 they take 0.01: the closer the call,
#          the better it looks. What is recovered to the cent at the end of a year counts as recovered at the end of the
#          next. The README's example (3.42 years for 50 by 10, 13, 16, 19 and 22) is computed so; 3.58 is right.
# Version: financejs 4.1.0. Source: README, Payback Period ("the length of time required to recover the cost of an
#          investment"); finance.js, PP().
# Who:     CAC payback: the cost of winning a customer against what the customer brings in year by year, or month by
#          month. Customers who pay back late in the period come before those who pay back early in it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages financejs@4.1.0

recorded <<'TEXT'
100 by 30, 30, 30, 30: 3.67, needed 3.33
100 by 30 each year: 3.33, needed 3.33
100 by 120: 0.17, needed 0.83
100 by 101: 0.01, needed 0.99
100 by 1000: 0.90, needed 0.10
100 by 50, 50, 50: 3.00, needed 2.00
50 by 10, 13, 16, 19, 22: 3.42, needed 3.58
TEXT

run_node <<'JAVASCRIPT'
import { Finance } from 'financejs';

const finance = new Finance();
const needed = (cost, flows) => {
  let years = 0;
  for (const flow of flows) {
    if (cost <= flow) {
      return years + cost / flow;
    }
    cost -= flow;
    years++;
  }
};
const show = (title, period, cost, flows) =>
  console.log(`${title}: ${period.toFixed(2)}, needed ${needed(cost, flows).toFixed(2)}`);
const uneven = (cost, ...flows) =>
  show(`${cost} by ${flows.join(', ')}`, finance.PP(flows.length, -cost, ...flows), cost, flows);

uneven(100, 30, 30, 30, 30);
show('100 by 30 each year', finance.PP(0, -100, 30), 100, [30, 30, 30, 30]);
uneven(100, 120);
uneven(100, 101);
uneven(100, 1000);
uneven(100, 50, 50, 50);
uneven(50, 10, 13, 16, 19, 22);
JAVASCRIPT
