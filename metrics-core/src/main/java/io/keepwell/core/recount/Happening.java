package io.keepwell.core.recount;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/// Something that a partner reported for a customer.
///
/// @param partner the partner
/// @param day on which it happened, in the reporting zone
record Happening<F extends Fact>(Customer customer, String partner, EventKey key, Instant at, LocalDate day, F fact) {
    static final Comparator<Happening<?>> ORDER =
            Comparator.<Happening<?>, Instant>comparing(Happening::at).thenComparing(Happening::key);

    /// Whether it happened in the period to a customer that stood in the slice on that evening. An answer of
    /// nobody known stands where it says whose work it rates.
    boolean isIn(Period period, Slice slice) {
        return period.contains(day) && stoodIn(slice);
    }

    private boolean stoodIn(Slice slice) {
        if (isOfNobody() && fact instanceof SurveyAnswer answer) {
            return slice.holds(Slice.UNKNOWN.with(Dimension.OWNER, answer.owner()));
        }
        if (isOfNobody() && fact instanceof SurveyDismissal dismissal) {
            return slice.holds(Slice.UNKNOWN.with(Dimension.OWNER, dismissal.owner()));
        }
        return customer.stoodIn(slice, day);
    }

    /// Whether it was reported for the firm as a whole.
    boolean isOfNobody() {
        return customer.isFirm();
    }
}
