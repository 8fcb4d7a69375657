package io.keepwell.core.rollup;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/// What a metric can read for one period and slice.
public interface Readings {
    Period period();

    Slice slice();

    /// What was asked about beyond the slice: a feature, a theme, a measure's name. Empty where nothing
    /// was.
    Optional<String> detail();

    /// What the firm counts differently, as it was set at the moment as known at which is read: ledger and
    /// cells are made by it.
    Policies policies();

    /// The same slice and detail in another period.
    ///
    /// @param other begins and ends on days that the metric named
    Readings over(Period other);

    /// The quantity's amounts of the period, added up, of all details.
    long sum(Quantity quantity);

    /// The quantity's amounts of the period, added up, of one detail.
    long sum(Quantity quantity, String detail);

    /// The quantity's amounts of all time before the day, added up: the level of something that changes.
    long level(Quantity quantity, LocalDate day);

    long level(Quantity quantity, String detail, LocalDate day);

    /// The details of which there is anything in the period.
    SortedSet<String> details(Quantity quantity);

    /// What the whole firm's or slice's customers paid a month when the day began, in micros.
    long mrrAt(LocalDate day);

    /// The slice's customers when the day began.
    AccountSet customersAt(LocalDate day);

    /// Customers of any slice when the day began.
    AccountSet allCustomersAt(LocalDate day);

    /// The slice's accounts that are in a state when the day begins.
    ///
    /// @param quantity of the shape SWITCHES
    AccountSet switchedInAt(Quantity quantity, LocalDate day);

    /// Accounts of any slice that are in a state when the day begins.
    ///
    /// @param quantity of the shape SWITCHES
    AccountSet allSwitchedInAt(Quantity quantity, LocalDate day);

    /// The accounts, or users, of the period.
    ///
    /// @param quantity of the shape MEMBERS or USERS
    AccountSet members(Quantity quantity);

    AccountSet members(Quantity quantity, String detail);

    /// The accounts, or users, of the period, in whatever slice.
    AccountSet allMembers(Quantity quantity);

    AccountSet allMembers(Quantity quantity, String detail);

    /// The accounts, or users, of all time before the day.
    AccountSet membersBefore(Quantity quantity, LocalDate day);

    /// The accounts, or users, of all time before the day, in whatever slice.
    AccountSet allMembersBefore(Quantity quantity, LocalDate day);

    /// @param quantity of the shape DURATIONS
    Durations durations(Quantity quantity);

    /// Of accounts in whatever slice.
    ///
    /// @param quantity of the shape LATEST
    Latest allLatest(Quantity quantity);

    /// The latest of the survey answers asked for of each respondent in the period, counted in the slice in
    /// which its account stood on that day. Empty where the whole firm got more of them in the period than are
    /// gone through.
    Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Asked asked);

    /// Whether any fact came before the period's end that this kind of figure is made of.
    boolean hasData();

    /// Whether the quantity had anything, in whatever slice, before the period's end.
    ///
    /// @param quantity not of the shape SWITCHES: what comes and goes within a month leaves no trace in
    ///     it
    boolean hasData(Quantity quantity);

    /// Whether there is anything of these quantities, in any slice, before the period's end.
    boolean hasData(Set<Quantity> quantities);

    /// What each account's amounts of the period, in any slice, come to.
    ///
    /// @param quantity of the shape AMOUNTS, named by the metric as read by account
    AccountAmounts amounts(Quantity quantity);

    /// As `amounts`, of one detail.
    AccountAmounts amounts(Quantity quantity, String detail);

    /// What each account's amounts of all time before the day, in any slice, come to: what it has of
    /// something that changes when the day begins.
    ///
    /// @param quantity of the shape AMOUNTS, named by the metric as read by account
    AccountAmounts amountsBefore(Quantity quantity, LocalDate day);

    /// The details of which there is anything in the period, in any slice.
    SortedSet<String> allDetails(Quantity quantity);

    /// The same period and detail within each value of a dimension of which the slice has anything.
    SortedMap<String, Readings> by(Dimension dimension);

    /// Every version of the health model.
    HealthModels healthModels();

    /// Accounts of which something was true, or false, the last time it was told in the period.
    record Latest(AccountSet yes, AccountSet no) {}

    /// How long something took.
    interface Durations {
        long count();

        long totalSeconds();

        /// The smallest duration that at least so many of a hundred don't exceed.
        ///
        /// @param percent from 0 to 100; 50 is the median, the lower one of two
        /// @throws IllegalStateException where there is none
        BigDecimal quantileSeconds(int percent);

        /// Whether quantiles are exact, as they are of a few hundred, rather than within one per cent.
        boolean isExact();
    }
}
