#!/usr/bin/env bash
# Guess:   Formula.js' T.TEST(before, after, tails, type) answers as the spreadsheets do whose functions it implements:
#          type 1 is the test of pairs, type 3 the one of unequal variances, 1 tail gives half the probability of 2.
# True:    it takes the first two arguments and leaves tails and type out; every call gives the two-tailed test of two
#          unpaired samples. Where nearly all customers rate one higher than before, the test of pairs says 0.02 % and
#          Formula.js 38 %: a change that is beyond noise reads as noise. With samples of unequal size it is no test of
#          Excel's: the statistic is that of unequal variances, its degrees of freedom are those of equal ones.
#          HyperFormula knows the four arguments and agrees with Microsoft's own example (0.196016).
# Version: @formulajs/formulajs 4.6.1 beside hyperformula 3.5.0. Source: T.TEST in lib/esm/index.mjs, a function of
#          (array1, array2); Microsoft's documentation of T.TEST for its example.
# Who:     whether CSAT or CES of the same customers changed after a new process: their answers before and after are
#          pairs. Sheets computed on a server or in a browser with Formula.js show another significance than Excel.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages @formulajs/formulajs@4.6.1 hyperformula@3.5.0

recorded <<'TEXT'
Microsoft's example
  tails 2, type 1:  HyperFormula 0.196016  Formula.js 0.191996
  tails 1, type 1:  HyperFormula 0.098008  Formula.js 0.191996
  tails 2, type 2:  HyperFormula 0.191996  Formula.js 0.191996
  tails 2, type 3:  HyperFormula 0.202294  Formula.js 0.191996
the same customers before and after
  tails 2, type 1:  HyperFormula 0.000212  Formula.js 0.383091
  tails 1, type 1:  HyperFormula 0.000106  Formula.js 0.383091
  tails 2, type 2:  HyperFormula 0.383091  Formula.js 0.383091
  tails 2, type 3:  HyperFormula 0.383218  Formula.js 0.383091
TEXT

run_node <<'JAVASCRIPT'
import { T } from '@formulajs/formulajs';
import hyperformula from 'hyperformula';

const samples = {
  "Microsoft's example": [[3, 4, 5, 8, 9, 1, 2, 4, 5], [6, 19, 3, 2, 14, 4, 5, 17, 1]],
  'the same customers before and after': [[2, 5, 3, 6, 4, 7, 1, 5], [3, 6, 4, 7, 5, 7, 2, 6]],
};
const sheet = hyperformula.HyperFormula.buildFromArray([[]], { licenseKey: 'gpl-v3' });
for (const [title, [before, after]] of Object.entries(samples)) {
  console.log(title);
  for (const [tails, type] of [[2, 1], [1, 1], [2, 2], [2, 3]]) {
    const formula = `=T.TEST({${before.join(';')}},{${after.join(';')}},${tails},${type})`;
    const other = sheet.calculateFormula(formula, 0);
    const own = T.TEST(before, after, tails, type);
    console.log(`  tails ${tails}, type ${type}:  HyperFormula ${other.toFixed(6)}  Formula.js ${own.toFixed(6)}`);
  }
}
JAVASCRIPT
