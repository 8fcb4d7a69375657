package io.keepwell.deploy;

import java.io.Console;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how far something has come: by a bar on a terminal, else by a line when it begins.
public final class Progress implements AutoCloseable {
    private static final int BYTES_A_MB = 1_000_000;

    private final @Nullable ProgressBar bar;

    private Progress(String what, long total, String unit, int size) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            System.err.printf("%s: %,d %s%n", what, (total + size - 1) / size, unit);
            bar = null;
        } else {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .setUnit(" " + unit, size)
                    .setUpdateIntervalMillis(250)
                    .hideEta()
                    .build();
        }
    }

    /// @param what is done, as people read it
    public static Progress ofEvents(String what, long events) {
        return new Progress(what, events, "events", 1);
    }

    /// @param what is done, as people read it
    public static Progress ofBytes(String what, long bytes) {
        return new Progress(what, bytes, "MB", BYTES_A_MB);
    }

    /// So many more are done.
    public void step(long more) {
        if (bar != null) {
            bar.stepBy(more);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
