package io.keepwell.core.account;

import java.util.function.IntConsumer;

/// An unchanging amount for each account, by number: zero for those of which none is reported.
public final class AccountAmounts {
    private final long[] byNumber;

    private AccountAmounts(long[] byNumber) {
        this.byNumber = byNumber;
    }

    /// @param byNumber the amount of account 0, of account 1, and so on; not copied, since there may be
    ///     hundreds of thousands, and not to be changed from now on
    public static AccountAmounts of(long... byNumber) {
        return new AccountAmounts(byNumber);
    }

    public long of(int account) {
        return account < byNumber.length ? byNumber[account] : 0;
    }

    /// Goes through the accounts whose amount isn't zero, by number.
    public void forEachAccount(IntConsumer account) {
        for (int number = 0; number < byNumber.length; number++) {
            if (byNumber[number] != 0) {
                account.accept(number);
            }
        }
    }
}
