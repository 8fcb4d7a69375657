package io.keepwell.core.account;

import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// An unchanging set of accounts, by number.
public final class AccountSet {
    public static final AccountSet EMPTY = new AccountSet(new RoaringBitmap());

    private final RoaringBitmap bits;

    private AccountSet(RoaringBitmap bits) {
        this.bits = bits;
    }

    public static AccountSet of(RoaringBitmap bits) {
        return new AccountSet(bits.clone());
    }

    public static AccountSet of(int... accounts) {
        return new AccountSet(RoaringBitmap.bitmapOf(accounts));
    }

    public long size() {
        return bits.getLongCardinality();
    }

    public boolean has(int account) {
        return bits.contains(account);
    }

    public AccountSet minus(AccountSet other) {
        return new AccountSet(RoaringBitmap.andNot(bits, other.bits));
    }

    public AccountSet or(AccountSet other) {
        return new AccountSet(RoaringBitmap.or(bits, other.bits));
    }

    public AccountSet and(AccountSet other) {
        return new AccountSet(RoaringBitmap.and(bits, other.bits));
    }

    /// By number.
    public IntStream stream() {
        return bits.stream();
    }

    /// By number.
    public int[] toArray() {
        return bits.toArray();
    }

    /// By number.
    public void forEach(IntConsumer account) {
        bits.forEach((org.roaringbitmap.IntConsumer) account::accept);
    }

    /// What something of each account adds up to.
    ///
    /// @throws ArithmeticException beyond a long
    public long sum(IntToLongFunction ofAccount) {
        long[] sum = new long[1];
        forEach(account -> sum[0] = Math.addExact(sum[0], ofAccount.applyAsLong(account)));
        return sum[0];
    }

    /// The number after the last account's; 0 where there is none.
    public int end() {
        return bits.isEmpty() ? 0 : bits.last() + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountSet set && bits.equals(set.bits);
    }

    /// Of the accounts alone: the bitmap's own hash depends on how it keeps them.
    @Override
    public int hashCode() {
        int[] hash = new int[1];
        forEach(account -> hash[0] = 31 * hash[0] + account);
        return hash[0];
    }

    @Override
    public String toString() {
        return bits.toString();
    }
}
