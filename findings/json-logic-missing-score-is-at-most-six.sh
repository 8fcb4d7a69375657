#!/usr/bin/env bash
# Guess:   in JsonLogic a rule about a score that isn't there is false, or an error.
# True:    in json-logic-js it is true wherever 0 would make it true: a missing value is null, and null counts as 0. A
#          customer who never answered is a detractor by {"<=": [{"var": "nps"}, 6]}, and so is one whose answer is an
#          empty text; between 0 and 6 holds as well. "missing" has to be asked for first. Only == tells null from 0.
# Version: json-logic-js 2.0.5. Source: logic.js, operations "<", "<=", ">" and ">=" (plain comparisons of JavaScript)
#          and "var", whose default is null.
# Who:     rules for alerts, segments and health written as JsonLogic ("tell me of scores below 7"): accounts without
#          an answer, without usage or without a ticket come up as the worst, and an alert for all of them goes out.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages json-logic-js@2.0.5

recorded <<'TEXT'
an answer of 6         at most 6: true   below 7: true   0 to 6: true   at least 0: true   equals 0: false
an answer of 9         at most 6: false  below 7: false  0 to 6: false  at least 0: true   equals 0: false
no answer              at most 6: true   below 7: true   0 to 6: true   at least 0: true   equals 0: false
an answer that is null at most 6: true   below 7: true   0 to 6: true   at least 0: true   equals 0: false
an empty text          at most 6: true   below 7: true   0 to 6: true   at least 0: true   equals 0: true
asked for first: false
TEXT

run_node <<'JAVASCRIPT'
import logic from 'json-logic-js';

const nps = { var: 'nps' };
const rules = {
  'at most 6': { '<=': [nps, 6] },
  'below 7': { '<': [nps, 7] },
  '0 to 6': { '<=': [0, nps, 6] },
  'at least 0': { '>=': [nps, 0] },
  'equals 0': { '==': [nps, 0] },
};
for (const [name, customer] of [
  ['an answer of 6', { nps: 6 }],
  ['an answer of 9', { nps: 9 }],
  ['no answer', {}],
  ['an answer that is null', { nps: null }],
  ['an empty text', { nps: '' }],
]) {
  const held = Object.entries(rules).map(([rule, what]) => `${rule}: ${logic.apply(what, customer)}`.padEnd(rule.length + 7));
  console.log(`${name.padEnd(22)} ${held.join('  ').trim()}`);
}
console.log(`asked for first: ${logic.apply({ and: [{ '!': { missing: ['nps'] } }, rules['at most 6']] }, {})}`);
JAVASCRIPT
