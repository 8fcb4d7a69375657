#!/usr/bin/env bash
# Guess:   a filter of filtrex leaves out whoever lacks the property that it asks about, or throws.
# True:    it keeps them: of three customers with the scores 3, none and 9, "nps <= 6" finds two, and so does "nps > 6".
#          The compiled function doesn't throw but answers with an error as its value, and an error counts as true. A
#          score that is null or a text is found as well. Within the expression "not" gives the same error again.
# Version: filtrex 3.1.0. Source: its compiled function catches and hands errors to errorHandler, which by default returns
#          them; compileExpression().
# Who:     segments and alerts that staff write as expressions and the program hands to Array.filter(): customers without
#          answer or without usage are in every segment, and in its opposite.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages filtrex@3.1.0

recorded <<'TEXT'
nps <= 6       finds Alder, Birch, Cedar, Dogwood
nps > 6        finds Birch, Cedar, Dogwood, Elm
not (nps <= 6) finds Birch, Cedar, Dogwood, Elm
Birch: UnknownPropertyError
Cedar: UnexpectedTypeError
Dogwood: UnexpectedTypeError
TEXT

run_node <<'JAVASCRIPT'
import { compileExpression } from 'filtrex';

const customers = [
  { name: 'Alder', nps: 3 },
  { name: 'Birch' },
  { name: 'Cedar', nps: null },
  { name: 'Dogwood', nps: '9' },
  { name: 'Elm', nps: 9 },
];
for (const expression of ['nps <= 6', 'nps > 6', 'not (nps <= 6)']) {
  const found = customers.filter(compileExpression(expression)).map((customer) => customer.name);
  console.log(`${expression.padEnd(14)} finds ${found.join(', ')}`);
}
for (const customer of customers.slice(1, 4)) {
  const answer = compileExpression('nps <= 6')(customer);
  console.log(`${customer.name}: ${answer instanceof Error ? answer.constructor.name : answer}`);
}
JAVASCRIPT
