#!/usr/bin/env bash
# Guess:   Smile's ChiSqTest.test(bins1, bins2) and ChiSqTest.test(table) give a p-value of 1 where two surveys have
#          just the same shares, and a large one where they nearly do.
# True:    of the same counts both say 0, the surest of all changes, and so does the test against given shares that are
#          met: a statistic of 0 has a p-value of 0. In the table it is 0 of equal shares in general, and of response
#          rates of 30 and 31 in a hundred, whose difference the correction for two by two takes away; 30 and 30, and
#          30 and 32, have 0.88. test(bins1, bins2) compares counts and not shares: the shares of 30, 50 and 20 answers
#          have 0.79 in a survey of 110, 0.007 in one of 150 and less than a millionth in one of 200.
# Version: com.github.haifengl:smile-base 3.1.1, the last for Java 17. 7.1.0 has 1 where the statistic is 0, and still
#          compares counts. Source: Gamma.regularizedUpperIncompleteGamma(); documentation of ChiSqTest.test(int[],
#          int[]) ("a small value of p-value indicates a significant difference between the distributions").
# Who:     promoters, passives and detractors, response rates and stars of a CSAT, before and after a change or in two
#          segments. Small surveys often have equal rates; a job that reports what is below 5 % reports just these.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.github.haifengl:smile-base:3.1.1 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
[30, 50, 20], to be 30, 50 and 20 %: 0.00000000
[30, 50, 20] and [30, 50, 20]: two samples 0.00000000, table 0.00000000
[30, 50, 20] and [33, 55, 22]: two samples 0.78812763, table 0.00000000
[30, 50, 20] and [45, 75, 30]: two samples 0.00673795, table 0.00000000
[30, 50, 20] and [60, 100, 40]: two samples 0.00000006, table 0.00000000
[30, 50, 20] and [60, 101, 40]: two samples 0.00000004, table 0.99917390
[30, 50, 20] and [20, 50, 30]: two samples 0.13533528, table 0.13533528
[30, 70] and [30, 70]: two samples 0.00000000, table 0.87737056
[30, 70] and [31, 69]: two samples 0.87793867, table 0.00000000
[30, 70] and [32, 68]: two samples 0.75977187, table 0.87848488
TEXT

run_java <<'JAVA'
import java.util.Arrays;
import smile.stat.hypothesis.ChiSqTest;

public class Finding {
    public static void main(String[] arguments) {
        int[] before = {30, 50, 20};
        System.out.printf("%s, to be 30, 50 and 20 %%: %.8f%n", Arrays.toString(before),
                ChiSqTest.test(before, new double[] {0.3, 0.5, 0.2}).pvalue);
        compare(before, new int[] {30, 50, 20});
        compare(before, new int[] {33, 55, 22});
        compare(before, new int[] {45, 75, 30});
        compare(before, new int[] {60, 100, 40});
        compare(before, new int[] {60, 101, 40});
        compare(before, new int[] {20, 50, 30});
        compare(new int[] {30, 70}, new int[] {30, 70});
        compare(new int[] {30, 70}, new int[] {31, 69});
        compare(new int[] {30, 70}, new int[] {32, 68});
    }

    static void compare(int[] before, int[] after) {
        double twoSamples = ChiSqTest.test(before, after).pvalue;
        double table = ChiSqTest.test(new int[][] {before, after}).pvalue;
        System.out.printf("%s and %s: two samples %.8f, table %.8f%n", Arrays.toString(before), Arrays.toString(after),
                twoSamples, table);
    }
}
JAVA
