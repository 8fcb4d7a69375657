package io.keepwell.deploy.bench;

import java.time.Duration;
import java.util.Map;

/// One way's turn in one round.
///
/// @param rows that were stored, or recognised as stored
/// @param processors how much processor time each process took meanwhile, by its name
record Lap(long rows, Duration took, Map<String, Duration> processors) {
    Lap {
        processors = Map.copyOf(processors);
    }

    double rowsPerSecond() {
        return rows / seconds(took);
    }

    /// How much of one processor a process kept busy.
    double busy(String process) {
        return seconds(processors.getOrDefault(process, Duration.ZERO)) / seconds(took);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
