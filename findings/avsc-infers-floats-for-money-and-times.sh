#!/usr/bin/env bash
# Guess:   Type.forValue(record) of avsc gives a type that holds the record: a whole number is an int or a long, any
#          other a double, since every number of JavaScript is a double, and what is written is read back.
# True:    what isn't a whole number of 32 bits is a float of 24 bits: an MRR of 1234567.89 comes back as 1234567.875
#          and 0.1 as 0.10000000149011612. A time in milliseconds isn't a long but such a float as well, a multiple of
#          131 seconds: it comes back 43 seconds early, and two times a second apart are one. Ids beyond 2147483647
#          change too. isValid() is true of all of them. Only from 2 ** 53 - 1 on a double is chosen. A valueHook that
#          answers with double for numbers keeps all these values.
# Version: avsc 5.7.9. Source: mtth/avsc issue #94 (float is the default of Type.forValue because it is more compact);
#          lib/types.js, Type.forValue(); README, which infers a type by it.
# Who:     events and account records written as Avro for a warehouse or a queue without a schema of their own. Cents
#          are lost from 131,072 on, and events of the same two minutes lose their order.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages avsc@5.7.9

recorded <<'TEXT'
account: string, mrr: float, rate: float, seats: int, at: float
forValue:  mrr 1234567.875, rate 0.10000000149011612, seats 12, at 2025-12-31T23:59:16.992Z
valueHook: mrr 1234567.89, rate 0.1, seats 12, at 2026-01-01T00:00:00.000Z
valid: true
a second later: the same time
2147483647: int, 2147483647
2147483648: float, 2147483648
2200000001: float, 2200000000 is not what was written
9007199254740992: double, 9007199254740992
TEXT

run_node <<'JAVASCRIPT'
import avro from 'avsc';

const record = { account: 'A1', mrr: 1234567.89, rate: 0.1, seats: 12, at: Date.UTC(2026, 0, 1) };
const again = (type, value) => type.fromBuffer(type.toBuffer(value));
const show = (title, { mrr, rate, seats, at }) => console.log(
  `${(title + ':').padEnd(11)}mrr ${mrr}, rate ${rate}, seats ${seats}, at ${new Date(at).toISOString()}`);

const inferred = avro.Type.forValue(record);
const valueHook = (value, options) => typeof value === 'number' ? avro.Type.forSchema('double', options) : undefined;
console.log(inferred.fields.map(({ name, type }) => `${name}: ${type.typeName}`).join(', '));
show('forValue', again(inferred, record));
show('valueHook', again(avro.Type.forValue(record, { valueHook }), record));
console.log(`valid: ${inferred.isValid(record)}`);
const later = again(inferred, { ...record, at: record.at + 1000 });
console.log(`a second later: ${later.at === again(inferred, record).at ? 'the same time' : 'another time'}`);
for (const id of [2147483647, 2147483648, 2200000001, 9007199254740992]) {
  const type = avro.Type.forValue(id);
  const read = again(type, id);
  console.log(`${id}: ${type.typeName}, ${read}${read === id ? '' : ' is not what was written'}`);
}
JAVASCRIPT
