#!/usr/bin/env bash
# Guess:   $toMillis(text, picture) of JSONata finds no date in a text that isn't one of that picture, as it gives
#          nothing for "May 2026": 12/31/2026 isn't [D]/[M]/[Y], and there is no 31 April. 26 is this century.
# True:    whatever is a number is taken, and what is too much runs over. Month 31 of 2026 is July 2028, 31 April is
#          1 May, and 2026-05-01 read as [M]-[D]-[Y] is October 2069. A year of two digits is in the last century, so
#          that 1.5.26 is in 1926, and a name that isn't a month's is January. There is no error in any of these.
#          Without a picture, 2026-02-30 is 2 March, while 2026-13-01 and 12/31/2026 are refused.
# Version: jsonata 2.2.2. Source: documentation, $toMillis() ("An error is thrown if the string is not in the correct
#          format", of texts without a picture, and no word of those with one).
# Who:     renewal dates, invoices and days of answers mapped by JSONata from exports of several countries. A file month
#          first, read by a picture that is day first, gives renewals of the coming years for every day past the 12th,
#          and the customers drop out of the forecast.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages jsonata@2.2.2

recorded <<'TEXT'
12/31/2026 by [D]/[M]/[Y]: 2028-07-12
05/13/2026 by [D]/[M]/[Y]: 2027-01-05
05/04/2026 by [D]/[M]/[Y]: 2026-04-05
12/31/2026 by [D01]/[M01]/[Y0001]: 2028-07-12
2026-05-01 by [M]-[D]-[Y]: 2069-10-05
31.04.2026 by [D].[M].[Y]: 2026-05-01
1.5.26 by [D].[M].[Y]: 1926-05-01
1.5.26 by [D].[M].[Y,2-2]: 1926-05-01
Foo 2026 by [MNn] [Y]: 2026-01-01
May 2026 by [D].[M].[Y]: nothing
2026-02-30 by no picture: 2026-03-02
2026-13-01 by no picture: refused
12/31/2026 by no picture: refused
TEXT

run_node <<'JAVASCRIPT'
import jsonata from 'jsonata';

const withPicture = jsonata('$toMillis(text, picture)');
const without = jsonata('$toMillis(text)');
const read = async (text, picture) => {
  try {
    const millis = await (picture ? withPicture : without).evaluate({ text, picture });
    return millis === undefined ? 'nothing' : new Date(millis).toISOString().slice(0, 10);
  } catch {
    return 'refused';
  }
};
for (const [text, picture] of [
  ['12/31/2026', '[D]/[M]/[Y]'], ['05/13/2026', '[D]/[M]/[Y]'], ['05/04/2026', '[D]/[M]/[Y]'],
  ['12/31/2026', '[D01]/[M01]/[Y0001]'], ['2026-05-01', '[M]-[D]-[Y]'], ['31.04.2026', '[D].[M].[Y]'],
  ['1.5.26', '[D].[M].[Y]'], ['1.5.26', '[D].[M].[Y,2-2]'], ['Foo 2026', '[MNn] [Y]'], ['May 2026', '[D].[M].[Y]'],
  ['2026-02-30'], ['2026-13-01'], ['12/31/2026'],
]) {
  console.log(`${text} by ${picture ?? 'no picture'}: ${await read(text, picture)}`);
}
JAVASCRIPT
