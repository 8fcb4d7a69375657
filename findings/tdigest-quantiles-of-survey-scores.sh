#!/usr/bin/env bash
# Guess:   a t-digest of compression 100 is as good as exact for three distinct values: of 300 answers of 0, 300 of 7
#          and 400 of 10, the 61st percentile is 10 and the share of at most 7 is 60 %. A quantile is a score that
#          somebody gave.
# True:    the 61st percentile is 9.3 and the 30th is 3.0, scores that nobody gave; the share of at most 7 is 45 %, and
#          of at most 10 it is 81 %. Equal values aren't kept together: they fall into several centroids, some with
#          neighbours in them, and between centroids the digest interpolates as if values lay there. cdf() counts
#          values equal to its argument by half, up to the greatest. Between two scores (6.5, 7.5) the share is off by
#          less. Ten times the compression narrows the gaps in which quantiles are wrong and doesn't close them.
# Version: com.tdunning:t-digest 3.3, beside the exact values. Source: TDigest.cdf() ("Points that are exactly equal get
#          half credit"), TDigest.quantile() ("The smallest value x such that cdf(x) ≥ q"), MergingDigest.quantile().
# Who:     scores of 0 to 10 or 1 to 5, and answer times in whole minutes: share of detractors, share within the time
#          promised, percentiles of scores. Such data consists of equal values.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.tdunning:t-digest:3.3

recorded <<'TEXT'
300 answers of 0, 300 of 7, 400 of 10; compression 100
  quantile 0.25   0.00  exact  0
  quantile 0.3    3.03  exact  0
  quantile 0.31   4.68  exact  7
  quantile 0.5    7.00  exact  7
  quantile 0.6    8.69  exact  7
  quantile 0.61   9.32  exact 10
  quantile 0.7   10.00  exact 10
  quantile 0.9   10.00  exact 10
  at most 0.0   0.139 exact 0.300
  at most 6.0   0.318 exact 0.300
  at most 6.5   0.321 exact 0.300
  at most 7.0   0.450 exact 0.600
  at most 7.5   0.582 exact 0.600
  at most 9.0   0.605 exact 0.600
  at most 10.0  0.814 exact 1.000
300 answers of 0, 300 of 7, 400 of 10; compression 1000
  quantile 0.25   0.00  exact  0
  quantile 0.3    3.50  exact  0
  quantile 0.31   7.00  exact  7
  quantile 0.5    7.00  exact  7
  quantile 0.6    8.50  exact  7
  quantile 0.61  10.00  exact 10
  quantile 0.7   10.00  exact 10
  quantile 0.9   10.00  exact 10
  at most 0.0   0.150 exact 0.300
  at most 6.0   0.301 exact 0.300
  at most 6.5   0.301 exact 0.300
  at most 7.0   0.450 exact 0.600
  at most 7.5   0.599 exact 0.600
  at most 9.0   0.600 exact 0.600
  at most 10.0  0.800 exact 1.000
TEXT

run_java <<'JAVA'
import com.tdunning.math.stats.TDigest;
import java.util.Arrays;
import java.util.Locale;

public class Finding {
    public static void main(String[] arguments) {
        double[] scores = new double[1000];
        Arrays.fill(scores, 300, 600, 7);
        Arrays.fill(scores, 600, 1000, 10);
        for (int compression : new int[] {100, 1000}) {
            System.out.println("300 answers of 0, 300 of 7, 400 of 10; compression " + compression);
            TDigest digest = TDigest.createMergingDigest(compression);
            for (double score : scores) {
                digest.add(score);
            }
            for (double share : new double[] {0.25, 0.3, 0.31, 0.5, 0.6, 0.61, 0.7, 0.9}) {
                double exact = scores[(int) Math.ceil(share * scores.length) - 1];
                System.out.printf(
                        Locale.ROOT, "  quantile %-5s %5.2f  exact %2.0f%n", share, digest.quantile(share), exact);
            }
            for (double score : new double[] {0, 6, 6.5, 7, 7.5, 9, 10}) {
                double exact = Arrays.stream(scores).filter(each -> each <= score).count() / 1000.0;
                System.out.printf(Locale.ROOT, "  at most %-4s %6.3f exact %5.3f%n", score, digest.cdf(score), exact);
            }
        }
    }
}
JAVA
