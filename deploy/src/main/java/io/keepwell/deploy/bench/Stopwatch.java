package io.keepwell.deploy.bench;

import java.sql.SQLException;
import java.time.Duration;

/// Takes the time of some work again and again.
final class Stopwatch {
    private Stopwatch() {}

    /// Something that says how long it took.
    @FunctionalInterface
    interface Timed {
        Duration run() throws SQLException;
    }

    /// How long ours takes for each second of theirs: the median of five pairs.
    static double ratio(Runnable ours, Timed theirs) throws SQLException {
        double[] ratios = new double[5];
        for (int i = 0; i < ratios.length; i++) {
            double own = Lap.seconds(timed(ours));
            ratios[i] = own / Lap.seconds(theirs.run());
        }
        return Laps.median(ratios);
    }

    /// The median of three times.
    static Duration median(Timed work) throws SQLException {
        double[] seconds = new double[3];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Lap.seconds(work.run());
        }
        return Duration.ofNanos((long) (1e9 * Laps.median(seconds)));
    }

    static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
