#!/usr/bin/env bash
# Guess:   Hipparchus' getClopperPearsonInterval(100, 29 / 100.0, 0.95) is the exact interval for 29 successes of 100,
#          and for none of 50 the interval is 0 to about 7 %: the exact method is made for such ends.
# True:    the method multiplies trials and proportion and cuts the decimals off, so 29 of 100 becomes 28.999… and
#          then 28: the answer is the interval for 28, without a sign. Of all counts for 1 to 100 trials, without
#          those of none and all, 148 come out one too low. None of 50 and 50 of 50 throw, with messages about a bound
#          and degrees of freedom, though both are valid input; Wilson's method of the same class answers both.
# Version: org.hipparchus:hipparchus-stat 4.0.3. Source: BinomialProportion.getClopperPearsonInterval(); its
#          documentation names as errors only a wrong number of trials, proportion or confidence level. The interval
#          itself is recomputed here from the F distribution of the same library.
# Who:     shares with their uncertainty: churn rate, share of promoters, share of answers within the target. A share
#          comes as successes / trials, and small groups often have none or all.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.hipparchus:hipparchus-stat:4.0.3

recorded <<'TEXT'
28 of 100
  library:      0.1948 to 0.3787
  by its count: 0.1948 to 0.3787
29 of 100
  library:      0.1948 to 0.3787
  by its count: 0.2036 to 0.3893
30 of 100
  library:      0.2124 to 0.3998
  by its count: 0.2124 to 0.3998
wrong for 1 to 100 trials: 148; the smallest: 15 of 22, 13 of 23, 15 of 26, 31 of 39, 23 of 43, 31 of 43, 15 of 44, 30 of 44
0 of 50
  Clopper-Pearson: lower bound (0) must be strictly less than upper bound (0)
  Wilson:          0.0000 to 0.0713
50 of 50
  Clopper-Pearson: degrees of freedom (0)
  Wilson:          0.9287 to 1.0000
TEXT

run_java <<'JAVA'
import java.util.Locale;
import java.util.StringJoiner;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

public class Finding {
    public static void main(String[] arguments) {
        for (int successes = 28; successes <= 30; successes++) {
            System.out.println(successes + " of 100");
            System.out.println("  library:      " + text(library(100, successes)));
            System.out.println("  by its count: " + text(byCount(100, successes)));
        }
        int wrong = 0;
        StringJoiner smallest = new StringJoiner(", ");
        for (int trials = 1; trials <= 100; trials++) {
            for (int successes = 1; successes < trials; successes++) {
                double lower;
                try {
                    lower = library(trials, successes)[0];
                } catch (RuntimeException refused) {
                    lower = Double.NaN;
                }
                if (!(Math.abs(lower - byCount(trials, successes)[0]) < 1e-9)) {
                    wrong++;
                    if (wrong <= 8) {
                        smallest.add(successes + " of " + trials);
                    }
                }
            }
        }
        System.out.println("wrong for 1 to 100 trials: " + wrong + "; the smallest: " + smallest);
        for (int successes : new int[] {0, 50}) {
            System.out.println(successes + " of 50");
            try {
                System.out.println("  Clopper-Pearson: " + text(library(50, successes)));
            } catch (RuntimeException refused) {
                System.out.println("  Clopper-Pearson: " + refused.getMessage());
            }
            ConfidenceInterval wilson = BinomialProportion.getWilsonScoreInterval(50, successes / 50.0, 0.95);
            System.out.println("  Wilson:          "
                    + text(new double[] {wilson.getLowerBound(), wilson.getUpperBound()}));
        }
    }

    static double[] library(int trials, int successes) {
        ConfidenceInterval interval =
                BinomialProportion.getClopperPearsonInterval(trials, (double) successes / trials, 0.95);
        return new double[] {interval.getLowerBound(), interval.getUpperBound()};
    }

    static double[] byCount(int trials, int successes) {
        int failures = trials - successes;
        double low = new FDistribution(2 * (failures + 1), 2 * successes).inverseCumulativeProbability(0.975);
        double high = new FDistribution(2 * (successes + 1), 2 * failures).inverseCumulativeProbability(0.975);
        return new double[] {
            successes / (successes + (failures + 1) * low), (successes + 1) * high / (failures + (successes + 1) * high)
        };
    }

    static String text(double[] interval) {
        return String.format(Locale.ROOT, "%.4f to %.4f", interval[0], interval[1]);
    }
}
JAVA
