package io.keepwell.ingestion.endpoint;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.fact.Event;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactStore;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Settings;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.Mapping;
import io.keepwell.ingestion.mapping.Problem;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.ingestion.v1.PublishEventsResponse;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Takes events over gRPC.
@Singleton
final class IngestionEndpoint implements BindableService {
    static final int MOST_EVENTS = 1_000;

    private final EventMapper mapper;
    private final Intake intake;
    private final Settings settings;
    private final Quotas quotas;
    private final UseCounter use;

    IngestionEndpoint(EventMapper mapper, Intake intake, Settings settings, Quotas quotas, UseCounter use) {
        this.mapper = mapper;
        this.intake = intake;
        this.settings = settings;
        this.quotas = quotas;
        this.use = use;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return StrictRequests.of(new Service().bindService());
    }

    private final class Service extends IngestionServiceGrpc.IngestionServiceImplBase {
        @Override
        public void publishEvents(PublishEventsRequest request, StreamObserver<PublishEventsResponse> observer) {
            Answering.answer(observer, () -> publish(request));
        }
    }

    private PublishEventsResponse publish(PublishEventsRequest request) {
        PartnerKeys.Grant grant = PartnerInterceptor.require(Scope.PUBLISH);
        if (request.getEventsCount() == 0) {
            throw CallError.BATCH_EMPTY.exception();
        }
        if (request.getEventsCount() > MOST_EVENTS) {
            throw CallError.BATCH_TOO_LARGE.exception();
        }
        quotas.take(grant, request.getEventsCount(), request.getSerializedSize());
        List<Mapping> mappings =
                request.getEventsList().stream().map(mapper::map).toList();
        List<Event> events = new ArrayList<>();
        for (Mapping mapping : mappings) {
            if (mapping instanceof Mapping.Mapped(Event event)) {
                events.add(event);
            }
        }
        PublishEventsResponse response = answer(request, mappings, intake.keep(grant.partner(), events));
        use.answered(grant, request.getEventsList(), response.getAnswersList(), request.getSerializedSize());
        return response;
    }

    private PublishEventsResponse answer(
            PublishEventsRequest request, List<Mapping> mappings, List<FactStore.Kept> kept) {
        CurrencyCode currency = settings.firm().currency();
        Iterator<FactStore.Kept> nextKept = kept.iterator();
        PublishEventsResponse.Builder response = PublishEventsResponse.newBuilder();
        for (int i = 0; i < mappings.size(); i++) {
            String eventId = request.getEvents(i).getEventId();
            response.addAnswers(
                    switch (mappings.get(i)) {
                        case Mapping.Mapped(Event event) -> kept(eventId, event.fact(), nextKept.next(), currency);
                        case Mapping.Rejected(Problem problem) ->
                            answer(eventId, Disposition.DISPOSITION_REJECTED, problem);
                    });
        }
        return response.build();
    }

    private static EventAnswer kept(String eventId, Fact fact, FactStore.Kept kept, CurrencyCode currency) {
        return switch (kept) {
            case NEW ->
                hasRate(fact, currency)
                        ? answer(eventId, Disposition.DISPOSITION_ACCEPTED)
                        : answer(
                                eventId,
                                Disposition.DISPOSITION_HELD_BACK,
                                new Problem(
                                        "subscription_change.price.currency_code",
                                        ProblemReason.PROBLEM_REASON_NO_EXCHANGE_RATE,
                                        "There is no exchange rate to the reporting currency " + currency + "."));
            case DUPLICATE -> answer(eventId, Disposition.DISPOSITION_DUPLICATE);
            case CONFLICT ->
                answer(
                        eventId,
                        Disposition.DISPOSITION_REJECTED,
                        new Problem(
                                "event_id",
                                ProblemReason.PROBLEM_REASON_CONFLICT,
                                "This id was used before for an event with another content."));
        };
    }

    private static boolean hasRate(Fact fact, CurrencyCode currency) {
        return !(fact instanceof SubscriptionChange change)
                || change.terms()
                        .map(terms -> terms.price().currency().equals(currency))
                        .orElse(true);
    }

    private static EventAnswer answer(String eventId, Disposition disposition) {
        return EventAnswer.newBuilder()
                .setEventId(eventId)
                .setDisposition(disposition)
                .build();
    }

    private static EventAnswer answer(String eventId, Disposition disposition, Problem problem) {
        return answer(eventId, disposition).toBuilder()
                .setProblem(io.keepwell.ingestion.v1.Problem.newBuilder()
                        .setField(problem.field())
                        .setReason(problem.reason())
                        .setMessage(problem.message()))
                .build();
    }
}
