#!/usr/bin/env bash
# Guess:   Formula.js' COUNTIF(scores, "<=6") counts the scores of at most 6, as it does in a spreadsheet: an empty cell
#          isn't a number, so it is neither at most 6 nor at least 0.
# True:    an empty cell, as null or as empty text, counts as 0 where the criterion compares, so everybody who didn't
#          answer is a detractor. ">=0" counts them too, while "=0" counts them only as empty text: about one cell the
#          three disagree. COUNTIFS, SUMIFS and AVERAGEIFS compare alike, so an average of "<=6" has zeros in it. A cell
#          that is undefined isn't counted. HyperFormula, given the same cells, counts two detractors.
# Version: @formulajs/formulajs 4.6.1 beside hyperformula 3.5.0. Source: COUNTIF and evaluate() of lib/esm/index.mjs,
#          which compares the cell with < and <= of JavaScript; Microsoft's documentation of COUNTIF.
# Who:     NPS from a column of scores with empty cells in it, on a server or in a browser: with three promoters, a
#          passive, two detractors and three who didn't answer it falls from 17 to -33, and no cell shows an error.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages @formulajs/formulajs@4.6.1 hyperformula@3.5.0

recorded <<'TEXT'
scores 9, 10, 10, 7, 6, 0 and three empty cells
<=6 as null 5, as empty text 5, undefined 2, COUNTIFS as null 5, HyperFormula 2
<9  as null 6, as empty text 6, undefined 3, COUNTIFS as null 6, HyperFormula 3
>=0 as null 9, as empty text 9, undefined 6, COUNTIFS as null 9, HyperFormula 6
=0  as null 1, as empty text 4, undefined 1, COUNTIFS as null 1, HyperFormula 1
>=9 as null 3, as empty text 3, undefined 3, COUNTIFS as null 3, HyperFormula 3
NPS by Formula.js -33, by HyperFormula 17
TEXT

run_node <<'JAVASCRIPT'
import * as formulajs from '@formulajs/formulajs';
import hyperformula from 'hyperformula';

const answered = [9, 10, 10, 7, 6, 0];
const scores = empty => [...answered, empty, empty, empty];

function sheet(criterion) {
  const rows = scores(null).map(score => [score]);
  const engine = hyperformula.HyperFormula.buildFromArray(
    [...rows, [`=COUNTIF(A1:A${rows.length},"${criterion}")`]], { licenseKey: 'gpl-v3' });
  return engine.getCellValue({ sheet: 0, row: rows.length, col: 0 });
}

console.log(`scores ${answered.join(', ')} and three empty cells`);
for (const criterion of ['<=6', '<9', '>=0', '=0', '>=9']) {
  console.log(`${criterion.padEnd(3)} as null ${formulajs.COUNTIF(scores(null), criterion)}`
    + `, as empty text ${formulajs.COUNTIF(scores(''), criterion)}`
    + `, undefined ${formulajs.COUNTIF(scores(undefined), criterion)}`
    + `, COUNTIFS as null ${formulajs.COUNTIFS(scores(null), criterion)}, HyperFormula ${sheet(criterion)}`);
}

const nps = count => Math.round(100 * (count('>=9') - count('<=6')) / formulajs.COUNT(scores(null)));
console.log(`NPS by Formula.js ${nps(criterion => formulajs.COUNTIF(scores(null), criterion))}`
  + `, by HyperFormula ${nps(sheet)}`);
JAVASCRIPT
