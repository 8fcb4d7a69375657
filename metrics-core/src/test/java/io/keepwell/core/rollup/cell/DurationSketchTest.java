package io.keepwell.core.rollup.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationSketchTest {
    private static DurationSketch sketch(List<Long> durations) {
        DurationSketch sketch = new DurationSketch();
        durations.forEach(sketch::add);
        return sketch;
    }

    private static DurationSketch upTo(long count) {
        return sketch(LongStream.rangeClosed(1, count).boxed().toList());
    }

    private static byte[] bytes(DurationSketch sketch) {
        return new Members.Durations(sketch).bytes();
    }

    private static DurationSketch read(byte[] bytes) {
        return DurationSketch.read(ByteBuffer.wrap(bytes));
    }

    // Number ⌈n · p ÷ 100⌉ of 1 to n.
    @ParameterizedTest
    @CsvSource({
        "1, 50, 1", "1, 90, 1", "2, 50, 1", "2, 90, 2", "3, 50, 2", "3, 90, 3", "4, 50, 2",
        "5, 90, 5", "9, 90, 9", "10, 90, 9", "11, 90, 10", "12, 90, 11", "15, 90, 14", "100, 90, 90",
        "256, 50, 128", "256, 90, 231", "7, 0, 1", "7, 100, 7"
    })
    void quantile_is_the_smallest_that_at_least_so_many_do_not_exceed(long count, int percent, long expected) {
        DurationSketch sketch = upTo(count);

        assertThat(sketch.quantile(percent)).isEqualByComparingTo(BigDecimal.valueOf(expected));
        assertThat(sketch.isExact()).isTrue();
        assertThat(sketch.count()).isEqualTo(count);
    }

    @Test
    void more_than_256_are_reported_within_one_per_cent() {
        DurationSketch sketch = upTo(100_000);

        assertThat(sketch.isExact()).isFalse();
        assertThat(sketch.count()).isEqualTo(100_000);
        for (int percent = 1; percent <= 100; percent++) {
            double expected = 1_000.0 * percent;
            assertThat(sketch.quantile(percent).doubleValue()).isCloseTo(expected, within(expected / 100));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 1_000})
    void same_durations_are_the_same_bytes_in_any_order_and_however_they_are_added_up(int count) {
        Random random = new Random(count);
        List<Long> durations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            durations.add(random.nextBoolean() ? random.nextLong(100) : random.nextLong(100_000_000));
        }
        DurationSketch expected = sketch(durations);
        assertThat(expected.isExact()).isEqualTo(count <= 256);

        for (int round = 0; round < 20; round++) {
            Collections.shuffle(durations, random);
            DurationSketch sum = new DurationSketch();
            int start = 0;
            while (start < count) {
                int end = Math.min(count, start + 1 + random.nextInt(300));
                DurationSketch piece = read(bytes(sketch(durations.subList(start, end))));
                byte[] before = bytes(piece);
                sum.add(piece);
                assertThat(bytes(piece)).as("what was added").isEqualTo(before);
                start = end;
            }
            assertThat(bytes(sum)).isEqualTo(bytes(expected));
            assertThat(sum).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(read(bytes(sum))).isEqualTo(expected);
        }
    }

    @Test
    void hundreds_of_years_and_no_time_at_all_are_kept() {
        DurationSketch sketch = sketch(List.of(10_000_000_000L, 0L, 0L, 127L, 128L));

        assertThat(read(bytes(sketch))).isEqualTo(sketch);
        assertThat(sketch.quantile(40)).isEqualByComparingTo("0");
        assertThat(sketch.quantile(60)).isEqualByComparingTo("127");
        assertThat(sketch.quantile(100)).isEqualByComparingTo("10000000000");
    }

    /// Kept while a new version is brought in: 2 of no time, 3 in bucket 5, 300 in bucket 400.
    @Test
    void what_earlier_versions_stored_is_read() {
        byte[] stored = HexFormat.of()
                .parseHex("0000000000000002" + "00000005" + "0000000000000003" + "00000190" + "000000000000012c");

        DurationSketch sketch = read(stored);

        assertThat(sketch.count()).isEqualTo(305);
        assertThat(sketch.isExact()).isFalse();
        assertThat(read(bytes(sketch))).isEqualTo(sketch);
        assertThat(sketch.quantile(0)).isEqualByComparingTo("0");
    }

    @Test
    void many_take_less_room_than_they_did() {
        // Before, each bucket took 12 bytes.
        assertThat(bytes(upTo(100_000)).length).isLessThan(12 * 600 / 3);
        assertThat(bytes(upTo(256)).length).isEqualTo(257);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> new DurationSketch().add(-1)).hasMessage("nothing takes -1 seconds");
        assertThatThrownBy(() -> new DurationSketch().quantile(50)).hasMessage("there are no durations");
        assertThatThrownBy(() -> read(new byte[] {9})).hasMessage("a stored sketch is of the unknown form 9");
    }
}
