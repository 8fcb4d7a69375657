package io.keepwell.core.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// The customers behind a cell of a cohort table: all that the cohort began with, and what became of
/// each.
///
/// @param members at most as many as were asked for; those gone first, who comes to most before others
/// @param customers how many the cohort has
/// @param kept how many of them were customers when the month was over
/// @param firstMrr what all came to a month on the days of their first subscriptions, in main units
/// @param mrr what those kept came to a month, in main units
/// @param moreMembers how many were not listed; they are in all sums
public record CohortList(
        List<Member> members, long customers, long kept, BigDecimal firstMrr, BigDecimal mrr, long moreMembers) {
    /// Who is gone stands first: one looks for them.
    static final Comparator<Member> ORDER = Comparator.comparing(Member::kept)
            .thenComparing(Comparator.comparing(Member::mrr)
                    .thenComparing(Member::firstMrr)
                    .reversed())
            .thenComparingInt(Member::account);

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

    /// @param all in order, without names
    /// @param listed the first of them, with names
    static CohortList of(List<Member> all, List<Member> listed) {
        return new CohortList(
                listed,
                all.size(),
                all.stream().filter(Member::kept).count(),
                all.stream().map(Member::firstMrr).reduce(BigDecimal.ZERO, BigDecimal::add),
                all.stream().map(Member::mrr).reduce(BigDecimal.ZERO, BigDecimal::add),
                all.size() - listed.size());
    }
}
