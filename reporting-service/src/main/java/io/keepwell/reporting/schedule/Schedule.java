package io.keepwell.reporting.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.reporting.delivery.Dispatch;
import io.micronaut.context.annotation.Value;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/// Looks every few seconds for runs that are due and for mails that are due. Of all processes on the same
/// schema one looks at a time. What is due is reported by the clock and by what was made so far, not by when
/// anybody last looked: so nothing is lost while no process is running.
@Singleton
public final class Schedule {
    /// A process that hasn't been heard of for a minute is dead, and another takes its place.
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int MISSED_HEARTBEATS = 6;

    private final DataSource dataSource;
    private final Runs runs;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Scheduler> running = Optional.empty();

    @Inject
    Schedule(
            DataSource dataSource,
            DataSourceResolver resolver,
            Runs runs,
            Dispatch dispatch,
            Clock clock,
            @Value("${keepwell.reporting.interval:5s}") Duration interval) {
        this(resolver.resolve(dataSource), runs, dispatch, clock, interval);
    }

    /// @param interval how often it looks
    public Schedule(DataSource dataSource, Runs runs, Dispatch dispatch, Clock clock, Duration interval) {
        this.dataSource = dataSource;
        this.runs = runs;
        this.dispatch = dispatch;
        this.clock = clock;
        this.interval = interval;
    }

    /// Begins to look. Does nothing where it does already.
    public void start() {
        lock.lock();
        try {
            if (running.isEmpty()) {
                Scheduler scheduler = scheduler();
                scheduler.start();
                running = Optional.of(scheduler);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for what is under way and stops. Does nothing where it isn't running.
    @PreDestroy
    public void stop() {
        lock.lock();
        try {
            running.ifPresent(Scheduler::stop);
            running = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Scheduler scheduler() {
        RecurringTask<Void> makeRuns =
                Tasks.recurring("make-runs", FixedDelay.of(interval)).execute((_, _) -> runs.makeDue());
        RecurringTask<Void> sendMails =
                Tasks.recurring("send-mails", FixedDelay.of(interval)).execute((_, _) -> dispatch.sendDue());
        return Scheduler.create(dataSource)
                .startTasks(makeRuns, sendMails)
                .clock(clock::instant)
                .threads(2)
                .pollingInterval(interval)
                .schedulerName(new SchedulerName.Fixed("reporting-" + UUID.randomUUID()))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .alwaysPersistTimestampInUTC()
                .commitWhenAutocommitDisabled(true)
                .build();
    }
}
