#!/usr/bin/env bash
# Guess:   mathjs's statistics leave an answer that is an empty text out, or refuse it as they refuse null.
# True:    they refuse null and undefined, and take an empty text, or one of blanks, for 0: the mean of 10, 9 and '' is
#          6.33, the least is 0, and the median of 10 and '' is 5. A text with a word in it is refused. So a column of a
#          CSV file, in which who didn't answer has an empty cell, is calculated without a word.
# Version: mathjs 15.2.0. Source: function/statistics/mean.js and core/function/typed.js, whose conversion from string to
#          number is Number(x) and refuses only what isn't a number then.
# Who:     NPS, CSAT or effort from a column of texts, as CSV readers give it: each blank is a 0, the score of the angriest.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages mathjs@15.2.0

recorded <<'TEXT'
mean of "10" "9" ""       6.333333333333333
mean of "10" "9"          9.5
mean of "10" " "          5
median of "10" ""         5
least of "10" "9" ""      0
mean of 10 null           refused
mean of 10 undefined      refused
mean of "10" "no answer"  refused
TEXT

run_node <<'JAVASCRIPT'
import { mean, median, min } from 'mathjs';

function shown(value) {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

for (const [name, statistic, answers] of [
  ['mean', mean, ['10', '9', '']],
  ['mean', mean, ['10', '9']],
  ['mean', mean, ['10', ' ']],
  ['median', median, ['10', '']],
  ['least', min, ['10', '9', '']],
  ['mean', mean, [10, null]],
  ['mean', mean, [10, undefined]],
  ['mean', mean, ['10', 'no answer']],
]) {
  let said;
  try {
    said = String(statistic(answers));
  } catch {
    said = 'refused';
  }
  console.log(`${`${name} of ${answers.map(shown).join(' ')}`.padEnd(25)} ${said}`);
}
JAVASCRIPT
