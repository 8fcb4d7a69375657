#!/usr/bin/env bash
# Guess:   html-to-text's convert(html) puts a blank, a tab or a line end between the cells of a table, as a browser
#          does when text is copied, so that the figures of a row can be told apart.
# True:    it joins them: a row "NPS 42 4" reads NPS424, and the rows are joined as well. A table is a block unless a
#          selector says otherwise, and what is in it is inline, without anything between the cells. Only line breaks or
#          blanks that happen to stand between the tags of the source keep two cells apart, and what minifies HTML takes
#          those away. The selector { selector: 'table', format: 'dataTable' } gives columns, and capital heads.
# Version: html-to-text 10.0.1. Source: README, formatters: table is "Equivalent to `block`. Use `dataTable` instead for
#          tabular data", and `table` is what the selector table has by default.
# Who:     the plain-text part of a report's mail made from its HTML part, and the text of mails that come in as
#          tickets: figures run together into other figures, 42 and 4 into 424, in the part that phones preview.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages html-to-text@10.0.1

recorded <<'TEXT'
as it comes
  |MetricMayJuneNPS424Churn512
with a line end between the cells
  |MetricMayJuneNPS 42 4Churn 5 12
as a table of data
  |METRIC   MAY   JUNE
  |NPS      42    4
  |Churn    5     12
TEXT

run_node <<'JAVASCRIPT'
import { convert } from 'html-to-text';

const table = '<table><thead><tr><th>Metric</th><th>May</th><th>June</th></tr></thead><tbody>'
  + '<tr><td>NPS</td><td>42</td><td>4</td></tr><tr><td>Churn</td><td>5</td><td>12</td></tr></tbody></table>';
const show = (title, html, options) =>
  console.log(`${title}\n${convert(html, options).replace(/^/gm, '  |')}`);

show('as it comes', table);
show('with a line end between the cells', table.replaceAll('</td><td>', '</td>\n<td>'));
show('as a table of data', table, { selectors: [{ selector: 'table', format: 'dataTable' }] });
JAVASCRIPT
