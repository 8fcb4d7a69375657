package io.keepwell.deploy.bench;

import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Sends events as partners do, and checks how each is answered.
final class BenchSenders {
    /// Who send one event a call at the same time.
    static final int CALLERS = 64;

    private BenchSenders() {}

    /// One stream a client, each with as many batches under way as it may have.
    static long publish(List<PartnerClient> clients, List<List<Event>> batches, Disposition expected) throws Exception {
        List<Callable<Long>> senders = new ArrayList<>();
        for (int sender = 0; sender < clients.size(); sender++) {
            int first = sender;
            senders.add(() -> {
                List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();
                try (EventPublisher publisher = clients.get(first).publisher()) {
                    for (int i = first; i < batches.size(); i += clients.size()) {
                        batches.get(i).forEach(event -> answers.add(publisher.publish(event)));
                    }
                }
                return answered(answers.stream().map(CompletableFuture::join).toList(), expected);
            });
        }
        return Threads.sum(senders);
    }

    private static long answered(List<EventAnswer> given, Disposition expected) {
        for (EventAnswer answer : given) {
            if (answer.getDisposition() != expected) {
                throw new Failure("An event was answered " + answer.getDisposition() + " instead of " + expected + ".");
            }
        }
        return given.size();
    }

    /// Many callers, one event a call, each caller waiting for its answer.
    static long publishSingly(List<PartnerClient> clients, List<Event> events, double seconds, Latencies latencies)
            throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Callable<Long>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            callers.add(() -> {
                long rows = 0;
                for (int i = first; i < events.size() && System.nanoTime() < end; i += CALLERS) {
                    long start = System.nanoTime();
                    List<Event> one = List.of(events.get(i));
                    rows += answered(
                            clients.get(first % clients.size()).publish(one), Disposition.DISPOSITION_ACCEPTED);
                    latencies.add(Duration.ofNanos(System.nanoTime() - start));
                }
                return rows;
            });
        }
        return Threads.sum(callers);
    }
}
