#!/usr/bin/env bash
# Guess:   a lexicon of words rates "Your support is slow." as negative or, if it doesn't know "slow", as neutral; the
#          name of the department says nothing.
# True:    it is positive, as are "Support never answered my ticket." and "I am still waiting for support.": to AFINN,
#          which sentiment uses, "support" is a word of praise worth 2, to VADER one worth 1.7, and "slow", "never
#          answered" and "waiting" are worth nothing. "No problems so far." is negative in both: "no" counts as a bad
#          word, which is added to the one that follows and doesn't turn it.
# Version: sentiment 5.0.2, vader-sentiment 1.1.3. Source: sentiment's languages/en/labels.json ("support": 2)
#          and negators.json (without "no" and "never"); vader-sentiment's vader_lexicon.txt.
# Who:     tone of comments in surveys and tickets. In a help desk's texts the word is everywhere, so complaints about
#          support count as praise, and the more so the more often they say the word; praise by "no problems" counts as
#          complaint.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages sentiment@5.0.2 vader-sentiment@1.1.3

recorded <<'TEXT'
Your support is slow.
  sentiment 2, praise [support], complaint []
  VADER     0.4019
Support never answered my ticket.
  sentiment 2, praise [support], complaint []
  VADER     0.4019
I am still waiting for support.
  sentiment 2, praise [support], complaint []
  VADER     0.4019
I called support five times about this, and support has no clue.
  sentiment 3, praise [support,support], complaint [no]
  VADER     0.4939
No problems so far.
  sentiment -3, praise [], complaint [problems,no]
  VADER     -0.5994
Everything works without errors.
  sentiment -2, praise [], complaint [errors]
  VADER     0.2584
TEXT

run_node <<'JAVASCRIPT'
import Sentiment from 'sentiment';
import vader from 'vader-sentiment';

const sentiment = new Sentiment();
const comments = [
  'Your support is slow.',
  'Support never answered my ticket.',
  'I am still waiting for support.',
  'I called support five times about this, and support has no clue.',
  'No problems so far.',
  'Everything works without errors.',
];
for (const comment of comments) {
  const { score, positive, negative } = sentiment.analyze(comment);
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(comment);
  console.log(comment);
  console.log(`  sentiment ${score}, praise [${positive}], complaint [${negative}]`);
  console.log(`  VADER     ${compound}`);
}
JAVASCRIPT
