#!/usr/bin/env bash
# Guess:   what a parser of e-mail replies takes off is the quoted mail and the signature ("--", "Sent from my iPhone");
#          sentences and lists that the customer wrote above the quotation stay.
# True:    email-reply-parser takes every paragraph for a signature that begins with "Sent from", whatever follows:
#          "Sent from our side is everything, but the invoice is still missing." is gone, and so is a postscript after
#          "Regards,". node-email-reply-parser keeps these and drops every paragraph that begins with a dash and a
#          letter: of "-the export fails / -the invoice is wrong" nothing is left, and with a blank after the dash all
#          is. "> 5 % churn" in a sentence broken at the sign is a quotation to both.
# Version: email-reply-parser 2.3.7, node-email-reply-parser 0.1.4. Source: the signature expressions of
#          email-reply-parser's dist/regex.js (/^Sent from (?:\s*.+)$/) and of the other's lib/Parser.js (^-\w).
# Who:     replies to surveys and tickets that come in by mail and are stored, searched and rated as the customer's
#          words. The complaint is cut off and the greeting stays.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages email-reply-parser@2.3.7 node-email-reply-parser@0.1.4

recorded <<'TEXT'
"Hello,\n\nSent from our side is everything, but the invoice is still missing."
  email-reply-parser      "Hello,"
  node-email-reply-parser "Hello,\n\nSent from our side is everything, but the invoice is still missing."
"Hello,\n\nSent from my phone, so in short: please cancel."
  email-reply-parser      "Hello,"
  node-email-reply-parser "Hello,\n\nSent from my phone, so in short: please cancel."
"Thanks for asking.\n\n-the export fails\n-the invoice is wrong"
  email-reply-parser      "Thanks for asking.\n\n-the export fails\n-the invoice is wrong"
  node-email-reply-parser "Thanks for asking."
"Thanks for asking.\n\n- the export fails\n- the invoice is wrong"
  email-reply-parser      "Thanks for asking.\n\n- the export fails\n- the invoice is wrong"
  node-email-reply-parser "Thanks for asking.\n\n- the export fails\n- the invoice is wrong"
"Thanks, all is well.\n\nRegards,\nAnn\n\nP.S. Please cancel the second seat."
  email-reply-parser      "Thanks, all is well."
  node-email-reply-parser "Thanks, all is well.\n\nRegards,\nAnn\n\nP.S. Please cancel the second seat."
"We leave if churn is\n> 5 % next month."
  email-reply-parser      "We leave if churn is"
  node-email-reply-parser "We leave if churn is"
TEXT

run_node <<'JAVASCRIPT'
import parser from 'email-reply-parser';
import replies from 'node-email-reply-parser';

const Parser = parser.default ?? parser;
const quotation = '\n\nOn 1 June 2026 at 10:00, Help desk <help@example.com> wrote:\n> How are you getting on?\n';

for (const reply of [
  'Hello,\n\nSent from our side is everything, but the invoice is still missing.',
  'Hello,\n\nSent from my phone, so in short: please cancel.',
  'Thanks for asking.\n\n-the export fails\n-the invoice is wrong',
  'Thanks for asking.\n\n- the export fails\n- the invoice is wrong',
  'Thanks, all is well.\n\nRegards,\nAnn\n\nP.S. Please cancel the second seat.',
  'We leave if churn is\n> 5 % next month.',
]) {
  console.log(JSON.stringify(reply));
  const visible = [new Parser().read(reply + quotation).getVisibleText(), replies(reply + quotation, true)];
  console.log(`  email-reply-parser      ${JSON.stringify(visible[0].trim())}`);
  console.log(`  node-email-reply-parser ${JSON.stringify(visible[1].trim())}`);
}
JAVASCRIPT
