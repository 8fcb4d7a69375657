package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The measures that a formula reads, and how.
///
/// @param measures all of them
/// @param byAccount those of them of which each account's own amount is read
/// @param everywhere those of them that are read of all accounts, wherever they stood, also where a slice is asked
/// about
/// @param pastDays those of them of which only days are read that are over
/// @param otherDays days on which other periods begin or end than the one that is asked about
public record Reads(
        Set<Measure> measures,
        Set<Measure> byAccount,
        Set<Measure> everywhere,
        Set<Measure> pastDays,
        OtherDays otherDays) {
    static final Reads NOTHING = new Reads(Set.of(), Set.of(), Set.of(), Set.of(), (_, _) -> List.of());

    public Reads {
        measures = Set.copyOf(measures);
        byAccount = Set.copyOf(byAccount);
        everywhere = Set.copyOf(everywhere);
        pastDays = Set.copyOf(pastDays);
        if (!measures.containsAll(byAccount) || !measures.containsAll(everywhere) || !measures.containsAll(pastDays)) {
            throw new IllegalArgumentException(
                    "read by account, everywhere or of past days, but not read: " + byAccount + everywhere + pastDays);
        }
    }

    /// Days on which other periods begin or end for which a measure is read.
    @FunctionalInterface
    public interface OtherDays {
        public List<LocalDate> of(Measure measure, Period period);
    }

    /// Of the period, in the slice.
    public static Reads of(Measure... measures) {
        return of(Set.of(measures));
    }

    public static Reads of(Set<Measure> measures) {
        return new Reads(measures, Set.of(), Set.of(), Set.of(), NOTHING.otherDays);
    }

    /// With more measures.
    public Reads and(Measure... more) {
        return and(of(more));
    }

    /// What either reads. Only one of them may read other days.
    public Reads and(Reads other) {
        return new Reads(
                union(measures, other.measures),
                union(byAccount, other.byAccount),
                union(everywhere, other.everywhere),
                union(pastDays, other.pastDays),
                (measure, period) -> union(otherDays.of(measure, period), other.otherDays.of(measure, period)));
    }

    /// The same, of some of whose measures each account's own amount is read.
    public Reads byAccount(Set<Measure> some) {
        return new Reads(measures, union(byAccount, some), everywhere, pastDays, otherDays);
    }

    /// The same, of which some measures are read of all accounts, wherever they stood.
    public Reads everywhere(Set<Measure> some) {
        return new Reads(measures, byAccount, union(everywhere, some), pastDays, otherDays);
    }

    /// The same, of some of whose measures only those days are read that are over.
    public Reads pastDays(Set<Measure> some) {
        return new Reads(measures, byAccount, everywhere, union(pastDays, some), otherDays);
    }

    /// The same, also for periods that begin or end on other days.
    public Reads on(OtherDays days) {
        return new Reads(measures, byAccount, everywhere, pastDays, days);
    }

    /// The cells that are read for some periods of a slice.
    ///
    /// @param today the first day that isn't over
    CellRequest cells(Collection<Period> periods, Slice slice, LocalDate today) {
        Map<Measure, SortedSet<LocalDate>> boundaries = new EnumMap<>(Measure.class);
        for (Measure measure : measures) {
            SortedSet<LocalDate> days = new TreeSet<>();
            for (Period period : periods) {
                days.add(period.from());
                days.add(period.to());
                days.addAll(otherDays.of(measure, period));
                if (pastDays.contains(measure) && period.contains(today)) {
                    days.add(today);
                }
            }
            boundaries.put(measure, days);
        }
        return new CellRequest(boundaries, byAccount, slice, everywhere);
    }

    private static Set<Measure> union(Set<Measure> some, Set<Measure> others) {
        Set<Measure> all = EnumSet.noneOf(Measure.class);
        all.addAll(some);
        all.addAll(others);
        return all;
    }

    private static List<LocalDate> union(List<LocalDate> some, List<LocalDate> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
