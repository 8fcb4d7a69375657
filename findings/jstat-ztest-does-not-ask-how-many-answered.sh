#!/usr/bin/env bash
# Guess:   jStat.ztest(value, answers, 2) and jStat.ttest(value, answers, 2) ask the same of the same arguments, whether
#          the mean could be that value, and differ only by the distribution: with 400 answers they are nearly equal.
# True:    ttest() is about the mean, ztest() about a single answer: it divides by the standard deviation alone, without
#          the root of the number of answers. Of 8, of 80 and of 400 answers with the same spread the z-test of a mean
#          of 8 against 8.5 says 0.77, while the t-test says 0.47, 0.01 and less than a millionth. A change that is
#          beyond any doubt is never significant. With the standard error in place of the standard deviation,
#          jStat.ztest(value, mean, sd / Math.sqrt(n), 2), it tests the mean.
# Version: jstat 1.9.6. Source: its documentation, Statistical Tests ("Returns the p-value of value taking the jStat
#          object as the observed values", of both tests alike); src/test.js, zscore() and tscore().
# Who:     whether an average CSAT or first-answer time differs from a target or from last quarter's. The z-test is what
#          one takes for many answers, and the page says "no change" for ever.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages jstat@1.9.6

recorded <<'TEXT'
answers  mean  sd     ztest     object    ttest     ztest of the mean
      8     8  1.732  7.73e-1   7.73e-1   4.70e-1   4.14e-1
     80     8  1.732  7.73e-1   7.73e-1   1.22e-2   9.82e-3
    400     8  1.732  7.73e-1   7.73e-1   1.63e-8   7.76e-9
TEXT

run_node <<'JAVASCRIPT'
import jstat from 'jstat';

const { jStat } = jstat;
console.log('answers  mean  sd     ztest     object    ttest     ztest of the mean');
for (const times of [1, 10, 50]) {
  const answers = Array.from({ length: times }, () => [10, 9, 8, 7, 9, 6, 10, 5]).flat();
  const mean = jStat.mean(answers);
  const sd = jStat.stdev(answers);
  const significances = [
    jStat.ztest(8.5, answers, 2), jStat(answers).ztest(8.5, 2), jStat.ttest(8.5, answers, 2),
    jStat.ztest(8.5, mean, sd / Math.sqrt(answers.length), 2),
  ].map(p => p.toExponential(2).padEnd(10));
  const count = String(answers.length).padStart(7);
  console.log(`${count}     ${mean}  ${sd.toFixed(3)}  ${significances.join('').trimEnd()}`);
}
JAVASCRIPT
