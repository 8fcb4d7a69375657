package io.keepwell.core.metric.drill;

import io.keepwell.core.rollup.read.Answer;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is behind a figure, to be gone through as often as need be.
sealed interface DrillEntries {
    /// @param taker makes what takes all entries, anew for each attempt to read them
    /// @return the one that took all of them
    <T extends Consumer<DrillEntry>> T into(Supplier<T> taker);

    record Gathered(List<DrillEntry> all) implements DrillEntries {
        @Override
        public <T extends Consumer<DrillEntry>> T into(Supplier<T> taker) {
            T into = taker.get();
            all.forEach(into);
            return into;
        }
    }

    /// Read anew each time: there may be more answers than can be held at once.
    ///
    /// @param before comes before all answers
    /// @param entry of an answer; empty where it isn't behind the figure
    record OfAnswers(
            MetricData knowledge, Period period, List<DrillEntry> before, Function<Answer, Optional<DrillEntry>> entry)
            implements DrillEntries {
        private record Taking<T extends Consumer<DrillEntry>>(T taker, Function<Answer, Optional<DrillEntry>> entry)
                implements Consumer<Answer> {
            @Override
            public void accept(Answer answer) {
                entry.apply(answer).ifPresent(taker);
            }
        }

        @Override
        public <T extends Consumer<DrillEntry>> T into(Supplier<T> taker) {
            return knowledge
                    .answers(period.from(), period.to(), () -> {
                        T into = taker.get();
                        before.forEach(into);
                        return new Taking<>(into, entry);
                    })
                    .taker();
        }
    }
}
