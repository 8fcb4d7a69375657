package io.keepwell.deploy.chaos;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.Batching;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.chaos.SendHistory.Attempt;
import io.keepwell.deploy.chaos.SendHistory.Outcome;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A way in which a publisher hands over batches. For one thread.
interface SendPath extends AutoCloseable {
    /// One event and where its answer goes.
    record Item(Event event, Attempt attempt) {}

    /// Hands a batch over; the answers may come later. What fails stays unanswered.
    void send(List<Item> batch);

    /// Waits for the answers that still come.
    @Override
    void close();

    /// One call a batch. Every other call gives up at its first failure, the others go on for as long as it takes.
    final class Unary implements SendPath {
        private final PartnerClient patient;
        private final PartnerClient impatient;
        private final Failures failures;
        private int calls;

        Unary(String target, String key, Duration patience, Failures failures) {
            this.patient = PartnerClient.plaintext(target, key, patience);
            this.impatient = PartnerClient.plaintext(target, key, Duration.ZERO);
            this.failures = failures;
        }

        @Override
        public void send(List<Item> batch) {
            PartnerClient client = calls++ % 2 == 0 ? patient : impatient;
            try {
                List<EventAnswer> answers =
                        client.publish(batch.stream().map(Item::event).toList());
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).attempt().answered(Outcome.of(answers.get(i)));
                }
            } catch (StatusRuntimeException failure) {
                failures.note(failure);
            }
        }

        @Override
        public void close() {
            patient.close();
            impatient.close();
        }
    }

    /// One stream, on which several batches are under way. Every other one gives up when nothing is answered for a
    /// while, and another one is opened for what comes then; the others go on for as long as it takes.
    final class Streaming implements SendPath {
        private static final Duration IMPATIENCE = Duration.ofSeconds(1);
        private static final int BATCHES_A_STREAM = 40;

        private final PartnerClient patient;
        private final PartnerClient impatient;
        private final Batching batching;
        private final Failures failures;
        private int streams;
        private int batchesOfStream;
        private Optional<EventPublisher> publisher = Optional.empty();

        /// @param batchSize of every batch that is sent, so that it goes as one
        Streaming(String target, String key, Duration patience, int batchSize, Failures failures) {
            this.patient = PartnerClient.plaintext(target, key, patience);
            this.impatient = PartnerClient.plaintext(target, key, IMPATIENCE);
            this.batching = new Batching(batchSize, PartnerClient.MOST_BYTES, patience);
            this.failures = failures;
        }

        @Override
        public void send(List<Item> batch) {
            if (batch.size() != batching.events()) {
                throw new IllegalArgumentException("a batch of " + batch.size() + " would not go as one");
            }
            if (batchesOfStream++ == BATCHES_A_STREAM) {
                end();
            }
            EventPublisher current = publisher.orElseGet(this::open);
            try {
                for (Item item : batch) {
                    var _ = current.publish(item.event())
                            .thenAccept(answer -> item.attempt().answered(Outcome.of(answer)));
                }
            } catch (StatusRuntimeException gaveUp) {
                // What was published is unanswered, and so is the rest.
                end();
            }
        }

        private EventPublisher open() {
            PartnerClient client = streams++ % 2 == 0 ? patient : impatient;
            batchesOfStream = 1;
            EventPublisher opened = client.publisher(batching);
            publisher = Optional.of(opened);
            return opened;
        }

        private void end() {
            try {
                publisher.ifPresent(EventPublisher::close);
            } catch (StatusRuntimeException gaveUp) {
                failures.note(gaveUp);
            }
            publisher = Optional.empty();
        }

        @Override
        public void close() {
            end();
            patient.close();
            impatient.close();
        }
    }
}
