#!/usr/bin/env bash
# Guess:   tableFromJSON() of Arrow's JavaScript library makes null of a key that a record lacks, as it does of null
#          itself, and nullCount counts such rows.
# True:    only null becomes null. A missing key becomes false in a column of truth values, empty text in one of text
#          and NaN in one of numbers, and isn't counted: of three customers who said nothing about renewing, two said
#          no. tableFromArrays() and vectorFromArray() do the same to undefined, and it stays so in the IPC format. Keys
#          filled up with null give null.
# Version: apache-arrow 21.2.0. Source: factories.js, vectorFromArray() and tableFromJSON() (nullValues: [null]);
#          builder.js, isValid().
# Who:     accounts and answers from JSON whose keys are left out when there is no value, handed to DuckDB, a warehouse
#          or a chart as Arrow. "Doesn't renew" counts those who weren't asked, a breakdown by plan has an empty plan
#          beside the one for null, and a sum of seats is NaN.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages apache-arrow@21.2.0

recorded <<'TEXT'
tableFromJSON
  id:     A B C D (0 null)
  plan:   pro "" null "" (1 null)
  seats:  5 NaN null NaN (1 null)
  renews: true false null false (1 null)
through IPC
  id:     A B C D (0 null)
  plan:   pro "" null "" (1 null)
  seats:  5 NaN null NaN (1 null)
  renews: true false null false (1 null)
filled up with null
  id:     A B C D (0 null)
  plan:   pro null null null (3 null)
  seats:  5 null null null (3 null)
  renews: true null null null (3 null)
tableFromArrays
  seats:  5 NaN null (1 null)
  renews: true false null (1 null)
TEXT

run_node <<'JAVASCRIPT'
import { tableFromArrays, tableFromIPC, tableFromJSON, tableToIPC } from 'apache-arrow';

const records = [
  { id: 'A', plan: 'pro', seats: 5, renews: true },
  { id: 'B' },
  { id: 'C', plan: null, seats: null, renews: null },
  { id: 'D' },
];
const order = Object.keys(records[0]);
const filledUp = records.map(record => ({ plan: null, seats: null, renews: null, ...record }));
const show = (title, table) => {
  console.log(title);
  for (const { name } of [...table.schema.fields].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))) {
    const vector = table.getChild(name);
    const values = [...vector].map(value => value === '' ? '""' : String(value));
    console.log(`  ${(name + ':').padEnd(8)}${values.join(' ')} (${vector.nullCount} null)`);
  }
};

const table = tableFromJSON(records);
show('tableFromJSON', table);
show('through IPC', tableFromIPC(tableToIPC(table)));
show('filled up with null', tableFromJSON(filledUp));
show('tableFromArrays', tableFromArrays({ seats: [5, undefined, null], renews: [true, undefined, null] }));
JAVASCRIPT
