#!/usr/bin/env bash
# Guess:   the Kolmogorov-Smirnov test of Hipparchus says the same of (before, after) and of (after, before) and doesn't
#          look at the order of the answers; two samples of the same answers have a significance of 1.
# True:    for small samples with equal values in them, as scores have, the answer goes by luck: of ten scores each it
#          is 5 % or 42 % as the arguments stand, and 5 % or 17 % as the answers are shuffled, though the statistic is
#          the same throughout. The same eight scores twice, nines and tens, are at 28 %. Equal values are moved apart
#          by random numbers of a fixed seed first, so that each call repeats its answer while another order has
#          another. exactP() of the statistic, and bootstrap(), don't go by the order.
# Version: org.hipparchus:hipparchus-stat 4.0.3. Source: KolmogorovSmirnovTest, whose documentation tells of the jitter
#          for ties and names bootstrap() for such data; fixTies(), which has a fixed seed.
# Who:     whether the distribution of NPS, CSAT or answer times in whole minutes changed: a query without ORDER BY
#          makes it significant on one day and not on the next, and a change of the rows' order in a test turns it red.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.hipparchus:hipparchus-stat:4.0.3

recorded <<'TEXT'
before, after        statistic 0.30, significance 0.052, exactP 0.787
after, before        statistic 0.30, significance 0.418, exactP 0.787
before, before       statistic 0.00, significance 0.787, exactP 1.000
nines and tens twice statistic 0.00, significance 0.283, exactP 1.000
before, after, each shuffled 1000 times: {0.052=551, 0.168=447, 0.418=2}
bootstrap: 0.34
TEXT

run_java <<'JAVA'
import java.util.Collections;
import java.util.List;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

public class Finding {
    private static final KolmogorovSmirnovTest TEST = new KolmogorovSmirnovTest();

    public static void main(String[] arguments) {
        double[] before = {9, 9, 10, 8, 7, 6, 9, 10, 5, 8};
        double[] after = {7, 8, 9, 8, 6, 6, 7, 9, 5, 7};
        show("before, after", before, after);
        show("after, before", after, before);
        show("before, before", before, before);
        double[] halves = {9, 9, 10, 10, 9, 9, 10, 10};
        show("nines and tens twice", halves, halves);

        Map<String, Integer> answers = new TreeMap<>();
        Random random = new Random(1);
        for (int shuffle = 0; shuffle < 1000; shuffle++) {
            answers.merge(text(TEST.kolmogorovSmirnovTest(shuffled(before, random), shuffled(after, random))), 1,
                    Integer::sum);
        }
        System.out.println("before, after, each shuffled 1000 times: " + answers);
        System.out.println("bootstrap: "
                + text(new KolmogorovSmirnovTest(1).bootstrap(before, after, 100_000)).substring(0, 4));
    }

    static void show(String title, double[] first, double[] second) {
        double statistic = TEST.kolmogorovSmirnovStatistic(first, second);
        System.out.printf(Locale.ROOT, "%-20s statistic %.2f, significance %s, exactP %s%n", title, statistic,
                text(TEST.kolmogorovSmirnovTest(first, second)),
                text(TEST.exactP(statistic, first.length, second.length, false)));
    }

    static double[] shuffled(double[] values, Random random) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        Collections.shuffle(list, random);
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static String text(double probability) {
        return String.format(Locale.ROOT, "%.3f", probability);
    }
}
JAVA
