package io.keepwell.core.rollup.cell;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Adds up amounts account by account. The same sums are the same bytes, in whatever order the amounts
/// came; who has zero isn't kept.
///
/// Stored are the greatest common divisor of all amounts, then of each account, by number, how far it is
/// from the one before, and how often its amount holds the divisor. Numbers take as many bytes as they
/// need, seven bits in each: amounts of money are mostly whole units or cents, so that four bytes do for
/// most accounts.
public final class AmountSum {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private int[] accounts = new int[0];
    private long[] amounts = new long[0];
    private int size;
    /// Whether accounts are in order, each once and none with zero.
    private boolean inOrder = true;

    void add(int account, long amount) {
        if (size == accounts.length) {
            int room = Math.max(4, 2 * size);
            accounts = Arrays.copyOf(accounts, room);
            amounts = Arrays.copyOf(amounts, room);
        }
        inOrder = inOrder && amount != 0 && (size == 0 || accounts[size - 1] < account);
        accounts[size] = account;
        amounts[size] = amount;
        size++;
    }

    void add(AmountSum other) {
        for (int i = 0; i < other.size; i++) {
            add(other.accounts[i], other.amounts[i]);
        }
    }

    /// Adds all to amounts by number of account.
    ///
    /// @return the same array, or a longer copy where an account's number is beyond it
    public long[] addTo(long[] byNumber) {
        putInOrder();
        long[] sums = byNumber;
        if (size > 0 && accounts[size - 1] >= sums.length) {
            sums = Arrays.copyOf(sums, Math.max(accounts[size - 1] + 1, 2 * sums.length));
        }
        for (int i = 0; i < size; i++) {
            sums[accounts[i]] = Math.addExact(sums[accounts[i]], amounts[i]);
        }
        return sums;
    }

    boolean isEmpty() {
        putInOrder();
        return size == 0;
    }

    byte[] bytes() {
        putInOrder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (size == 0) {
            return bytes.toByteArray();
        }
        long divisor = divisor();
        write(bytes, divisor);
        int before = -1;
        for (int i = 0; i < size; i++) {
            write(bytes, accounts[i] - before);
            long times = amounts[i] / divisor;
            // The sign goes to the last bit, so that small amounts are short on both sides of zero.
            write(bytes, (times << 1) ^ (times >> (Long.SIZE - 1)));
            before = accounts[i];
        }
        return bytes.toByteArray();
    }

    /// @param bytes of an array
    static AmountSum read(ByteBuffer bytes) {
        AmountSum sum = new AmountSum();
        if (!bytes.hasRemaining()) {
            return sum;
        }
        Numbers numbers = new Numbers(bytes);
        long divisor = numbers.next();
        int size = numbers.left() / 2;
        sum.accounts = new int[size];
        sum.amounts = new long[size];
        sum.size = size;
        int account = -1;
        for (int i = 0; i < size; i++) {
            account += (int) numbers.next();
            long signed = numbers.next();
            sum.accounts[i] = account;
            sum.amounts[i] = divisor * ((signed >>> 1) ^ -(signed & 1));
        }
        return sum;
    }

    /// Numbers one after the other, straight from the array: there are millions of them.
    private static final class Numbers {
        private final byte[] bytes;
        private final int end;
        private int next;

        Numbers(ByteBuffer buffer) {
            bytes = buffer.array();
            next = buffer.arrayOffset() + buffer.position();
            end = buffer.arrayOffset() + buffer.limit();
        }

        /// How many there are.
        int left() {
            int left = 0;
            for (int i = next; i < end; i++) {
                // The last byte of each number has no sign.
                left += 1 + (bytes[i] >> (Byte.SIZE - 1));
            }
            return left;
        }

        long next() {
            byte first = bytes[next++];
            if (first >= 0) {
                return first;
            }
            long number = first & (MORE - 1);
            for (int shift = BITS; ; shift += BITS) {
                byte more = bytes[next++];
                number |= (long) (more & (MORE - 1)) << shift;
                if (more >= 0) {
                    return number;
                }
            }
        }
    }

    private long divisor() {
        long divisor = 0;
        for (int i = 0; i < size && divisor != 1; i++) {
            long rest = Math.absExact(amounts[i]);
            while (rest != 0) {
                long next = divisor % rest;
                divisor = rest;
                rest = next;
            }
        }
        return divisor;
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while ((rest & -MORE) != 0) {
            bytes.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        bytes.write((int) rest);
    }

    private void putInOrder() {
        if (inOrder) {
            return;
        }
        long[] places = new long[size];
        for (int i = 0; i < size; i++) {
            places[i] = (long) accounts[i] << Integer.SIZE | i;
        }
        Arrays.sort(places);
        int[] ordered = new int[size];
        long[] sums = new long[size];
        int kept = 0;
        for (int i = 0; i < size; ) {
            int account = (int) (places[i] >> Integer.SIZE);
            long sum = 0;
            for (; i < size && (int) (places[i] >> Integer.SIZE) == account; i++) {
                sum = Math.addExact(sum, amounts[(int) places[i]]);
            }
            if (sum != 0) {
                ordered[kept] = account;
                sums[kept] = sum;
                kept++;
            }
        }
        accounts = ordered;
        amounts = sums;
        size = kept;
        inOrder = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmountSum sum && Arrays.equals(bytes(), sum.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }
}
