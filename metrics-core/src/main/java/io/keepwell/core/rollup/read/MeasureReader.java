package io.keepwell.core.rollup.read;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.DurationSketch;
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
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a metric can read for one period and slice.
///
/// Over 300 lines: a short method with its meaning for each way in which a formula reads a measure.
public final class MeasureReader {
    private final Period period;
    private final Slice slice;
    private final Optional<String> customValue;
    private final MeasureSeries own;
    private final MeasureSeries all;
    private final Set<Measure> measures;
    private final SliceMeasures source;

    /// @param own of the slice
    /// @param all of the whole firm
    /// @param measures that can be read
    /// @param source which they come from
    MeasureReader(
            Period period,
            Slice slice,
            Optional<String> customValue,
            MeasureSeries own,
            MeasureSeries all,
            Set<Measure> measures,
            SliceMeasures source) {
        this.period = period;
        this.slice = slice;
        this.customValue = customValue;
        this.own = own;
        this.all = all;
        this.measures = measures;
        this.source = source;
    }

    public Period period() {
        return period;
    }

    public Slice slice() {
        return slice;
    }

    /// What was asked about beyond the slice: a feature, a theme, a measure's name. Empty where nothing
    /// was.
    public Optional<String> customValue() {
        return customValue;
    }

    /// What the firm counts differently, as it was set at the moment as of which is read: ledger and
    /// cells are made by it.
    public Policies policies() {
        return source.policies();
    }

    /// The same slice and custom value in another period.
    ///
    /// @param other begins and ends on days that the metric named
    public MeasureReader over(Period other) {
        return new MeasureReader(other, slice, customValue, own, all, measures, source);
    }

    /// The measure's amounts of the period, added up, of all custom values.
    public long sum(Measure measure) {
        return own(measure).sum(measure, MeasureSeries.ALL_DETAILS, period);
    }

    /// The measure's amounts of the period, added up, of one custom value.
    public long sum(Measure measure, String name) {
        return own(measure).sum(measure, source.customValue(name), period);
    }

    /// The measure's amounts of those days of the period that were over at the moment as of which is read, added up:
    /// what comes due by the clock, though nothing is reported, and lies in days to come until then.
    ///
    /// @param measure named by the metric as read of days that are over
    public long sumOfPastDays(Measure measure) {
        LocalDate over = source.today().isBefore(period.to()) ? source.today() : period.to();
        return period.from().isBefore(over)
                ? own(measure).sum(measure, MeasureSeries.ALL_DETAILS, new Period(period.from(), over))
                : 0;
    }

    /// The measure's amounts of all time before the day, added up: the level of something that changes.
    public long level(Measure measure, LocalDate day) {
        return own(measure).before(measure, MeasureSeries.ALL_DETAILS, day);
    }

    public long level(Measure measure, String name, LocalDate day) {
        return own(measure).before(measure, source.customValue(name), day);
    }

    /// The custom values of which there is anything in the period.
    public SortedSet<String> customValues(Measure measure) {
        return names(own(measure).customValues(measure, period));
    }

    /// What the whole firm's or slice's customers paid a month when the day began, in micros.
    public long mrrAt(LocalDate day) {
        return own.mrrAt(day);
    }

    /// The slice's customers when the day began.
    public AccountSet customersAt(LocalDate day) {
        return own.switchedInAt(Measure.CUSTOMERS, day);
    }

    /// Customers of any slice when the day began.
    public AccountSet allCustomersAt(LocalDate day) {
        return all(Measure.CUSTOMERS).switchedInAt(Measure.CUSTOMERS, day);
    }

    /// The slice's accounts that are in a state when the day begins.
    ///
    /// @param measure of the aggregation STATES
    public AccountSet switchedInAt(Measure measure, LocalDate day) {
        return own(measure).switchedInAt(measure, day);
    }

    /// Accounts of any slice that are in a state when the day begins.
    ///
    /// @param measure of the aggregation STATES
    public AccountSet allSwitchedInAt(Measure measure, LocalDate day) {
        return all(measure).switchedInAt(measure, day);
    }

    /// The accounts, or users, of the period.
    ///
    /// @param measure of the aggregation DISTINCT_ACCOUNTS or DISTINCT_USERS
    public AccountSet members(Measure measure) {
        return own(measure).members(measure, MeasureSeries.ALL_DETAILS, period);
    }

    public AccountSet members(Measure measure, String name) {
        return own(measure).members(measure, source.customValue(name), period);
    }

    /// The accounts, or users, of the period, in whatever slice.
    public AccountSet allMembers(Measure measure) {
        return all(measure).members(measure, MeasureSeries.ALL_DETAILS, period);
    }

