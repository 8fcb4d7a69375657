#!/usr/bin/env bash
# Guess:   in vader-sentiment "no" turns the word after it, as "not" does: "No problem, the team solved it" is no complaint.
# True:    "no" is a bad word of its own and turns nothing: that answer is -0.42, worse than "There was a problem, the team
#          solved it" with -0.15. "No issues at all" and "No complaints about the support" are -0.30, each beyond the -0.05
#          from which an answer counts as negative. "Not a problem" is as bad as the problem; "without any problem" is good.
# Version: vader-sentiment 1.1.3. Source: src/vaderSentiment.js, NEGATE (without "no") and the lexicon, which has "no" at -1.2.
# Who:     tone of comments in surveys, most of which are short: the usual words of those who are content count as complaints.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages vader-sentiment@1.1.3

recorded <<'TEXT'
-0.42 negative No problem, the team solved it
-0.15 negative Not a problem, the team solved it
-0.30 negative No issues at all
-0.30 negative No complaints about the support
 0.31 positive Everything works without any problem
 0.00 neutral  Everything works
-0.15 negative There was a problem, the team solved it
TEXT

run_node <<'JAVASCRIPT'
import vader from 'vader-sentiment';

for (const text of [
  'No problem, the team solved it',
  'Not a problem, the team solved it',
  'No issues at all',
  'No complaints about the support',
  'Everything works without any problem',
  'Everything works',
  'There was a problem, the team solved it',
]) {
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text);
  const tone = compound >= 0.05 ? 'positive' : compound <= -0.05 ? 'negative' : 'neutral';
  console.log(`${compound.toFixed(2).padStart(5)} ${tone.padEnd(8)} ${text}`);
}
JAVASCRIPT
