package io.keepwell.ingestion.publish;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.PartnerKeys.Grant;
import io.keepwell.core.access.Scope;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.admission.GrpcSettings;
import io.keepwell.ingestion.admission.Quotas;
import io.keepwell.ingestion.security.PartnerInterceptor;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamEventsResponse;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams that are open: opens them, bounds their number, and ends them when the server is about to
/// stop.
@Singleton
final class EventStreams implements ApplicationEventListener<ServerShutdownEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final EventBatches batches;
    private final ResumeTokens tokens;
    private final GrpcSettings settings;
    private final Quotas quotas;
    private final Set<EventStream> open = new HashSet<>();
    private boolean stopping;

    EventStreams(EventBatches batches, ResumeTokens tokens, GrpcSettings settings, Quotas quotas) {
        this.batches = batches;
        this.tokens = tokens;
        this.settings = settings;
        this.quotas = quotas;
    }

    /// Opens a stream of whoever calls.
    ///
    /// @return what takes the stream's messages; of no effect where the stream was refused
    StreamObserver<StreamEventsRequest> open(ServerCallStreamObserver<StreamEventsResponse> answers) {
        try {
            Grant grant = PartnerInterceptor.require(Scope.PUBLISH);
            EventStream stream =
                    new EventStream(grant.partner(), PartnerInterceptor.again(), batches, tokens, settings, answers);
            Quotas.OpenSlot place = quotas.openStream(grant);
            add(stream, place);
            stream.start(() -> {
                place.close();
                remove(stream);
            });
            return stream;
        } catch (StatusRuntimeException refusal) {
            answers.onError(refusal);
            return new Refused();
        }
    }

    private synchronized void add(EventStream stream, Quotas.OpenSlot place) {
        if (stopping || open.size() >= settings.mostStreams()) {
            place.close();
            throw stopping
                    ? CallError.STOPPING.exception()
                    : CallError.BUSY.exception("Too many streams are open; try again soon.");
        }
        open.add(stream);
    }

    private synchronized void remove(EventStream stream) {
        open.remove(stream);
    }

    /// Every stream answers what it has taken, and ends.
    @Override
    public synchronized void onApplicationEvent(ServerShutdownEvent event) {
        stopping = true;
        LOG.info("event=streams_stopping open={}", open.size());
        open.forEach(EventStream::stop);
    }

    private static final class Refused implements StreamObserver<StreamEventsRequest> {
        @Override
        public void onNext(StreamEventsRequest ignored) {}

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onCompleted() {}
    }
}
