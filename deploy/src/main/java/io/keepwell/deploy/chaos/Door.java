package io.keepwell.deploy.chaos;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.chaos.History.Attempt;
import io.keepwell.deploy.chaos.History.Outcome;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.time.Duration;
import java.util.List;

/// A way in which a publisher hands over batches. For one thread.
interface Door extends AutoCloseable {
    /// One event and where its answer goes.
    record Item(Event event, Attempt attempt) {}

    /// Hands a batch over; the answers may come later. What fails stays unanswered.
    void send(List<Item> batch);

    /// Waits for the answers that still come.
    @Override
    void close();

    /// One call a batch. Every other call gives up at its first failure, the others go on for as long as it takes.
    final class Unary implements Door {
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
}
