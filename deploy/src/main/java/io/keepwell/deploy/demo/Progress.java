package io.keepwell.deploy.demo;

import java.io.Console;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how far something has come: by a bar on a terminal, else by a line when it begins.
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /// @param what is done, as people read it
    Progress(String what, long events) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            System.err.printf("%s: %,d events%n", what, events);
            bar = null;
        } else {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(events)
                    .setUnit(" events", 1)
                    .setUpdateIntervalMillis(250)
                    .hideEta()
                    .build();
        }
    }

    void step(long events) {
        if (bar != null) {
            bar.stepBy(events);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
