package io.keepwell.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class AccountSetTest {
    @Test
    void equal_sets_have_one_hash_code_however_they_are_kept() {
        RoaringBitmap oneByOne = RoaringBitmap.bitmapOf(1, 2, 3, 4, 5);
        RoaringBitmap asRun = oneByOne.clone();
        assertThat(asRun.runOptimize()).isTrue();
        // More than 4,096 of them are kept as bits, unless they stand in a run.
        int[] many = IntStream.range(0, 10_000).map(i -> 2 * i).toArray();
        RoaringBitmap asBits = RoaringBitmap.bitmapOf(many);
        RoaringBitmap fromRun = new RoaringBitmap();
        fromRun.add(0L, 20_000L);
        fromRun.runOptimize();
        for (int odd = 1; odd < 20_000; odd += 2) {
            fromRun.remove(odd);
        }

        for (List<RoaringBitmap> both : List.of(List.of(oneByOne, asRun), List.of(asBits, fromRun))) {
            AccountSet first = AccountSet.of(both.getFirst());
            AccountSet second = AccountSet.of(both.getLast());
            assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
            assertThat(new HashSet<>(Set.of(first))).contains(second);
        }
        assertThat(oneByOne.hashCode()).as("what the bitmaps say").isNotEqualTo(asRun.hashCode());
    }
}
