#!/usr/bin/env bash
# Guess:   ml-logistic-regression fits the usual logistic regression, with an intercept: a customer who is average in
#          all features leaves with about the average probability, 10 % where one customer in ten left.
# True:    that customer leaves with 50 %, whatever the data, and half of all customers are predicted to leave. There is
#          no intercept and no option for one: zero in every feature makes a score of exactly one half. A column of ones
#          among the features stands for the intercept and gives 10 %. And testScores() of the classifier of a class is
#          the probability of not being in it.
# Version: ml-logistic-regression 2.0.0 with ml-matrix 6.15.1. Source: src/logreg_2classes.js, testScores() (sigmoid of
#          features times weights); src/logreg.js, transformClassesForOneVsAll() (0 for the class, 1 for the others).
# Who:     churn scores. Features are standardised, so the average customer is zero in all of them, and those who leave
#          are few. What the library learns from is then only who leaves more often, never how many do.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages ml-logistic-regression@2.0.0 ml-matrix@6.15.1

recorded <<'TEXT'
left: 20 of 200
use alone:         the average customer leaves with 50.0 %, predicted to leave: 100
use and a one:     the average customer leaves with 9.7 %, predicted to leave: 0
TEXT

run_node <<'JAVASCRIPT'
import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';

// 200 customers; one in ten leaves, a little more often where use (standardised) is low.
const customers = Array.from({ length: 200 }, (_, i) => ({
  use: (i - 99.5) / 57.7,
  left: i % (i < 100 ? 8 : 14) === 0,
}));
console.log(`left: ${customers.filter(({ left }) => left).length} of ${customers.length}`);

function fit(features) {
  const model = new LogisticRegression({ numSteps: 20000, learningRate: 1e-3 });
  model.train(new Matrix(customers.map(features)), Matrix.columnVector(customers.map(({ left }) => (left ? 1 : 0))));
  const stays = model.classifiers[1].testScores(new Matrix([features({ use: 0 })]))[0];
  const predicted = model.predict(new Matrix(customers.map(features))).filter((label) => label === 1).length;
  return `the average customer leaves with ${(100 - 100 * stays).toFixed(1)} %, predicted to leave: ${predicted}`;
}

console.log('use alone:        ', fit(({ use }) => [use]));
console.log('use and a one:    ', fit(({ use }) => [use, 1]));
JAVASCRIPT
