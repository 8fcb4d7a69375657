package io.keepwell.core.rollup.cell;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Durations, of which any quantile can be read. A few are kept one by one, so that quantiles are exact; more of them
/// are counted by size, in the buckets of a DDSketch (Masson, Rim, Lee: DDSketch, VLDB 2019), so that quantiles are
/// within one per cent. Which of the two depends on their number alone. So the same durations are the same bytes,
/// whatever the order in which they were added, and whatever the sketches that were added up.
public final class DurationSketch {
    /// How many durations are kept one by one.
    static final int MOST_EXACT = 256;

    /// Made with the greatest relative error of a quantile.
    private static final IndexMapping MAPPING = new LogarithmicMapping(0.01);

    /// The first byte of what is stored. Sketches of earlier versions hold buckets of fixed width behind a count of
    /// eight bytes, the first of which is 0.
    private static final byte FIXED_WIDTH_BUCKETS = 0;

    private static final byte ONE_BY_ONE = 1;
    private static final byte BUCKETS = 2;

    /// By size; the first `size` of them count.
    private long[] values = new long[0];

    private int size;
    private @Nullable Buckets buckets;

    private static final class Buckets {
        private final TreeMap<Integer, Long> counts = new TreeMap<>();
        private long zeros;

        void add(long seconds) {
            if (seconds == 0) {
                zeros++;
            } else {
                counts.merge(MAPPING.index((double) seconds), 1L, Math::addExact);
            }
        }

        void add(Buckets other) {
            zeros = Math.addExact(zeros, other.zeros);
            other.counts.forEach((bucket, count) -> counts.merge(bucket, count, Math::addExact));
        }

        long count() {
            return zeros + counts.values().stream().mapToLong(Long::longValue).sum();
        }

        BigDecimal ofRank(long rank) {
            long passed = zeros;
            if (rank <= passed) {
                return BigDecimal.ZERO;
            }
            for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
                passed += bucket.getValue();
                if (rank <= passed) {
                    return BigDecimal.valueOf(MAPPING.value(bucket.getKey()));
                }
            }
            throw new IllegalStateException("there are only " + passed + " durations");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Buckets same && zeros == same.zeros && counts.equals(same.counts);
        }

        @Override
        public int hashCode() {
            return 31 * counts.hashCode() + Long.hashCode(zeros);
        }
    }

    /// @throws IllegalArgumentException for less than 0 seconds
    public void add(long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("nothing takes " + seconds + " seconds");
        }
        if (buckets == null && size == MOST_EXACT) {
            buckets = inBuckets();
        }
        if (buckets != null) {
            buckets.add(seconds);
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(MOST_EXACT, Math.max(4, 2 * size)));
        }
        int found = Arrays.binarySearch(values, 0, size, seconds);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(values, place, values, place + 1, size - place);
        values[place] = seconds;
        size++;
    }

    public void add(DurationSketch other) {
        if (buckets == null && other.buckets == null && size + other.size <= MOST_EXACT) {
            long[] all = Arrays.copyOf(values, size + other.size);
            System.arraycopy(other.values, 0, all, size, other.size);
            Arrays.sort(all);
            values = all;
            size = all.length;
            return;
        }
        if (buckets == null) {
            buckets = inBuckets();
        }
        if (other.buckets == null) {
            for (int i = 0; i < other.size; i++) {
                buckets.add(other.values[i]);
            }
        } else {
            buckets.add(other.buckets);
        }
    }

    /// Gives up the single durations.
    private Buckets inBuckets() {
        Buckets all = new Buckets();
        for (int i = 0; i < size; i++) {
            all.add(values[i]);
        }
        values = new long[0];
        size = 0;
        return all;
    }

    public long count() {
        return buckets == null ? size : buckets.count();
    }

    /// Whether quantiles are exact, rather than within one per cent.
    public boolean isExact() {
        return buckets == null;
    }

    /// Roughly how many bytes of memory it takes.
    long bytes() {
        return buckets == null ? 40 + 8L * values.length : 120 + 80L * buckets.counts.size();
    }

    /// The smallest duration, in seconds, that at least the given share of all don't exceed: the one of rank
    /// ⌈n · percent ÷ 100⌉ by size, or the first.
    ///
    /// @param percent from 0 to 100; 50 is the median, the lower one of two
    /// @throws IllegalStateException where there is none
    public BigDecimal quantile(int percent) {
        long count = count();
        if (count == 0) {
            throw new IllegalStateException("there are no durations");
        }
        long rank = Math.max(1, Math.ceilDiv(Math.multiplyExact(count, (long) percent), 100L));
        return buckets == null ? BigDecimal.valueOf(values[(int) rank - 1]) : buckets.ofRank(rank);
    }

    /// Writes each number as the difference from the one before it, and small numbers in few bytes.
    void write(DataOutput output) throws IOException {
        if (buckets == null) {
            output.writeByte(ONE_BY_ONE);
            long before = 0;
            for (int i = 0; i < size; i++) {
                writeNumber(output, values[i] - before);
                before = values[i];
            }
        } else {
            output.writeByte(BUCKETS);
            writeNumber(output, buckets.zeros);
            long before = Integer.MIN_VALUE;
            for (Map.Entry<Integer, Long> bucket : buckets.counts.entrySet()) {
                writeNumber(output, bucket.getKey() - before);
                writeNumber(output, bucket.getValue());
                before = bucket.getKey();
            }
        }
    }

    /// Seven bits a byte, the lowest first; all bytes but the last have the eighth bit.
    private static void writeNumber(DataOutput output, long number) throws IOException {
        long rest = number;
        while (rest > 0x7f) {
            output.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        output.writeByte((int) rest);
    }

    private static long readNumber(ByteBuffer input) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = input.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalStateException("a stored number of a sketch has no end");
    }

    /// Reads what this version and earlier ones wrote.
    ///
    /// @param input empty for no durations
    static DurationSketch read(ByteBuffer input) {
        DurationSketch sketch = new DurationSketch();
        if (!input.hasRemaining()) {
            return sketch;
        }
        byte form = input.get(input.position());
        switch (form) {
            case ONE_BY_ONE -> {
                input.get();
                sketch.readValues(input);
            }
            case BUCKETS -> {
                input.get();
                sketch.buckets = readBuckets(input);
            }
            case FIXED_WIDTH_BUCKETS -> sketch.buckets = readFixedWidthBuckets(input);
            default -> throw new IllegalStateException("a stored sketch is of the unknown form " + form);
        }
        return sketch;
    }

    private void readValues(ByteBuffer input) {
        values = new long[Math.min(MOST_EXACT, input.remaining())];
        long before = 0;
        while (input.hasRemaining()) {
            before += readNumber(input);
            values[size] = before;
            size++;
        }
    }

    private static Buckets readBuckets(ByteBuffer input) {
        Buckets buckets = new Buckets();
        buckets.zeros = readNumber(input);
        long before = Integer.MIN_VALUE;
        while (input.hasRemaining()) {
            before += readNumber(input);
            buckets.counts.put(Math.toIntExact(before), readNumber(input));
        }
        return buckets;
    }

    private static Buckets readFixedWidthBuckets(ByteBuffer input) {
        Buckets buckets = new Buckets();
        buckets.zeros = input.getLong();
        while (input.hasRemaining()) {
            buckets.counts.put(input.getInt(), input.getLong());
        }
        return buckets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DurationSketch sketch
                && Objects.equals(buckets, sketch.buckets)
                && Arrays.equals(values, 0, size, sketch.values, 0, sketch.size);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(buckets) + Arrays.hashCode(Arrays.copyOf(values, size));
    }
}
