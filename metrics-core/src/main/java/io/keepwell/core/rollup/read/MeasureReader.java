package io.keepwell.core.rollup.read;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Measure;
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
public interface MeasureReader {
    Period period();

    Slice slice();

    /// What was asked about beyond the slice: a feature, a theme, a measure's name. Empty where nothing
    /// was.
    Optional<String> customValue();

    /// What the firm counts differently, as it was set at the moment as of which is read: ledger and
    /// cells are made by it.
    Policies policies();

    /// The same slice and detail in another period.
    ///
    /// @param other begins and ends on days that the metric named
    MeasureReader over(Period other);

    /// The measure's amounts of the period, added up, of all custom values.
    long sum(Measure measure);

    /// The measure's amounts of the period, added up, of one custom value.
    long sum(Measure measure, String customValue);

    /// The measure's amounts of those days of the period that were over at the moment as of which is read, added up:
    /// what
    /// comes due by the clock, though nothing is reported, and lies in days to come until then.
    ///
    /// @param measure named by the metric as read of days that are over
    long sumOfPastDays(Measure measure);

    /// The measure's amounts of all time before the day, added up: the level of something that changes.
    long level(Measure measure, LocalDate day);

    long level(Measure measure, String customValue, LocalDate day);

    /// The details of which there is anything in the period.
    SortedSet<String> customValues(Measure measure);

    /// What the whole firm's or slice's customers paid a month when the day began, in micros.
    long mrrAt(LocalDate day);

    /// The slice's customers when the day began.
    AccountSet customersAt(LocalDate day);

    /// Customers of any slice when the day began.
    AccountSet allCustomersAt(LocalDate day);

    /// The slice's accounts that are in a state when the day begins.
    ///
    /// @param measure of the aggregation STATES
    AccountSet switchedInAt(Measure measure, LocalDate day);

    /// Accounts of any slice that are in a state when the day begins.
    ///
    /// @param measure of the aggregation STATES
    AccountSet allSwitchedInAt(Measure measure, LocalDate day);

    /// The accounts, or users, of the period.
    ///
    /// @param measure of the aggregation DISTINCT_ACCOUNTS or DISTINCT_USERS
    AccountSet members(Measure measure);

    AccountSet members(Measure measure, String customValue);

    /// The accounts, or users, of the period, in whatever slice.
    AccountSet allMembers(Measure measure);

    AccountSet allMembers(Measure measure, String customValue);

    /// The accounts, or users, of all time before the day.
    AccountSet membersBefore(Measure measure, LocalDate day);

    /// The accounts, or users, of all time before the day, in whatever slice.
    AccountSet allMembersBefore(Measure measure, LocalDate day);

    /// @param measure of the aggregation DURATIONS
    Durations durations(Measure measure);

    /// Of accounts in whatever slice.
    ///
    /// @param measure of the aggregation LAST_VALUES
    Latest allLatest(Measure measure);

    /// The latest of the survey answers asked for of each respondent in the period, counted in the slice in
    /// which its account stood on that day. Empty where the whole firm got more of them in the period than are
    /// gone through.
    Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Filter asked);

    /// Whether any fact came before the period's end that this kind of figure is made of.
    boolean hasData();

    /// Whether the measure had anything, in whatever slice, before the period's end.
    ///
    /// @param measure not of the aggregation STATES: what comes and goes within a month leaves no trace in
    ///     it
    boolean hasData(Measure measure);

    /// Whether there is anything of these measures, in any slice, before the period's end.
    boolean hasData(Set<Measure> measures);

    /// What each account's amounts of the period, in any slice, come to.
    ///
    /// @param measure of the aggregation AMOUNTS_BY_ACCOUNT, named by the metric as read by account
    AccountAmounts amounts(Measure measure);

    /// As `amounts`, of one custom value.
    AccountAmounts amounts(Measure measure, String customValue);

    /// What each account's amounts of all time before the day, in any slice, come to: what it has of
    /// something that changes when the day begins.
    ///
    /// @param measure of the aggregation AMOUNTS_BY_ACCOUNT, named by the metric as read by account
    AccountAmounts amountsBefore(Measure measure, LocalDate day);

    /// The details of which there is anything in the period, in any slice.
    SortedSet<String> allCustomValues(Measure measure);

    /// The same period and detail within each value of a dimension of which the slice has anything.
    SortedMap<String, MeasureReader> by(Dimension dimension);

    /// Every version of the health model.
    HealthModels healthModels();

    /// Accounts of which something was true, or false, the last time it was reported in the period.
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
