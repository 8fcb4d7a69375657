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

/// Readings from timelines.
///
/// @param own of the slice
/// @param all of the whole firm
/// @param measures that can be read
/// @param source which they come from
record SeriesReader(
        Period period,
        Slice slice,
        Optional<String> customValue,
        MeasureSeries own,
        MeasureSeries all,
        Set<Measure> measures,
        SliceMeasures source)
        implements MeasureReader {
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

    @Override
    public Policies policies() {
        return source.policies();
    }

    @Override
    public MeasureReader over(Period other) {
        return new SeriesReader(other, slice, customValue, own, all, measures, source);
    }

    @Override
    public long sum(Measure measure) {
        return own(measure).sum(measure, MeasureSeries.ALL_DETAILS, period);
    }

    @Override
    public long sum(Measure measure, String name) {
        return own(measure).sum(measure, source.customValue(name), period);
    }

    @Override
    public long sumOfPastDays(Measure measure) {
        LocalDate over = source.today().isBefore(period.to()) ? source.today() : period.to();
        return period.from().isBefore(over)
                ? own(measure).sum(measure, MeasureSeries.ALL_DETAILS, new Period(period.from(), over))
                : 0;
    }

    @Override
    public long level(Measure measure, LocalDate day) {
        return own(measure).before(measure, MeasureSeries.ALL_DETAILS, day);
    }

    @Override
    public long level(Measure measure, String name, LocalDate day) {
        return own(measure).before(measure, source.customValue(name), day);
    }

    @Override
    public SortedSet<String> customValues(Measure measure) {
        return names(own(measure).customValues(measure, period));
    }

    @Override
    public SortedSet<String> allCustomValues(Measure measure) {
        return names(all(measure).customValues(measure, period));
    }

    private SortedSet<String> names(List<Integer> numbers) {
        return numbers.stream().map(source::customValue).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public long mrrAt(LocalDate day) {
        return own.mrrAt(day);
    }

    @Override
    public AccountSet customersAt(LocalDate day) {
        return own.switchedInAt(Measure.CUSTOMERS, day);
    }

    @Override
    public AccountSet allCustomersAt(LocalDate day) {
        return all(Measure.CUSTOMERS).switchedInAt(Measure.CUSTOMERS, day);
    }

    @Override
    public AccountSet switchedInAt(Measure measure, LocalDate day) {
        return own(measure).switchedInAt(measure, day);
    }

    @Override
    public AccountSet allSwitchedInAt(Measure measure, LocalDate day) {
        return all(measure).switchedInAt(measure, day);
    }

    @Override
    public AccountSet members(Measure measure) {
        return own(measure).members(measure, MeasureSeries.ALL_DETAILS, period);
    }

    @Override
    public AccountSet members(Measure measure, String name) {
        return own(measure).members(measure, source.customValue(name), period);
    }

    @Override
    public AccountSet allMembers(Measure measure) {
        return all(measure).members(measure, MeasureSeries.ALL_DETAILS, period);
    }

    @Override
    public AccountSet allMembers(Measure measure, String name) {
        return all(measure).members(measure, source.customValue(name), period);
    }

    @Override
    public AccountSet allMembersBefore(Measure measure, LocalDate day) {
        return all(measure).membersBefore(measure, MeasureSeries.ALL_DETAILS, day);
    }

    @Override
    public AccountSet membersBefore(Measure measure, LocalDate day) {
        return own(measure).membersBefore(measure, MeasureSeries.ALL_DETAILS, day);
    }

    @Override
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

    @Override
    public Latest allLatest(Measure measure) {
        return all(measure).latest(measure, period);
    }

    @Override
    public Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Filter asked) {
        return source.latestAnswers(asked, period, slice);
    }

    @Override
    public boolean hasData() {
        return hasData(measures);
    }

    @Override
    public boolean hasData(Measure measure) {
        return hasData(Set.of(measure));
    }

    @Override
    public boolean hasData(Set<Measure> some) {
        // The slice's cells are there already; where they tell nothing, those of the whole firm may.
        return some.stream().anyMatch(measure -> all.hasDataBefore(measure, period.to()))
                || source.firstDay(some)
                        .filter(day -> day.isBefore(period.to()))
                        .isPresent();
    }

    @Override
    public AccountAmounts amounts(Measure measure) {
        return all(measure).amounts(measure, MeasureSeries.ALL_DETAILS, period);
    }

    @Override
    public AccountAmounts amounts(Measure measure, String name) {
        return all(measure).amounts(measure, source.customValue(name), period);
    }

    @Override
    public AccountAmounts amountsBefore(Measure measure, LocalDate day) {
        return all(measure).amountsBefore(measure, day);
    }

    @Override
    public SortedMap<String, MeasureReader> by(Dimension dimension) {
        return source.by(dimension, this);
    }

    @Override
    public HealthModels healthModels() {
        return source.healthModels();
    }
}
