#!/usr/bin/env bash
# Guess:   in Miller a comparison of an empty score with a number doesn't hold, as a sum of the two is empty.
# True:    it holds for "less" and not for "more": filter '$nps <= 6' keeps who didn't answer, and a score without answer is
#          classed as a detractor, while stats1 leaves it out, so that one detractor of three answers becomes two. Sorted by
#          falling score, whoever didn't answer comes before the 10. is_present() is true for the empty score,
#          as well; is_not_empty() tells.
# Version: Miller 6.6.0 (Debian 12). Source: reference-main-null-data of its documentation, which tells of sums and of
#          sorting numbers before empties, and not of comparisons; mlr sort -nr turns all of the order round.
# Who:     NPS and CSAT from an export on the command line: blanks lower the score, and a list of the happiest begins with
#          those who said nothing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

debian_packages miller=6.6.0-2+b3

recorded <<'TEXT'
at most 6: Alder Birch
more than 6: Cedar Dogwood
present and at most 6: Alder Birch
not empty and at most 6: Alder
by falling score: Birch Dogwood Cedar Alder
nps_count 3
nps_mean  7.333333333333333
nps_min   3
TEXT

run_shell <<'SHELL'
printf 'name,nps\nAlder,3\nBirch,\nCedar,9\nDogwood,10\n' >answers.csv
echo "at most 6: $(mlr --icsv --onidx filter '$nps <= 6' then cut -f name answers.csv | paste -sd ' ')"
echo "more than 6: $(mlr --icsv --onidx filter '$nps > 6' then cut -f name answers.csv | paste -sd ' ')"
echo "present and at most 6: $(mlr --icsv --onidx filter 'is_present($nps) && $nps <= 6' then cut -f name answers.csv | paste -sd ' ')"
echo "not empty and at most 6: $(mlr --icsv --onidx filter 'is_not_empty($nps) && $nps <= 6' then cut -f name answers.csv | paste -sd ' ')"
echo "by falling score: $(mlr --icsv --onidx sort -nr nps then cut -f name answers.csv | paste -sd ' ')"
mlr --icsv --oxtab stats1 -a count,mean,min -f nps answers.csv
SHELL
