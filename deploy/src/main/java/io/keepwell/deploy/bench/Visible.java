package io.keepwell.deploy.bench;

import com.google.protobuf.Timestamp;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.query.v1.Figure;
import io.keepwell.query.v1.QueryFiguresRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// How long it takes from sending an event until a figure shows it, while others send at a steady rate. Every probe has
/// a day of its own, whose figure can't be had before the probe counts.
final class Visible {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SENDERS = 2;

    private final List<PartnerClient> clients;
    private final Answers answers;
    private final LocalDate firstDay;
    private final Latencies latencies = new Latencies();

    /// @param firstDay of the probes, each of which takes a day that has no answers yet
    Visible(List<PartnerClient> clients, Answers answers, LocalDate firstDay) {
        this.clients = clients;
        this.answers = answers;
        this.firstDay = firstDay;
    }

    /// What was measured.
    ///
    /// @param rowsPerSecond that were really sent
    record Result(double rowsPerSecond, Latencies latencies) {}

    Result run(double rowsPerSecond, double seconds) throws Exception {
        int batches = (int) Math.ceil(rowsPerSecond * seconds / Answers.A_BATCH / SENDERS);
        List<Callable<Long>> work = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        for (int sender = 0; sender < SENDERS; sender++) {
            PartnerClient client = clients.get(sender);
            List<List<Event>> events = Answers.events(answers.next(batches * Answers.A_BATCH));
            work.add(() -> send(client, events, seconds));
        }
        for (int probe = 0; probe < seconds * 1_000 / BETWEEN_PROBES.toMillis(); probe++) {
            int number = probe;
            work.add(() -> probe(number, end));
        }
        long begun = System.nanoTime();
        long rows = Threads.sum(work);
        return new Result(rows / Math.max(seconds, Lap.seconds(Duration.ofNanos(lastSent - begun))), latencies);
    }

    private volatile long lastSent;

    /// Evenly over the time, as far as the answers come in time.
    private long send(PartnerClient client, List<List<Event>> batches, double seconds) throws InterruptedException {
        long begun = System.nanoTime();
        long rows = 0;
        for (int i = 0; i < batches.size(); i++) {
            sleepUntil(begun + (long) (seconds * 1e9 * i / batches.size()));
            rows += client.publish(batches.get(i)).size();
        }
        lastSent = System.nanoTime();
        return rows;
    }

    private long probe(int number, long end) throws InterruptedException {
        sleepUntil(end - BETWEEN_PROBES.toNanos() * (number + 1));
        LocalDate day = firstDay.plusDays(number);
        PartnerClient client = clients.getFirst();
        long start = System.nanoTime();
        client.publish(List.of(event(day)));
        while (!isShown(client, day)) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new Failure("An event did not come into the figures within " + LONGEST.toSeconds() + " s.");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        latencies.add(Duration.ofNanos(System.nanoTime() - start));
        return 0;
    }

    private Event event(LocalDate day) {
        Event event = answers.next(1).getFirst().event();
        return event.toBuilder()
                .setOccurredAt(
                        Timestamp.newBuilder().setSeconds(day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC)))
                .build();
    }

    private static boolean isShown(PartnerClient client, LocalDate day) {
        Figure figure = client.query(QueryFiguresRequest.newBuilder()
                        .setMetric("voice.nps")
                        .setFrom(day.toString())
                        .setTo(day.plusDays(1).toString())
                        .build())
                .getFigures(0);
        return !figure.hasUnavailable();
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
