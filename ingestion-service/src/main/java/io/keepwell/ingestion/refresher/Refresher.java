package io.keepwell.ingestion.refresher;

import io.keepwell.core.rollup.refresh.Refresh;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refreshes all the time, in a thread of its own. Several services may run one; the lease lets one work at a time.
@Singleton
public final class Refresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    /// Lets a few intakes gather, so that a day is not recomputed for each of them.
    private static final Duration AFTER_WORK = Duration.ofMillis(50);

    private static final Duration WHEN_IDLE = Duration.ofMillis(200);
    private static final Duration WHEN_ELSEWHERE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Refresh refresh;
    private volatile boolean stopped;
    private Optional<Thread> thread = Optional.empty();

    public Refresher(Refresh refresh) {
        this.refresh = refresh;
    }

    public synchronized void start() {
        if (thread.isEmpty()) {
            stopped = false;
            thread = Optional.of(
                    Thread.ofPlatform().name("refresher").daemon(true).start(this::work));
        }
    }

    private void work() {
        while (!stopped) {
            pause(turn());
        }
    }

    /// @return how long to wait then
    private Duration turn() {
        try {
            return switch (refresh.once()) {
                case WORKED -> AFTER_WORK;
                case IDLE -> WHEN_IDLE;
                case ELSEWHERE -> WHEN_ELSEWHERE;
            };
        } catch (RuntimeException failure) {
            // Nothing is lost: the change log still says what to do, and figures only stay as they are meanwhile.
            LOG.error("event=refresh_failed retry_in={}", AFTER_FAILURE, failure);
            return AFTER_FAILURE;
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /// Begins no more turns, and waits ten seconds at most for the one under way.
    @Override
    @PreDestroy
    public synchronized void close() {
        stopped = true;
        thread.ifPresent(running -> {
            try {
                running.join(LONGEST_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        thread = Optional.empty();
    }
}
