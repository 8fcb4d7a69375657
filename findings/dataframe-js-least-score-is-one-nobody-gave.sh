#!/usr/bin/env bash
# Guess:   in dataframe-js an answer that is null is left out of all statistics of a column, or of none.
# True:    of the mean and the sum it is left out, and the least one is 0: of the scores 10, none and 8 the mean is 9 and the
#          minimum 0. An empty text is left out of the mean and is the minimum, too; undefined is left out of all of them.
#          The largest of negative amounts is 0 in the same way.
# Version: dataframe-js 1.4.4. Source: modules/stat, where mean() and sum() filter what is no number, and min() and max()
#          compare values as they are.
# Who:     a table of scores or of MRR movements by segment with mean, least and largest: the worst score is one that nobody
#          gave, and the smallest loss of a month with churn alone is nothing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages dataframe-js@1.4.4

recorded <<'TEXT'
10, 8             mean 9  sum 18  least 8  largest 10
10, null, 8       mean 9  sum 18  least 0  largest 10
10, undefined, 8  mean 9  sum 18  least 8  largest 10
10, '', 8         mean 9  sum 18  least 0  largest 10
-10, null, -8     mean -9  sum -18  least -10  largest 0
TEXT

run_node <<'JAVASCRIPT'
import dataframes from 'dataframe-js';

for (const [name, values] of [
  ['10, 8', [10, 8]],
  ['10, null, 8', [10, null, 8]],
  ['10, undefined, 8', [10, undefined, 8]],
  ["10, '', 8", [10, '', 8]],
  ['-10, null, -8', [-10, null, -8]],
]) {
  const { stat } = new dataframes.DataFrame(values.map((score) => ({ score })));
  console.log(`${name.padEnd(17)} mean ${stat.mean('score')}  sum ${stat.sum('score')}  least ${stat.min('score')}  largest ${stat.max('score')}`);
}
JAVASCRIPT
