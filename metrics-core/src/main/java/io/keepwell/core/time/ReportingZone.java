package io.keepwell.core.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The one zone whose days a firm reports in. A fact's day is fixed by it when the fact is stored.
public record ReportingZone(ZoneId id) {
    public static ReportingZone of(String id) {
        return new ReportingZone(ZoneId.of(id));
    }

    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, id);
    }

    public LocalDate today(Clock clock) {
        return dayOf(clock.instant());
    }
}
