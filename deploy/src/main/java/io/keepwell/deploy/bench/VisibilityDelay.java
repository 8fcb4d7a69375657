package io.keepwell.deploy.bench;

import com.google.protobuf.Timestamp;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.QueryMetricRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How long it takes from sending an event until a figure shows it, while others send at a steady rate. Every probe has
/// a day of its own, whose figure can't be had before the probe counts; somebody looks at the figures of all these days
/// again and again.
final class VisibilityDelay {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final List<PartnerClient> clients;
    private final AnswerEvents answers;
    private final LocalDate firstDay;
    private final Latencies latencies = new Latencies();
    /// When each probe that isn't seen yet was sent, by its day.
    private final Map<LocalDate, Long> sent = new ConcurrentHashMap<>();
    private final AtomicLong lastAnswered = new AtomicLong(Long.MIN_VALUE);

    /// @param clients that send, each over a stream
    /// @param firstDay of the probes, each of which takes a day that has no answers yet
    VisibilityDelay(List<PartnerClient> clients, AnswerEvents answers, LocalDate firstDay) {
        this.clients = clients;
        this.answers = answers;
        this.firstDay = firstDay;
    }

    /// What was measured.
    ///
    /// @param rowsPerSecond that were really kept
    record Result(double rowsPerSecond, Latencies latencies) {}

    Result run(double rowsPerSecond, double seconds) throws Exception {
        int batches = (int) Math.ceil(rowsPerSecond * seconds / AnswerEvents.A_BATCH / clients.size());
        List<List<List<Event>>> events = new ArrayList<>();
        for (PartnerClient _ : clients) {
            events.add(AnswerEvents.events(answers.next(batches * AnswerEvents.A_BATCH)));
        }
        int probes = (int) (seconds * 1_000 / BETWEEN_PROBES.toMillis());
        List<Callable<Long>> work = new ArrayList<>();
        long begun = System.nanoTime();
        for (int sender = 0; sender < clients.size(); sender++) {
            PartnerClient client = clients.get(sender);
            List<List<Event>> ofSender = events.get(sender);
            work.add(() -> send(client, ofSender, begun, seconds));
        }
        for (int probe = 0; probe < probes; probe++) {
            LocalDate day = firstDay.plusDays(probe);
            Event event = event(day);
            long at = begun + BETWEEN_PROBES.toNanos() * probe;
            work.add(() -> probe(day, event, at));
        }
        work.add(() -> watch(probes));
        long rows = Threads.sum(work);
        return new Result(
                rows / Math.max(seconds, Lap.seconds(Duration.ofNanos(lastAnswered.get() - begun))), latencies);
    }

    /// Evenly over the time, as far as the answers come in time.
    private long send(PartnerClient client, List<List<Event>> batches, long begun, double seconds)
            throws InterruptedException {
        LongAdder accepted = new LongAdder();
        try (EventPublisher publisher = client.publisher()) {
            for (int i = 0; i < batches.size(); i++) {
                sleepUntil(begun + (long) (seconds * 1e9 * i / batches.size()));
                for (Event event : batches.get(i)) {
                    var _ = publisher.publish(event).thenAccept(answer -> {
                        if (answer.getDisposition() == Disposition.DISPOSITION_ACCEPTED) {
                            accepted.increment();
                        }
                    });
                }
            }
        }
        lastAnswered.accumulateAndGet(System.nanoTime(), Math::max);
        return accepted.sum();
    }

    private long probe(LocalDate day, Event event, long at) throws InterruptedException {
        sleepUntil(at);
        sent.put(day, System.nanoTime());
        clients.getFirst().publish(List.of(event));
        return 0;
    }

    /// Looks again and again at the figures of the days whose probes aren't seen yet, until all were.
    private long watch(int probes) throws InterruptedException {
        int seen = 0;
        while (seen < probes) {
            Thread.sleep(BETWEEN_LOOKS);
            NavigableMap<LocalDate, Long> unseen = new TreeMap<>(sent);
            if (!unseen.isEmpty()) {
                List<MetricValue> figures = figures(unseen.firstKey(), unseen.lastKey());
                seen += look(figures, unseen, System.nanoTime());
            }
        }
        return 0;
    }

    private int look(List<MetricValue> figures, Map<LocalDate, Long> unseen, long now) {
        int seen = 0;
        for (MetricValue figure : figures) {
            LocalDate day = LocalDate.parse(figure.getFrom());
            Long start = unseen.get(day);
            if (start != null && !figure.hasUnavailable()) {
                sent.remove(day);
                latencies.add(Duration.ofNanos(now - start));
                seen++;
            } else if (start != null && now - start > LONGEST.toNanos()) {
                throw new Failure("An event did not come into the figures within " + LONGEST.toSeconds() + " s.");
            }
        }
        return seen;
    }

    private List<MetricValue> figures(LocalDate first, LocalDate last) {
        return clients.getLast()
                .query(QueryMetricRequest.newBuilder()
                        .setMetric("voice.nps")
                        .setFrom(first.toString())
                        .setTo(last.plusDays(1).toString())
                        .setBy("day")
                        .build())
                .getValuesList();
    }

    private Event event(LocalDate day) {
        Event event = answers.next(1).getFirst().event();
        return event.toBuilder()
                .setOccurredAt(
                        Timestamp.newBuilder().setSeconds(day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC)))
                .build();
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
