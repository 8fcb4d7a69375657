#!/usr/bin/env bash
# Guess:   a DDSketch takes floating-point weights ("Adds a value to the sketch with a floating-point count"), and
#          only their proportion matters: weights of 0.5, 0.25 and 0.25 give the quantiles that 2, 1 and 1 give,
#          always between the least and the greatest value.
# True:    the place of a quantile is q * (sum of the weights - 1). If the weights are shares that add up to 1, every
#          quantile, the 100th percentile too, is the least value. If they add up to less, every quantile above 0 is
#          0, which nobody recorded: the place is negative and the empty bucket of zeros is the first above it. The
#          proportions decide only when the sum is large. getMinValue() and getMaxValue() stay right throughout.
# Version: com.datadoghq:sketches-java 0.8.3. Source: QuantileSketch.accept(value, count);
#          DDSketch.getValueAtQuantile(): rank = quantile * (count - 1).
# Who:     a figure weighted by revenue ("the median customer's answer time, weighted by its share of MRR"): shares
#          are the natural weights and one segment's add up to less than 1. Weights in whole euros work.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.datadoghq:sketches-java:0.8.3

recorded <<'TEXT'
values 1, 100, 10000 with weights in the proportion 2 : 1 : 1
  sum 4000.0: least 1.0, greatest 10087.8, quantiles 0.25: 1.0 0.6: 99.9 0.9: 10087.8 1.0: 10087.8
  sum    4.0: least 1.0, greatest 10087.8, quantiles 0.25: 1.0 0.6: 1.0 0.9: 99.9 1.0: 10087.8
  sum    1.0: least 1.0, greatest 10087.8, quantiles 0.25: 1.0 0.6: 1.0 0.9: 1.0 1.0: 1.0
  sum    0.5: least 1.0, greatest 10087.8, quantiles 0.25: 0.0 0.6: 0.0 0.9: 0.0 1.0: 0.0
TEXT

run_java <<'JAVA'
import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.util.Locale;

public class Finding {
    public static void main(String[] arguments) {
        System.out.println("values 1, 100, 10000 with weights in the proportion 2 : 1 : 1");
        for (double sum : new double[] {4000, 4, 1, 0.5}) {
            DDSketch sketch = DDSketches.unboundedDense(0.01);
            sketch.accept(1, sum / 2);
            sketch.accept(100, sum / 4);
            sketch.accept(10000, sum / 4);
            System.out.printf(Locale.ROOT, "  sum %6.1f: least %.1f, greatest %.1f, quantiles", sketch.getCount(),
                    sketch.getMinValue(), sketch.getMaxValue());
            for (double quantile : new double[] {0.25, 0.6, 0.9, 1}) {
                System.out.printf(Locale.ROOT, " %s: %.1f", quantile, sketch.getValueAtQuantile(quantile));
            }
            System.out.println();
        }
    }
}
JAVA
