#!/usr/bin/env bash
# Guess:   significant(u, samples) of mann-whitney-utest says whether two samples differ beyond noise, by the usual 5 %
#          or by another level, so the clearer the difference and the more answers, the sooner it is true.
# True:    it is the other way round. It is true if the smaller U is less than the z-score, two numbers of different
#          kinds. U grows with the product of the sample sizes and z with the root of their sum, so with 40 answers each
#          a shift by three points (z 4.72, p 0.000002) isn't significant, while with two answers each, 5 and 6 against
#          9 and 10 is, though one in three random splits of four answers is as clear. Only samples that hardly overlap
#          pass. What criticalValue() returns is the z-score, corrected for ties, and can be compared with 1.96.
# Version: mann-whitney-utest 1.0.5. Source: README ("tests the U-value against an approximate critical value");
#          src/mann-whitney.js, significant() and criticalValue().
# Who:     scores before and after a change, or of two segments, for which this test is the usual one. The larger the
#          survey, the surer it says "not significant".
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages mann-whitney-utest@1.0.5

recorded <<'TEXT'
40 and 40, three points apart: U 312.5, z 4.72, significant: false
400 and 400, three points apart: U 31250, z 15.00, significant: false
2 and 2, four points apart: U 0, z 1.55, significant: true
20 and 20, apart but for one: U 6, z 5.25, significant: false
TEXT

run_node <<'JAVASCRIPT'
import mannWhitney from 'mann-whitney-utest';

const show = (title, ...samples) => {
  const u = mannWhitney.test(samples);
  const z = mannWhitney.criticalValue(u, samples).toFixed(2);
  console.log(`${title}: U ${Math.min(...u)}, z ${z}, significant: ${mannWhitney.significant(u, samples)}`);
};
const scores = (count, least) => Array.from({ length: count }, (_, i) => least + i % 8);

show('40 and 40, three points apart', scores(40, 0), scores(40, 3));
show('400 and 400, three points apart', scores(400, 0), scores(400, 3));
show('2 and 2, four points apart', [5, 6], [9, 10]);
const low = Array.from({ length: 20 }, (_, i) => i);
const high = Array.from({ length: 20 }, (_, i) => i === 0 ? 13.5 : 20 + i);
show('20 and 20, apart but for one', low, high);
JAVASCRIPT
