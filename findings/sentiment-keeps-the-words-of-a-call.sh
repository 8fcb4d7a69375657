#!/usr/bin/env bash
# Guess:   the extras of sentiment.analyze(text, { extras }) hold for the text they are passed with; another call, and
#          certainly another new Sentiment(), goes by the lexicon as it is shipped.
# True:    they stay for good. They are written into the lexicon of the module, which all instances share, so after one
#          call with { downtime: -4, issue: 0 } every later call of anybody scores "downtime" and "issue" so, with or
#          without options. The score of a text depends on which texts were scored before it; there is no way back to
#          the value shipped but to pass that value. A language of one's own, registered under a code of its own and
#          with labels of its own, keeps them apart.
# Version: sentiment 5.0.2. Source: README, "Adding and overwriting words" ("injecting key/value pairs into a sentiment
#          method call"); lib/index.js: labels = Object.assign(labels, opts.extras).
# Who:     a service that scores the comments of several partners, each with words of its trade: the words of one change
#          the tone of all others until the process ends, and the same comment has another score after a restart.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages sentiment@5.0.2

recorded <<'TEXT'
as shipped:                           0
one partner, with words of its own:   -4
the same, without:                    -4
another partner, another instance:    -4
a language of its own:                -1
and the other one beside it:          -4
TEXT

run_node <<'JAVASCRIPT'
import Sentiment from 'sentiment';

const comment = 'There was an issue, a downtime of an hour.';
const one = new Sentiment();
console.log('as shipped:                          ', one.analyze(comment).score);
const extras = { downtime: -4, issue: 0 };
console.log('one partner, with words of its own:  ', one.analyze(comment, { extras }).score);
console.log('the same, without:                   ', one.analyze(comment).score);
const other = new Sentiment();
console.log('another partner, another instance:   ', other.analyze(comment).score);

other.registerLanguage('shop', { labels: { downtime: -1 } });
console.log('a language of its own:               ', other.analyze(comment, { language: 'shop' }).score);
console.log('and the other one beside it:         ', other.analyze(comment).score);
JAVASCRIPT
