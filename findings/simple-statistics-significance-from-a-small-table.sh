#!/usr/bin/env bash
# Guess:   cumulativeStdNormalProbability(z) of simple-statistics is the normal distribution to many digits, as its
#          errorFunction() is: 2 * (1 - p) of a z-score is the significance of a change.
# True:    it looks z up in a table of two decimals of z and four of p that ends at 3.09. A z-score of 1.955, whose
#          significance is 5.06 %, gets 5.00 %, as 1.9649 does, and everything beyond 3.09 gets 0.2 %: 4, 6 and 10 are
#          alike, and never less than two in a thousand. (1 + errorFunction(z / √2)) / 2 of the same package gives the
#          usual values.
# Version: simple-statistics 7.12.1 beside jstat 1.9.6. Source: src/cumulative_std_normal_probability.js (index into
#          standardNormalTable, at most its last entry), whose documentation names the way by errorFunction().
# Who:     whether a change of NPS, CSAT or a conversion is beyond noise, and which of many segments stand out: a limit
#          corrected for 40 segments is 0.1 %, which no difference however great can pass.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages simple-statistics@7.12.1 jstat@1.9.6

recorded <<'TEXT'
z 1.645   table 9.90 %      by errorFunction 10.0 %      jstat 10.0 %
z 1.955   table 5.00 %      by errorFunction 5.06 %      jstat 5.06 %
z 1.9649  table 5.00 %      by errorFunction 4.94 %      jstat 4.94 %
z 2.58    table 0.980 %     by errorFunction 0.988 %     jstat 0.988 %
z 3.09    table 0.200 %     by errorFunction 0.200 %     jstat 0.200 %
z 4       table 0.200 %     by errorFunction 0.00633 %   jstat 0.00633 %
z 6       table 0.200 %     by errorFunction 1.97e-7 %   jstat 1.97e-7 %
TEXT

run_node <<'JAVASCRIPT'
import { cumulativeStdNormalProbability, errorFunction } from 'simple-statistics';
import jstat from 'jstat';

const percent = (p) => `${(200 * (1 - p)).toPrecision(3)} %`.padEnd(12);
for (const z of [1.645, 1.955, 1.9649, 2.58, 3.09, 4, 6]) {
  console.log(
    `z ${String(z).padEnd(7)} table ${percent(cumulativeStdNormalProbability(z))}`
      + `by errorFunction ${percent((1 + errorFunction(z / Math.SQRT2)) / 2)}`
      + `jstat ${(200 * jstat.jStat.normal.cdf(-z, 0, 1)).toPrecision(3)} %`,
  );
}
JAVASCRIPT