    public AccountSet allMembers(Measure measure, String name) {
        return all(measure).members(measure, source.customValue(name), period);
    }

    /// The accounts, or users, of all time before the day.
    public AccountSet membersBefore(Measure measure, LocalDate day) {
        return own(measure).membersBefore(measure, MeasureSeries.ALL_DETAILS, day);
    }

    /// The accounts, or users, of all time before the day, in whatever slice.
    public AccountSet allMembersBefore(Measure measure, LocalDate day) {
        return all(measure).membersBefore(measure, MeasureSeries.ALL_DETAILS, day);
    }

    /// @param measure of the aggregation DURATIONS
    public Durations durations(Measure measure) {
        DurationSketch sketch = own(measure).durations(measure, MeasureSeries.ALL_DETAILS, period);
        long total = sum(measure);
        return new Durations() {
            @Override
            public long count() {
                return sketch.count();
            }

            @Override
            public long totalSeconds() {
                return total;
            }

            @Override
            public BigDecimal quantileSeconds(int percent) {
                return sketch.quantile(percent);
            }

            @Override
            public boolean isExact() {
                return sketch.isExact();
            }
        };
    }

    /// Of accounts in whatever slice.
    ///
    /// @param measure of the aggregation LAST_VALUES
    public Latest allLatest(Measure measure) {
        return all(measure).latest(measure, period);
    }

    /// The latest of the survey answers asked for of each respondent in the period, counted in the slice in
    /// which its account stood on that day. Empty where the whole firm got more of them in the period than are
    /// gone through.
    public Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Filter asked) {
        return source.latestAnswers(asked, period, slice);
    }

    /// Whether any fact came before the period's end that this kind of figure is made of.
    public boolean hasData() {
        return hasData(measures);
    }

    /// Whether the measure had anything, in whatever slice, before the period's end.
    ///
    /// @param measure not of the aggregation STATES: what comes and goes within a month leaves no trace in
    ///     it
    public boolean hasData(Measure measure) {
        return hasData(Set.of(measure));
    }

    /// Whether there is anything of these measures, in any slice, before the period's end.
    public boolean hasData(Set<Measure> some) {
        // The slice's cells are there already; where they have nothing, those of the whole firm may.
        return some.stream().anyMatch(measure -> all.hasDataBefore(measure, period.to()))
                || source.firstDay(some)
                        .filter(day -> day.isBefore(period.to()))
                        .isPresent();
    }

    /// What each account's amounts of the period, in any slice, come to.
    ///
    /// @param measure of the aggregation AMOUNTS_BY_ACCOUNT, named by the metric as read by account
    public AccountAmounts amounts(Measure measure) {
        return all(measure).amounts(measure, MeasureSeries.ALL_DETAILS, period);
    }

    /// As `amounts`, of one custom value.
    public AccountAmounts amounts(Measure measure, String name) {
        return all(measure).amounts(measure, source.customValue(name), period);
    }

    /// What each account's amounts of all time before the day, in any slice, come to: what it has of
    /// something that changes when the day begins.
    ///
    /// @param measure of the aggregation AMOUNTS_BY_ACCOUNT, named by the metric as read by account
    public AccountAmounts amountsBefore(Measure measure, LocalDate day) {
        return all(measure).amountsBefore(measure, day);
    }

    /// The custom values of which there is anything in the period, in any slice.
    public SortedSet<String> allCustomValues(Measure measure) {
        return names(all(measure).customValues(measure, period));
    }

    /// The same period and custom value within each value of a dimension of which the slice has anything.
    public SortedMap<String, MeasureReader> by(Dimension dimension) {
        return source.by(dimension, slice, period, customValue, measures);
    }

    /// Every version of the health model.
    public HealthModels healthModels() {
        return source.healthModels();
    }

    private SortedSet<String> names(List<Integer> numbers) {
        return numbers.stream().map(source::customValue).collect(Collectors.toCollection(TreeSet::new));
    }

    /// @throws IllegalArgumentException for a measure that isn't broken down by slices, unless it is
    ///     read of the whole firm
    private MeasureSeries own(Measure measure) {
        if (measure.place() == Measure.Scope.EVERYWHERE && !slice.isWhole()) {
            throw new IllegalArgumentException(measure + " can't be read of " + slice);
        }
        return own;
    }

    /// @throws IllegalArgumentException for a measure that was only requested of the slice
    private MeasureSeries all(Measure measure) {
        source.refuseUnlessEverywhere(measure);
        return all;
    }

    /// Accounts of which something was true, or false, the last time it was reported in the period.
    public record Latest(AccountSet yes, AccountSet no) {}

    /// How long something took.
    public interface Durations {
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
