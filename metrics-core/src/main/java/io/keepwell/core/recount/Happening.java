package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/// Something that a partner told of a customer.
///
/// @param teller the partner
/// @param day on which it happened, in the reporting zone
record Happening<F extends Fact>(Customer customer, String teller, EventKey key, Instant at, LocalDate day, F fact) {
    static final Comparator<Happening<?>> ORDER =
            Comparator.<Happening<?>, Instant>comparing(Happening::at).thenComparing(Happening::key);

    /// Whether it happened in the period to a customer that stood in the slice on that evening.
    boolean isIn(Period period, Slice slice) {
        return period.contains(day) && customer.stoodIn(slice, day);
    }
}
