#!/usr/bin/env bash
# Guess:   vcf gives the text of a vCard's property, and writes a text so that a reader gets it again: in the file
#          commas, semicolons and line ends are escaped with a backslash, in a program they aren't.
# True:    nothing is unescaped and nothing is escaped. The company "Smith, Jones & Co" is read as
#          "Smith\, Jones & Co", and a note of two lines as one line with \n in it. The other way, commas and semicolons
#          are written as they are, so that the company "Smith, Jones; Co" is read elsewhere as a company and its
#          department, and line ends are left out: "line one" and "line two" become "line oneline two". A card that is
#          read and written again is unchanged, so a test that does that shows nothing.
# Version: vcf 2.1.2 beside ical.js 2.2.1, which reads vCards too. Source: RFC 6350, 3.4 (escaping of values); README,
#          which names no escaping.
# Who:     contacts of customers exported from an address book or a CRM and imported by vCard. Backslashes stand in
#          names and addresses, the same company is there twice, and notes of calls run together.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages vcf@2.1.2 ical.js@2.2.1

recorded <<'TEXT'
read, org: vcf "Smith\\, Jones & Co;Support\\; EMEA", ical.js ["Smith, Jones & Co","Support; EMEA"]
read, note: vcf "renews in May\\nasked for a call\\, twice", ical.js "renews in May\nasked for a call, twice"
["ORG:Smith, Jones; Co","NOTE:line oneline two, with a comma"]
written, org: vcf "Smith, Jones; Co", ical.js ["Smith, Jones"," Co"]
written, note: vcf "line oneline two, with a comma", ical.js "line oneline two, with a comma"
again: unchanged
TEXT

run_node <<'JAVASCRIPT'
import ICAL from 'ical.js';
import VCard from 'vcf';

const card = [
  'BEGIN:VCARD', 'VERSION:4.0', 'FN:Ann Example', 'ORG:Smith\\, Jones & Co;Support\\; EMEA',
  'NOTE:renews in May\\nasked for a call\\, twice', 'END:VCARD', '',
].join('\r\n');
const spelled = value => JSON.stringify(value);
const read = (title, text) => {
  const vcf = new VCard().parse(text);
  const ical = new ICAL.Component(ICAL.parse(text));
  for (const name of ['org', 'note']) {
    const byIcal = ical.getFirstPropertyValue(name);
    console.log(`${title}, ${name}: vcf ${spelled(vcf.get(name).valueOf())}, ical.js ${spelled(byIcal)}`);
  }
};
read('read', card);

const written = new VCard();
written.set('fn', 'Ann Example');
written.set('org', 'Smith, Jones; Co');
written.set('note', 'line one\nline two, with a comma');
console.log(spelled(written.toString('4.0').split('\r\n').slice(3, 5)));
read('written', written.toString('4.0'));
console.log(`again: ${new VCard().parse(card).toString('4.0') === card.trim() ? 'unchanged' : 'changed'}`);
JAVASCRIPT
