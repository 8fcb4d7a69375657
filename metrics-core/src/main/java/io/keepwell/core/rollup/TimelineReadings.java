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
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Readings from timelines.
///
/// @param own of the slice
/// @param all of the whole firm
/// @param quantities that can be read
/// @param source which they come from
record TimelineReadings(
        Period period,
        Slice slice,
        Optional<String> detail,
        Timeline own,
        Timeline all,
        Set<Quantity> quantities,
        SliceReadings source)
        implements Readings {
    /// @throws IllegalArgumentException for a quantity that isn't told apart by slices, unless it is
    ///     read of the whole firm
    private Timeline own(Quantity quantity) {
        if (quantity.place() == Quantity.Place.EVERYWHERE && !slice.isWhole()) {
            throw new IllegalArgumentException(quantity + " can't be read of " + slice);
        }
        return own;
    }

    /// @throws IllegalArgumentException for a quantity that was only requested of the slice
    private Timeline all(Quantity quantity) {
        source.refuseUnlessEverywhere(quantity);
        return all;
    }

    @Override
    public Policies policies() {
        return source.policies();
    }

    @Override
    public Readings over(Period other) {
        return new TimelineReadings(other, slice, detail, own, all, quantities, source);
    }

    @Override
    public long sum(Quantity quantity) {
        return own(quantity).sum(quantity, Timeline.ALL_DETAILS, period);
    }

    @Override
    public long sum(Quantity quantity, String name) {
        return own(quantity).sum(quantity, source.detail(name), period);
    }

    @Override
    public long level(Quantity quantity, LocalDate day) {
        return own(quantity).before(quantity, Timeline.ALL_DETAILS, day);
    }

    @Override
    public long level(Quantity quantity, String name, LocalDate day) {
        return own(quantity).before(quantity, source.detail(name), day);
    }

    @Override
    public SortedSet<String> details(Quantity quantity) {
        return names(own(quantity).details(quantity, period));
    }

    @Override
    public SortedSet<String> allDetails(Quantity quantity) {
        return names(all(quantity).details(quantity, period));
    }

    private SortedSet<String> names(List<Integer> numbers) {
        return numbers.stream().map(source::detail).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public long mrrAt(LocalDate day) {
        return own.mrrAt(day);
    }

    @Override
    public AccountSet customersAt(LocalDate day) {
        return own.switchedInAt(Quantity.CUSTOMERS, day);
    }

    @Override
    public AccountSet allCustomersAt(LocalDate day) {
        return all(Quantity.CUSTOMERS).switchedInAt(Quantity.CUSTOMERS, day);
    }

    @Override
    public AccountSet switchedInAt(Quantity quantity, LocalDate day) {
        return own(quantity).switchedInAt(quantity, day);
    }

    @Override
    public AccountSet allSwitchedInAt(Quantity quantity, LocalDate day) {
        return all(quantity).switchedInAt(quantity, day);
    }

    @Override
    public AccountSet members(Quantity quantity) {
        return own(quantity).members(quantity, Timeline.ALL_DETAILS, period);
    }

    @Override
    public AccountSet members(Quantity quantity, String name) {
        return own(quantity).members(quantity, source.detail(name), period);
    }

    @Override
    public AccountSet allMembers(Quantity quantity) {
        return all(quantity).members(quantity, Timeline.ALL_DETAILS, period);
    }

    @Override
    public AccountSet allMembers(Quantity quantity, String name) {
        return all(quantity).members(quantity, source.detail(name), period);
    }

    @Override
    public AccountSet allMembersBefore(Quantity quantity, LocalDate day) {
        return all(quantity).membersBefore(quantity, Timeline.ALL_DETAILS, day);
    }

    @Override
    public AccountSet membersBefore(Quantity quantity, LocalDate day) {
        return own(quantity).membersBefore(quantity, Timeline.ALL_DETAILS, day);
    }

    @Override
    public Durations durations(Quantity quantity) {
        DurationSketch sketch = own(quantity).durations(quantity, Timeline.ALL_DETAILS, period);
        long total = sum(quantity);
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
    public Latest allLatest(Quantity quantity) {
        return all(quantity).latest(quantity, period);
    }

    @Override
    public Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Asked asked) {
        return source.latestAnswers(asked, period, slice);
    }

    @Override
    public boolean hasData() {
        return hasData(quantities);
    }

    @Override
    public boolean hasData(Quantity quantity) {
        return hasData(Set.of(quantity));
    }

    @Override
    public boolean hasData(Set<Quantity> some) {
        // The slice's cells are there already; where they tell nothing, those of the whole firm may.
        return some.stream().anyMatch(quantity -> all.hasDataBefore(quantity, period.to()))
                || source.firstDay(some)
                        .filter(day -> day.isBefore(period.to()))
                        .isPresent();
    }

    @Override
    public AccountAmounts amounts(Quantity quantity) {
        return all(quantity).amounts(quantity, Timeline.ALL_DETAILS, period);
    }

    @Override
    public AccountAmounts amounts(Quantity quantity, String name) {
        return all(quantity).amounts(quantity, source.detail(name), period);
    }

    @Override
    public AccountAmounts amountsBefore(Quantity quantity, LocalDate day) {
        return all(quantity).amountsBefore(quantity, day);
    }

    @Override
    public SortedMap<String, Readings> by(Dimension dimension) {
        return source.by(dimension, this);
    }

    @Override
    public HealthModels healthModels() {
        return source.healthModels();
    }
}
