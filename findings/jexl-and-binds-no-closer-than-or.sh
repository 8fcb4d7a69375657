#!/usr/bin/env bash
# Guess:   in Jexl, a && b || c and a || b && c mean what they mean in JavaScript, whose operators it has: && binds
#          closer than ||, whichever comes first.
# True:    both bind alike and are read from left to right: a || b && c is (a || b) && c. "An enterprise customer, or
#          one with an MRR above 1000 who is active" leaves out the enterprise customer who isn't active, and finds that
#          one when its two halves are exchanged. Powers are read from the left too: 2 ^ 3 ^ 2 is 64, not 512. JSONata,
#          given the same rule in its own words, reads it as JavaScript does. Parentheses settle it.
# Version: jexl 2.3.0 beside jsonata 2.2.2. Source: README, Binary Operators, which gives no order;
#          dist/grammar.js (precedence 10 for && and for ||).
# Who:     segments and health scores whose rules users write: "plan is enterprise or ... and ...". The customers who
#          drop out are those that the first condition was written for, and nothing fails.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages jexl@2.3.0 jsonata@2.2.2

recorded <<'TEXT'
Jexl:         Oak Elm
parentheses:  Fir Oak Elm
turned round: Fir Oak Elm
JavaScript:   Fir Oak Elm
JSONata:      Fir Oak Elm
true || false && false: false
true || true && false: false
2 ^ 3 ^ 2: 64
TEXT

run_node <<'JAVASCRIPT'
import jexl from 'jexl';
import jsonata from 'jsonata';

const customers = [
  { name: 'Fir', plan: 'enterprise', mrr: 5000, active: false },
  { name: 'Oak', plan: 'enterprise', mrr: 5000, active: true },
  { name: 'Elm', plan: 'basic', mrr: 2000, active: true },
  { name: 'Ash', plan: 'basic', mrr: 2000, active: false },
  { name: 'Yew', plan: 'basic', mrr: 50, active: true },
];
const names = async rule => {
  const found = [];
  for (const customer of customers) {
    if (await rule(customer)) {
      found.push(customer.name);
    }
  }
  return found.join(' ');
};
const inJexl = expression => names(customer => jexl.eval(expression, customer));
const inJsonata = expression => names(customer => jsonata(expression).evaluate(customer));

console.log(`Jexl:         ${await inJexl("plan == 'enterprise' || mrr > 1000 && active")}`);
console.log(`parentheses:  ${await inJexl("plan == 'enterprise' || (mrr > 1000 && active)")}`);
console.log(`turned round: ${await inJexl("active && mrr > 1000 || plan == 'enterprise'")}`);
console.log(`JavaScript:   ${await names(({ plan, mrr, active }) => plan === 'enterprise' || mrr > 1000 && active)}`);
console.log(`JSONata:      ${await inJsonata("plan = 'enterprise' or mrr > 1000 and active")}`);
for (const expression of ['true || false && false', 'true || true && false', '2 ^ 3 ^ 2']) {
  console.log(`${expression}: ${await jexl.eval(expression)}`);
}
JAVASCRIPT
