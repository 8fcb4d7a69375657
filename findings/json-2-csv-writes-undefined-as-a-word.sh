#!/usr/bin/env bash
# Guess:   json2csv() of json-2-csv leaves the field empty where a record has no value, as every other writer of CSV
#          does and as a spreadsheet expects.
# True:    it writes the words: null becomes "null", and a key that a record lacks becomes "undefined"; only empty text
#          is empty. So a column of scores has words in it, and counting the cells that aren't empty counts them.
#          csv2json() reads the words back as null and as a missing key, so a test that writes and reads with the two
#          shows nothing. emptyFieldValue: '' leaves the fields empty.
# Version: json-2-csv 5.6.0 beside csv-stringify 6.6.0 and papaparse 5.5.3. Source: README, emptyFieldValue ("Value
#          that, if specified, will be substituted in for field values that are undefined, null, or an empty string").
# Who:     exports of accounts and survey answers made for a partner's import or for a spreadsheet: those who didn't
#          answer have the comment "undefined", which is searched, rated and shown, and a response rate by COUNTA is 100
#          %.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages json-2-csv@5.6.0 csv-stringify@6.6.0 papaparse@5.5.3

recorded <<'TEXT'
json-2-csv
  |account,score,comment
  |Fir,9,Fine
  |Oak,null,
  |Elm,undefined,undefined
json-2-csv, emptyFieldValue
  |account,score,comment
  |Fir,9,Fine
  |Oak,,
  |Elm,,
csv-stringify
  |account,score,comment
  |Fir,9,Fine
  |Oak,,
  |Elm,,
papaparse
  |account,score,comment
  |Fir,9,Fine
  |Oak,,
  |Elm,,
csv2json of json2csv: [{"account":"Fir","score":9,"comment":"Fine"},{"account":"Oak","score":null,"comment":""},{"account":"Elm"}]
TEXT

run_node <<'JAVASCRIPT'
import { json2csv, csv2json } from 'json-2-csv';
import { stringify } from 'csv-stringify/sync';
import papaparse from 'papaparse';

const answers = [
  { account: 'Fir', score: 9, comment: 'Fine' },
  { account: 'Oak', score: null, comment: '' },
  { account: 'Elm' },
];
const show = (title, csv) => console.log(`${title}\n${csv.trim().replace(/^/gm, '  |')}`);

show('json-2-csv', json2csv(answers));
show('json-2-csv, emptyFieldValue', json2csv(answers, { emptyFieldValue: '' }));
show('csv-stringify', stringify(answers, { header: true }));
show('papaparse', papaparse.unparse(answers, { newline: '\n' }));
console.log(`csv2json of json2csv: ${JSON.stringify(csv2json(json2csv(answers)))}`);
JAVASCRIPT
