package io.keepwell.core.metric.cohort;

import io.keepwell.core.account.AccountDirectory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// The customers behind a cell of a cohort table: all that the cohort began with, and what became of
/// each.
///
/// @param members at most as many as were asked for, in the order that was asked for
/// @param customers how many the cohort has
/// @param kept how many of them were customers when the month was over
/// @param firstMrr what all came to a month on the days of their first subscriptions, in main units
/// @param mrr what those kept came to a month, in main units
/// @param moreMembers how many were not listed; they are in all sums
public record CohortList(
        List<Member> members, long customers, long kept, BigDecimal firstMrr, BigDecimal mrr, long moreMembers) {
    /// Who is gone stands first: one looks for them.
    private static final Comparator<Member> GONE_FIRST = Comparator.comparing(Member::kept)
            .thenComparing(Comparator.comparing(Member::mrr)
                    .thenComparing(Member::firstMrr)
                    .reversed())
            .thenComparingInt(Member::account);

    /// Which members are wanted, and in which order all of them stand before these are taken.
    ///
    /// @param reversed whether the order is turned round
    /// @param from how many members are passed over, at least 0
    /// @param most how many members are wanted, at least 0
    public record Range(Order order, boolean reversed, int from, int most) {
        /// Everybody, those gone first.
        public static final Range ALL = new Range(Order.GONE, false, 0, Integer.MAX_VALUE);

        Comparator<Member> comparator() {
            Comparator<Member> by = order.comparator();
            return (reversed ? by.reversed() : by).thenComparing(GONE_FIRST);
        }
    }

    /// By what members are ordered; those who are alike in it stand as by `GONE`.
    public enum Order {
        /// Those gone first, who comes to most before others.
        GONE,
        /// By the account's name, as people would look it up.
        ACCOUNT,
        /// Who was won first stands first.
        WON,
        /// The least first.
        FIRST_MRR,
        /// The least first.
        MRR;

        private Comparator<Member> comparator() {
            return switch (this) {
                case GONE -> GONE_FIRST;
                case ACCOUNT -> Comparator.comparing(Member::accountName, AccountDirectory.byName());
                case WON -> Comparator.comparing(Member::wonOn);
                case FIRST_MRR -> Comparator.comparing(Member::firstMrr);
                case MRR -> Comparator.comparing(Member::mrr);
            };
        }
    }

    public CohortList {
        members = List.copyOf(members);
    }

    /// A customer of the cohort.
    ///
    /// @param wonOn the day of its first subscription
    /// @param firstMrr what it came to a month then, in main units
    /// @param mrr what it came to a month when the month was over; zero where it had left
    public record Member(int account, String accountName, LocalDate wonOn, BigDecimal firstMrr, BigDecimal mrr) {
        public boolean kept() {
            return mrr.signum() > 0;
        }

        Member named(String name) {
            return new Member(account, name, wonOn, firstMrr, mrr);
        }
    }

    /// @param all with their names
    static CohortList of(List<Member> all, Range range) {
        List<Member> listed = all.stream()
                .sorted(range.comparator())
                .skip(range.from())
                .limit(range.most())
                .toList();
        return new CohortList(
                listed,
                all.size(),
                all.stream().filter(Member::kept).count(),
                all.stream().map(Member::firstMrr).reduce(BigDecimal.ZERO, BigDecimal::add),
                all.stream().map(Member::mrr).reduce(BigDecimal.ZERO, BigDecimal::add),
                all.size() - listed.size());
    }
}
