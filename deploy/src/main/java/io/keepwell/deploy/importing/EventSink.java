package io.keepwell.deploy.importing;

import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The partners' door, as an import uses it.
interface EventSink extends AutoCloseable {
    /// @return the answer, sooner or later, on whatever thread
    CompletableFuture<EventAnswer> send(Event event);

    /// Returns when all that was sent is answered.
    void flush();

    @Override
    void close();

    /// Behind it events are kept.
    static EventSink keeping(PartnerClient client) {
        EventPublisher publisher = client.publisher();
        return new EventSink() {
            @Override
            public CompletableFuture<EventAnswer> send(Event event) {
                return publisher.publish(event);
            }

            @Override
            public void flush() {
                publisher.flush();
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }

    /// Notes what is sent through another one.
    default EventSink noting(Consumer<Event> note) {
        EventSink door = this;
        return new EventSink() {
            @Override
            public CompletableFuture<EventAnswer> send(Event event) {
                note.accept(event);
                return door.send(event);
            }

            @Override
            public void flush() {
                door.flush();
            }

            @Override
            public void close() {
                door.close();
            }
        };
    }

    /// Behind it events are only judged.
    static EventSink judging(PartnerClient client) {
        return new EventSink() {
            private static final int EVENTS_A_CALL = 500;
            private final List<Event> waiting = new ArrayList<>();
            private final List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();

            @Override
            public CompletableFuture<EventAnswer> send(Event event) {
                CompletableFuture<EventAnswer> answer = new CompletableFuture<>();
                waiting.add(event);
                answers.add(answer);
                if (waiting.size() >= EVENTS_A_CALL) {
                    flush();
                }
                return answer;
            }

            @Override
            public void flush() {
                List<EventAnswer> judged = client.validate(waiting);
                for (int i = 0; i < judged.size(); i++) {
                    answers.get(i).complete(judged.get(i));
                }
                waiting.clear();
                answers.clear();
            }

            @Override
            public void close() {
                waiting.clear();
            }
        };
    }
}
