package io.keepwell.ingestion.admission;

import io.keepwell.core.access.EventRefusal;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.KeyId;
import io.keepwell.core.access.KeyUse;
import io.keepwell.core.access.PartnerKeys.Grant;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what keys are used for and which events are refused, and writes it down every few seconds, in a thread
/// of its own. What was counted since is lost when the process is killed; when it is stopped, only where the
/// database takes longer than it may to stop.
@Singleton
public final class UseCounter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UseCounter.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    /// Different causes, and different keys on different days, that are gathered; what is more is dropped.
    private static final int MOST_ENTRIES = 10_000;

    private static final int MOST_ID_CHARACTERS = 128;
    /// More than a year, so that a month can be compared with the same one a year before.
    private static final int DAYS_KEPT = 400;

    private final UseLog log;
    private final Settings settings;
    private final Clock clock;
    private volatile ReportingZone zone;
    private Map<KeyDay, KeyUse> uses = new HashMap<>();
    private Map<EventRefusal.Cause, EventRefusal> refusals = new HashMap<>();
    private CountDownLatch stop = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();
    /// The last day on which nothing was left to forget. Only for the thread.
    private LocalDate forgotten = LocalDate.MIN;

    private record KeyDay(KeyId key, LocalDate day) {}

    UseCounter(UseLog log, Settings settings, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.zone = settings.firm().zone();
    }

    /// A call began.
    public void called(Grant grant) {
        add(grant, new KeyCounts(1, 0, 0, 0, 0, 0, 0));
    }

    /// Nothing of a call, or of a batch of a stream, was taken.
    void overQuota(Grant grant) {
        add(grant, new KeyCounts(0, 1, 0, 0, 0, 0, 0));
    }

    /// Events were answered.
    ///
    /// @param answers one for each event, in their order
    /// @param bytes of the request as sent
    public void answered(Grant grant, List<Event> events, List<EventAnswer> answers, long bytes) {
        Map<Disposition, Long> each = new EnumMap<>(Disposition.class);
        for (int i = 0; i < answers.size(); i++) {
            EventAnswer answer = answers.get(i);
            each.merge(answer.getDisposition(), 1L, Long::sum);
            if (answer.getDisposition() == Disposition.DISPOSITION_REJECTED) {
                add(refusal(grant, events.get(i), answer));
            }
        }
        add(
                grant,
                new KeyCounts(
                        0,
                        0,
                        each.getOrDefault(Disposition.DISPOSITION_ACCEPTED, 0L),
                        each.getOrDefault(Disposition.DISPOSITION_DUPLICATE, 0L),
                        each.getOrDefault(Disposition.DISPOSITION_REJECTED, 0L),
                        each.getOrDefault(Disposition.DISPOSITION_PENDING, 0L),
                        bytes));
    }

    private EventRefusal refusal(Grant grant, Event event, EventAnswer answer) {
        Instant now = clock.instant();
        String kind = event.getPayloadCase() == Event.PayloadCase.PAYLOAD_NOT_SET
                ? "unknown"
                : event.getPayloadCase().name().toLowerCase(Locale.ROOT);
        String reason = answer.getProblem()
                .getReason()
                .name()
                .replace("PROBLEM_REASON_", "")
                .toLowerCase(Locale.ROOT);
        return new EventRefusal(
                new EventRefusal.Cause(
                        grant.partner().id(),
                        zone.dayOf(now),
                        kind,
                        reason,
                        cut(answer.getProblem().getField())),
                1,
                new EventRefusal.Example(cut(event.getEventId()), now));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST_ID_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_ID_CHARACTERS));
    }

    private void add(Grant grant, KeyCounts counts) {
        Instant now = clock.instant();
        add(new KeyUse(grant.key(), zone.dayOf(now), counts, now));
    }

    private synchronized void add(KeyUse use) {
        KeyDay place = new KeyDay(use.key(), use.day());
        if (uses.size() < MOST_ENTRIES || uses.containsKey(place)) {
            uses.merge(place, use, KeyUse::plus);
        }
    }

    private synchronized void add(EventRefusal refusal) {
        if (refusals.size() < MOST_ENTRIES || refusals.containsKey(refusal.cause())) {
            refusals.merge(refusal.cause(), refusal, EventRefusal::plus);
        }
    }

    /// Begins to write down what is counted.
    public synchronized void start() {
        if (thread.isEmpty()) {
            CountDownLatch itsStop = new CountDownLatch(1);
            stop = itsStop;
            thread = Optional.of(
                    Thread.ofPlatform().name("use-counter").daemon(true).start(() -> work(itsStop)));
        }
    }

    private void work(CountDownLatch itsStop) {
        try {
            while (!itsStop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    flush();
                    forget();
                } catch (RuntimeException failure) {
                    // Nothing is lost: what couldn't be written is gathered again for the next turn.
                    LOG.warn("event=use_not_written retry_in={} cause={}", PAUSE, failure.toString());
                }
            }
            flush();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("event=use_lost cause={}", failure.toString());
        }
    }

    /// Writes down what was counted so far.
    ///
    /// @throws io.keepwell.core.database.DatabaseException where that failed; it is kept for the next time
    public void flush() {
        Map<KeyDay, KeyUse> writtenUses;
        Map<EventRefusal.Cause, EventRefusal> writtenRefusals;
        synchronized (this) {
            writtenUses = uses;
            writtenRefusals = refusals;
            uses = new HashMap<>();
            refusals = new HashMap<>();
        }
        if (writtenUses.isEmpty() && writtenRefusals.isEmpty()) {
            return;
        }
        try {
            zone = settings.firm().zone();
            log.add(writtenUses.values(), writtenRefusals.values());
        } catch (RuntimeException failure) {
            writtenUses.values().forEach(this::add);
            writtenRefusals.values().forEach(this::add);
            throw failure;
        }
    }

    /// Forgets some of what is too old, every few seconds, until nothing is left; then once a day.
    private void forget() {
        LocalDate today = zone.today(clock);
        if (!today.equals(forgotten) && log.forgetBefore(today.minusDays(DAYS_KEPT)) == 0) {
            forgotten = today;
        }
    }

    /// Writes down the rest, if that is done within five seconds.
    @Override
    @PreDestroy
    public void close() {
        Optional<Thread> running;
        synchronized (this) {
            stop.countDown();
            running = thread;
            thread = Optional.empty();
        }
        running.ifPresent(UseCounter::await);
    }

    private static void await(Thread running) {
        try {
            if (!running.join(LONGEST_STOP)) {
                LOG.warn("event=use_lost cause=not_written_within_{}", LONGEST_STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
