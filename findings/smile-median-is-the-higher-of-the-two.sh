#!/usr/bin/env bash
# Guess:   MathEx.median(values) of Smile is the mean of the two values in the middle where their number is even, as
#          nearly everywhere: of 9 and 10 it is 9.5.
# True:    it is 10, the higher of the two, also among doubles: of 1, 2, 3 and 100 it is 3, and of an account that pays
#          100 and one that pays 5000 it is 5000. And the array is out of order afterwards, as the documentation says,
#          so that a year's values no longer stand at their months. Of an odd number of values the median is right.
# Version: com.github.haifengl:smile-base 3.1.1, the last for Java 17; 7.1.0 does the same. Source: documentation of
#          MathEx.median() ("Find the median of an array of type double. The input array will be rearranged.");
#          QuickSelect.median().
# Who:     median contract value, MRR and answer time of segments, of which every second has an even number of members.
#          Each of those comes out too high, and the smaller the segment, the more.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.github.haifengl:smile-base:3.1.1 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
[9.0, 10.0]: median 10.0, usual 9.5
[100.0, 5000.0]: median 5000.0, usual 2550.0
[1.0, 2.0, 3.0, 100.0]: median 3.0, usual 2.5
[1.0, 2.0, 3.0]: median 2.0, usual 2.0
[900.0, 100.0, 800.0, 200.0, 700.0, 300.0]: median 700.0
and then [200.0, 100.0, 300.0, 700.0, 800.0, 900.0]
TEXT

run_java <<'JAVA'
import java.util.Arrays;
import smile.math.MathEx;

public class Finding {
    public static void main(String[] arguments) {
        show(9, 10);
        show(100, 5000);
        show(1, 2, 3, 100);
        show(1, 2, 3);
        double[] months = {900, 100, 800, 200, 700, 300};
        System.out.printf("%s: median %.1f%n", Arrays.toString(months.clone()), MathEx.median(months));
        System.out.println("and then " + Arrays.toString(months));
    }

    static void show(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double usual = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double median = MathEx.median(values.clone());
        System.out.printf("%s: median %.1f, usual %.1f%n", Arrays.toString(values), median, usual);
    }
}
JAVA
