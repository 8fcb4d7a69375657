package io.keepwell.core.report;

import io.keepwell.core.time.Period;

/// Names one run: a report about a period. There is never a second one.
public record RunId(ReportId report, Period period) {
    @Override
    public String toString() {
        return report + " " + period;
    }
}
