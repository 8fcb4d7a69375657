#!/usr/bin/env bash
# Guess:   mingo's $bucket with the boundaries 0, 7, 9, 11 makes of scores from 0 to 10 what MongoDB makes of them: each
#          boundary is the lowest value of its own bucket, so detractors are 0 to 6, passives 7 and 8, promoters 9 and
#          10.
# True:    a score that is a boundary goes into the bucket below it: 7 is a detractor, 9 is a passive, and the promoters
#          are left with 10. Only the lowest boundary is in its own bucket. Scores between boundaries are right, so data
#          with decimals shows nothing. A bucket without members is listed too, which MongoDB leaves out. $switch with
#          $lt counts right.
# Version: mingo 7.2.7. Source: MongoDB's documentation of $bucket (lower boundary inclusive, upper one exclusive);
#          mingo's README, which refers to MongoDB's for how operators work.
# Who:     NPS and CSAT made by a MongoDB pipeline whose tests run on mingo, or which runs in a browser. Such scores are
#          whole numbers and lie on the boundaries: where all scores are equally frequent the NPS is -64 and not -45.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages mingo@7.2.7

recorded <<'TEXT'
$bucket: from 0: [0 1 2 3 4 5 6 7], from 7: [8 9], from 9: [10]
$switch: from 0: [0 1 2 3 4 5 6], from 7: [7 8], from 9: [9 10]
NPS: -64 and -45
CSAT: from 1: [1 2 3], from 3: [4], from 4: [5]
decimals: from 0: [0.5 6.5], from 7: [7.5], from 9: [9.5]
one of 7: from 0: [7], from 7: [], from 9: []
TEXT

run_node <<'JAVASCRIPT'
import { aggregate } from 'mingo';

const answers = Array.from({ length: 11 }, (_, score) => ({ score }));
const bucket = (documents, boundaries) =>
  aggregate(documents, [{ $bucket: { groupBy: '$score', boundaries, output: { scores: { $push: '$score' } } } }]);
const show = (title, buckets) =>
  console.log(`${title}: ${buckets.map(({ _id, scores }) => `from ${_id}: [${scores.join(' ')}]`).join(', ')}`);
const nps = ([detractors, , promoters]) =>
  Math.round(100 * (promoters.scores.length - detractors.scores.length) / answers.length);

const buckets = bucket(answers, [0, 7, 9, 11]);
show('$bucket', buckets);
const switched = aggregate(answers, [{
  $group: {
    _id: { $switch: {
      branches: [{ case: { $lt: ['$score', 7] }, then: 0 }, { case: { $lt: ['$score', 9] }, then: 7 }], default: 9,
    } },
    scores: { $push: '$score' },
  },
}]);
show('$switch', switched);
console.log(`NPS: ${nps(buckets)} and ${nps(switched)}`);
show('CSAT', bucket([1, 2, 3, 4, 5].map(score => ({ score })), [1, 3, 4, 6]));
show('decimals', bucket([0.5, 6.5, 7.5, 9.5].map(score => ({ score })), [0, 7, 9, 11]));
show('one of 7', bucket([{ score: 7 }], [0, 7, 9, 11]));
JAVASCRIPT
