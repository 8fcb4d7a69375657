#!/usr/bin/env bash
# Guess:   a moving average over a month that has no figure is over the others, or has no figure itself.
# True:    in moving-averages the month counts as 0, whether it is undefined, null or NaN: of 40, nothing, 42 and 41 the
#          averages of two are 20, 21 and 41.5. Exponential averages keep what they were, and fall behind by a month;
#          weighted ones count a 0 with its weight.
# Version: moving-averages 4.0.6. Source: lib, where what is no number is read as 0.
# Who:     a line of NPS or of first response times where one month had no answer: it falls to half and comes back.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages moving-averages@4.0.6

recorded <<'TEXT'
all four   ma   - 42 43 41.5
all four   ema  40 42.67 42.22 41.41
all four   wma  - 42.67 42.67 41.33
undefined  ma   - 20 21 41.5
undefined  ema  40 40 41.33 41.11
undefined  wma  - 13.33 28 41.33
null       ma   - 20 21 41.5
null       ema  40 40 41.33 41.11
null       wma  - 13.33 28 41.33
NaN        ma   - 20 21 41.5
NaN        ema  40 40 41.33 41.11
NaN        wma  - 13.33 28 41.33
TEXT

run_node <<'JAVASCRIPT'
import averages from 'moving-averages';

for (const [name, months] of [
  ['all four', [40, 44, 42, 41]],
  ['undefined', [40, undefined, 42, 41]],
  ['null', [40, null, 42, 41]],
  ['NaN', [40, NaN, 42, 41]],
]) {
  for (const kind of ['ma', 'ema', 'wma']) {
    const result = averages[kind](months, 2);
    console.log(`${name.padEnd(10)} ${kind.padEnd(4)} ${Array.from(result, (each) => each === undefined ? '-' : String(Math.round(each * 100) / 100)).join(' ')}`);
  }
}
JAVASCRIPT
