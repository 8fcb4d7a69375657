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

    /// How long a row kept a process's processors busy, in microseconds.
    double microsPerRow(String process) {
        return 1e6 * seconds(processors.getOrDefault(process, Duration.ZERO)) / rows;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
