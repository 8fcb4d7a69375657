package io.keepwell.deploy.bench;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;

/// How long each of many things took, to a thousandth of it. Safe for use by several threads.
final class Latencies {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(SIGNIFICANT_DIGITS);

    void add(Duration duration) {
        nanos.recordValue(duration.toNanos());
    }

    int count() {
        return Math.toIntExact(nanos.getTotalCount());
    }

    /// What that many percent stayed within, in milliseconds.
    double millis(double percent) {
        return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(percent) / 1e6;
    }
}
