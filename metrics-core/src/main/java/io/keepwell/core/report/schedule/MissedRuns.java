package io.keepwell.core.report.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What becomes of moments at which a report was due while no service was running.
public enum MissedRuns {
    /// Each is made up for.
    ALL,
    /// Only the latest is.
    ONCE,
    /// None is, but for one that was due within the last hour: nobody calls that late.
    NONE;

    private static final Duration NOT_LATE = Duration.ofHours(1);

    /// @throws IllegalArgumentException where the text is none of them; says which there are
    public static MissedRuns parse(String text) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(values()).map(MissedRuns::toString).collect(Collectors.joining(", "))));
    }

    /// How many of these are made, the latest ones.
    ///
    /// @param moments at which the report was due and for which there is no run, in order
    public int made(List<Instant> moments, Instant now) {
        return switch (this) {
            case ALL -> moments.size();
            case ONCE -> Math.min(1, moments.size());
            case NONE -> moments.isEmpty() || moments.getLast().isBefore(now.minus(NOT_LATE)) ? 0 : 1;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
