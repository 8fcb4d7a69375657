package io.keepwell.core.rollup.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Amounts of accounts in one cell.
final class AmountSumTest {
    private static final int ACCOUNTS = 300;

    private record Amount(int account, long amount) {}

    private static AmountSum sum(List<Amount> amounts) {
        AmountSum sum = new AmountSum();
        amounts.forEach(each -> sum.add(each.account(), each.amount()));
        return sum;
    }

    private static Map<Integer, Long> read(AmountSum sum) {
        Map<Integer, Long> read = new TreeMap<>();
        long[] byNumber = AmountSum.read(ByteBuffer.wrap(sum.bytes())).addTo(new long[0]);
        for (int account = 0; account < byNumber.length; account++) {
            if (byNumber[account] != 0) {
                read.put(account, byNumber[account]);
            }
        }
        return read;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void same_amounts_are_the_same_bytes_in_any_order_and_read_back_as_what_they_come_to(long seed) {
        Random random = new Random(seed);
        List<Amount> amounts = new ArrayList<>();
        Map<Integer, Long> expected = new TreeMap<>();
        for (int i = 0; i < 2 * ACCOUNTS; i++) {
            Amount amount = new Amount(random.nextInt(ACCOUNTS), random.nextInt(-50, 50) * 10_000L);
            amounts.add(amount);
            expected.merge(amount.account(), amount.amount(), Long::sum);
        }
        expected.values().removeIf(amount -> amount == 0);
        byte[] bytes = sum(amounts).bytes();

        assertThat(read(sum(amounts))).isEqualTo(expected);
        Collections.shuffle(amounts, random);
        assertThat(sum(amounts).bytes()).isEqualTo(bytes);
        AmountSum inTwo = sum(amounts.subList(0, ACCOUNTS));
        inTwo.add(sum(amounts.subList(ACCOUNTS, amounts.size())));
        assertThat(inTwo.bytes()).isEqualTo(bytes);
        assertThat(inTwo).isEqualTo(sum(amounts));
    }

    @Test
    void largest_and_smallest_amounts_are_kept_exactly() {
        List<Amount> amounts =
                List.of(new Amount(0, Long.MAX_VALUE), new Amount(7, -Long.MAX_VALUE), new Amount(1_000_000_000, 1));

        AmountSum read = AmountSum.read(ByteBuffer.wrap(sum(amounts).bytes()));

        assertThat(read).isEqualTo(sum(amounts));
        assertThat(read).isNotEqualTo(sum(amounts.subList(0, 2)));
    }

    @Test
    void who_came_to_zero_is_not_kept() {
        AmountSum sum = sum(List.of(new Amount(3, 5), new Amount(4, 0), new Amount(3, -5)));

        assertThat(sum.isEmpty()).isTrue();
        assertThat(sum.bytes()).isEmpty();
        assertThat(sum.addTo(new long[0])).isEmpty();
    }

    @Test
    void round_amounts_take_few_bytes() {
        // The divisor 10,000,000 takes four bytes, each account one for its number and one for 1, 2, 3
        // times that.
        assertThat(sum(List.of(new Amount(1, 10_000_000), new Amount(2, 20_000_000), new Amount(3, 30_000_000)))
                        .bytes())
                .hasSize(10);
    }
}
