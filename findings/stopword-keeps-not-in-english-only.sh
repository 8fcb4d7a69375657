#!/usr/bin/env bash
# Guess:   removing stop words with stopword does the same to a comment whatever its language: "not" stays, as one sees
#          when one tries it in English, or it goes.
# True:    English keeps not, no, nor, cannot and without, and loses never. German, Swedish, Danish and Russian lose
#          every negation, French loses ne, pas and sans, Spanish no and sin, Italian non, Dutch niet and geen, and
#          Portuguese não. So "I would not recommend the product" becomes "not recommend product", and the same in
#          German "Produkt empfehlen", which is also what is left of "Ich würde das Produkt empfehlen".
# Version: stopword 3.1.5. Source: README ("words that are so frequent that they can safely be removed from a text
#          without altering its meaning"); the lists eng, deu, swe, dan, rus, fra, spa, ita, nld and por.
# Who:     topics, search and tone of comments in surveys of customers in several countries. A pipeline tried in English
#          takes the complaints of all others for praise.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

node_packages stopword@3.1.5

recorded <<'TEXT'
eng: of not no nor cannot without never stays not no nor cannot without
deu: of nicht kein keine nie ohne stays nothing
swe: of inte ingen aldrig utan stays nothing
dan: of ikke ingen aldrig stays nothing
rus: of не нет stays nothing
fra: of ne pas sans jamais stays jamais
spa: of no sin nunca stays nunca
ita: of non senza mai stays senza mai
nld: of niet geen zonder nooit stays nooit
por: of não sem nunca stays nunca
not recommend product
recommend product
Produkt empfehlen
Produkt empfehlen
recommande produit
recomiendo producto
TEXT

run_node <<'JAVASCRIPT'
import * as stopword from 'stopword';

const left = (text, list) => stopword.removeStopwords(text.split(' '), list).join(' ');
const negations = {
  eng: 'not no nor cannot without never',
  deu: 'nicht kein keine nie ohne',
  swe: 'inte ingen aldrig utan',
  dan: 'ikke ingen aldrig',
  rus: 'не нет',
  fra: 'ne pas sans jamais',
  spa: 'no sin nunca',
  ita: 'non senza mai',
  nld: 'niet geen zonder nooit',
  por: 'não sem nunca',
};
for (const [language, words] of Object.entries(negations)) {
  console.log(`${language}: of ${words} stays ${left(words, stopword[language]) || 'nothing'}`);
}
console.log(left('I would not recommend the product', stopword.eng));
console.log(left('I would recommend the product', stopword.eng));
console.log(left('Ich würde das Produkt nicht empfehlen', stopword.deu));
console.log(left('Ich würde das Produkt empfehlen', stopword.deu));
console.log(left('je ne recommande pas le produit', stopword.fra));
console.log(left('no recomiendo el producto', stopword.spa));
JAVASCRIPT
