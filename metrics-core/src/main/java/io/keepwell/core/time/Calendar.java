package io.keepwell.core.time;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;

/// By which days, weeks, months, quarters and years a firm reckons.
///
/// @param fiscalYearStart the month with which its fiscal year begins, and a fiscal quarter
public record Calendar(Month fiscalYearStart) {
    /// The fiscal year is the year.
    public static final Calendar COMMON = new Calendar(Month.JANUARY);

    /// The one period of the grain that holds the day.
    public Period period(Grain grain, LocalDate day) {
        int months = grain.isFiscal() ? fiscalYearStart.getValue() - 1 : 0;
        if (months == 0) {
            return Period.of(grain, day);
        }
        // So many months earlier the fiscal year would begin in January.
        Period earlier = Period.of(grain, day.withDayOfMonth(1).minusMonths(months));
        return new Period(earlier.from().plusMonths(months), earlier.to().plusMonths(months));
    }

    /// Cuts a period at the grain's boundaries; the first and last piece may be shorter than the grain.
    public List<Period> split(Period whole, Grain grain) {
        List<Period> pieces = new ArrayList<>();
        LocalDate start = whole.from();
        while (start.isBefore(whole.to())) {
            LocalDate next = period(grain, start).to();
            LocalDate end = next.isBefore(whole.to()) ? next : whole.to();
            pieces.add(new Period(start, end));
            start = end;
        }
        return List.copyOf(pieces);
    }

    /// The grain's periods up to the one that holds the day, oldest first.
    public List<Period> upTo(LocalDate day, Grain grain, int count) {
        List<Period> periods = new ArrayList<>();
        periods.add(period(grain, day));
        while (periods.size() < count) {
            periods.addFirst(period(grain, periods.getFirst().from().minusDays(1)));
        }
        return List.copyOf(periods);
    }
}
