package io.keepwell.core.rollup;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/// Counts durations by size, so that any quantile can be told within one per cent and sketches add up exactly: the
/// buckets of a DDSketch (Masson, Rim, Lee: DDSketch, VLDB 2019), kept so that the same durations are the same bytes.
final class DurationSketch {
    /// Told by the greatest relative error of a quantile.
    private static final IndexMapping MAPPING = new LogarithmicMapping(0.01);

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long zeros;

    /// @param seconds not negative
    void add(long seconds) {
        if (seconds == 0) {
            zeros++;
        } else {
            counts.merge(MAPPING.index((double) seconds), 1L, Math::addExact);
        }
    }

    void add(DurationSketch other) {
        zeros += other.zeros;
        other.counts.forEach((bucket, count) -> counts.merge(bucket, count, Math::addExact));
    }

    long count() {
        return zeros + counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The duration, in seconds, that the given share of all is not longer than.
    ///
    /// @param percent from 0 to 100; 50 is the median
    /// @throws IllegalStateException where there is none
    BigDecimal quantile(int percent) {
        long rank = (count() - 1) * percent / 100;
        long passed = zeros;
        if (rank < passed) {
            return BigDecimal.ZERO;
        }
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            passed += bucket.getValue();
            if (rank < passed) {
                return BigDecimal.valueOf(MAPPING.value(bucket.getKey()));
            }
        }
        throw new IllegalStateException("there are no durations");
    }

    void write(DataOutput output) throws IOException {
        output.writeLong(zeros);
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            output.writeInt(bucket.getKey());
            output.writeLong(bucket.getValue());
        }
    }

    static DurationSketch read(ByteBuffer input) {
        DurationSketch sketch = new DurationSketch();
        if (input.hasRemaining()) {
            sketch.zeros = input.getLong();
        }
        while (input.hasRemaining()) {
            sketch.counts.put(input.getInt(), input.getLong());
        }
        return sketch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DurationSketch sketch && zeros == sketch.zeros && counts.equals(sketch.counts);
    }

    @Override
    public int hashCode() {
        return 31 * counts.hashCode() + Long.hashCode(zeros);
    }
}
