#!/usr/bin/env bash
# Guess:   in natural's SentimentAnalyzer a "not" turns the word after it, or the words up to the next full stop; the
#          order of two sentences doesn't matter.
# True:    it turns all that follows, to the end of the text: "I could not log in on Monday. Since the update everything
#          is great, the team is wonderful." is negative, and the same two sentences the other way round are positive. A
#          second "not" doesn't turn back, and "no", "never" and "not only" turn as well.
# Version: natural 8.1.1. Source: documentation, Sentiment Analysis ("the sum of the polarity of each word normalized by
#          the length of the sentence"); lib/natural/sentiment/SentimentAnalyzer.js, getSentiment(), where negator
#          becomes -1 and stays so.
# Who:     tone of comments in surveys and tickets, which tell first what did not work and then who helped. Each such
#          thank-you counts as a complaint, the warmer the worse, and a long complaint after an early "no" as praise.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages natural@8.1.1

recorded <<'TEXT'
 1.00  The team is wonderful.
-0.41  I could not log in on Monday. Since the update everything is great, the team is wonderful.
 0.41  Since the update everything is great, the team is wonderful. I could not log in on Monday.
-0.53  Not only is the report helpful, the team is wonderful and I love the charts.
 0.73  No answer for a week. Awful service, terrible export, useless charts.
-0.73  Awful service, terrible export, useless charts. No answer for a week.
-0.35  I did not see the button and did not find the help, but the team is wonderful.
TEXT

run_node <<'JAVASCRIPT'
import sentiment from 'natural/lib/natural/sentiment/index.js';
import stemmers from 'natural/lib/natural/stemmers/index.js';
import tokenizers from 'natural/lib/natural/tokenizers/index.js';

const words = new tokenizers.WordTokenizer();
const analyzer = new sentiment.SentimentAnalyzer('English', stemmers.PorterStemmer, 'afinn');

for (const text of [
  'The team is wonderful.',
  'I could not log in on Monday. Since the update everything is great, the team is wonderful.',
  'Since the update everything is great, the team is wonderful. I could not log in on Monday.',
  'Not only is the report helpful, the team is wonderful and I love the charts.',
  'No answer for a week. Awful service, terrible export, useless charts.',
  'Awful service, terrible export, useless charts. No answer for a week.',
  'I did not see the button and did not find the help, but the team is wonderful.',
]) {
  console.log(`${analyzer.getSentiment(words.tokenize(text)).toFixed(2).padStart(5)}  ${text}`);
}
JAVASCRIPT
