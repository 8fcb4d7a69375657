package io.keepwell.deploy.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/// Times laps, and the processors meanwhile, and gives their medians.
final class Laps {
    private final Map<String, ProcessHandle> processes;
    private final Map<IngestMethod, List<Lap>> laps = new LinkedHashMap<>();

    /// @param processes whose processor time is measured, by name
    Laps(Map<String, ProcessHandle> processes) {
        this.processes = Map.copyOf(processes);
    }

    /// Work that says how many rows it did.
    @FunctionalInterface
    interface Work extends Callable<Long> {}

    /// Times the work without keeping it.
    Lap time(Work work) throws Exception {
        Map<String, Duration> before = processors();
        long start = System.nanoTime();
        long rows = work.call();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<String, Duration> spent = new LinkedHashMap<>();
        processors().forEach((name, after) -> spent.put(name, after.minus(before.getOrDefault(name, Duration.ZERO))));
        return new Lap(rows, took, spent);
    }

    void keep(IngestMethod way, Lap lap) {
        laps.computeIfAbsent(way, _ -> new ArrayList<>()).add(lap);
    }

    private Map<String, Duration> processors() {
        Map<String, Duration> spent = new LinkedHashMap<>();
        processes.forEach(
                (name, process) -> process.info().totalCpuDuration().ifPresent(duration -> spent.put(name, duration)));
        return spent;
    }

    /// The median of its laps.
    double rowsPerSecond(IngestMethod way) {
        return median(of(way).stream().mapToDouble(Lap::rowsPerSecond).toArray());
    }

    /// How long a row kept the processors busy, in microseconds, by the process's name.
    Map<String, Double> microsPerRow(IngestMethod way) {
        Map<String, Double> micros = new LinkedHashMap<>();
        processes.keySet().stream()
                .sorted()
                .forEach(name -> micros.put(
                        name,
                        median(of(way).stream()
                                .mapToDouble(lap -> lap.microsPerRow(name))
                                .toArray())));
        return micros;
    }

    /// The median over the rounds of what one side did in a round for each row of the other.
    double ratio(ToDoubleFunction<Round> ours, ToDoubleFunction<Round> theirs) {
        int rounds = laps.values().stream().mapToInt(List::size).min().orElse(0);
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            int number = i;
            Round round = way -> of(way).get(number).rowsPerSecond();
            ratios[i] = ours.applyAsDouble(round) / theirs.applyAsDouble(round);
        }
        return median(ratios);
    }

    /// What each way reached in one round, in rows a second.
    @FunctionalInterface
    interface Round {
        double of(IngestMethod way);

        /// The best of several ways.
        default double best(IngestMethod... ways) {
            return Arrays.stream(ways).mapToDouble(this::of).max().orElseThrow();
        }
    }

    private List<Lap> of(IngestMethod way) {
        return laps.getOrDefault(way, List.of());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
