package io.keepwell.core.time;

import java.time.Instant;

/// Says by which rules it goes, and on which day something was in Edmonton that came half an hour after
/// midnight for those who don't put their clocks back any more.
final class DayInEdmonton {
    private DayInEdmonton() {}

    public static void main(String[] arguments) {
        System.out.println(ZoneRulesVersion.inUse().name() + " "
                + ReportingZone.of("America/Edmonton").dayOf(Instant.parse("2026-11-10T06:30:00Z")));
    }
}
