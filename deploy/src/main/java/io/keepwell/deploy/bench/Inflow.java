package io.keepwell.deploy.bench;

import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.ingestion.v1.Event;
import java.time.Duration;
import java.util.List;

/// Sends events at a steady rate, as far as they are taken, until it is closed. They are about accounts of no segment,
/// so that what the oracle knows of segments stays the same.
final class Inflow implements AutoCloseable {
    private final PartnerClient client;
    private final Thread sender;
    private volatile boolean closed;

    private Inflow(PartnerClient client, int eventsPerSecond) {
        this.client = client;
        this.sender = Thread.ofVirtual().unstarted(() -> send(eventsPerSecond));
    }

    static Inflow start(String target, String key, int eventsPerSecond) {
        Inflow inflow = new Inflow(PartnerClient.plaintext(target, key, Duration.ofSeconds(30)), eventsPerSecond);
        inflow.sender.start();
        return inflow;
    }

    private void send(int eventsPerSecond) {
        AnswerEvents answers = new AnswerEvents(7);
        try (EventPublisher publisher = client.publisher()) {
            long start = System.nanoTime();
            for (long sent = 0; !closed; sent += AnswerEvents.A_BATCH) {
                List<Event> batch =
                        AnswerEvents.events(answers.next(AnswerEvents.A_BATCH)).getFirst();
                long early = start + sent * 1_000_000_000L / eventsPerSecond - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(Duration.ofNanos(early));
                }
                for (Event event : batch) {
                    var _ = publisher.publish(event.toBuilder()
                            .setAccountId("newcomer-" + event.getAccountId())
                            .build());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
