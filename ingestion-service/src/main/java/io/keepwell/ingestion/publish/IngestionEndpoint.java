package io.keepwell.ingestion.publish;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.ingestion.admission.CallAnswers;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.admission.StrictRequests;
import io.keepwell.ingestion.security.PartnerInterceptor;
import io.keepwell.ingestion.v1.DescribeFirmRequest;
import io.keepwell.ingestion.v1.DescribeFirmResponse;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.ingestion.v1.PublishEventsResponse;
import io.keepwell.ingestion.v1.ReconcileDaysRequest;
import io.keepwell.ingestion.v1.ReconcileDaysResponse;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamEventsResponse;
import io.keepwell.ingestion.v1.ValidateEventsRequest;
import io.keepwell.ingestion.v1.ValidateEventsResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Takes events over gRPC, and says what is kept of them.
@Singleton
final class IngestionEndpoint implements BindableService {
    private final EventBatches batches;
    private final EventStreams streams;
    private final Reconciling reconciling;
    private final Settings settings;

    IngestionEndpoint(EventBatches batches, EventStreams streams, Reconciling reconciling, Settings settings) {
        this.batches = batches;
        this.streams = streams;
        this.reconciling = reconciling;
        this.settings = settings;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return StrictRequests.of(new Service().bindService());
    }

    private final class Service extends IngestionServiceGrpc.IngestionServiceImplBase {
        @Override
        public void publishEvents(PublishEventsRequest request, StreamObserver<PublishEventsResponse> observer) {
            CallAnswers.answer(observer, () -> publish(request));
        }

        @Override
        public StreamObserver<StreamEventsRequest> streamEvents(StreamObserver<StreamEventsResponse> observer) {
            return streams.open((ServerCallStreamObserver<StreamEventsResponse>) observer);
        }

        @Override
        public void validateEvents(ValidateEventsRequest request, StreamObserver<ValidateEventsResponse> observer) {
            CallAnswers.answer(observer, () -> validate(request));
        }

        @Override
        public void reconcileDays(ReconcileDaysRequest request, StreamObserver<ReconcileDaysResponse> observer) {
            CallAnswers.answer(observer, () -> {
                Partner partner =
                        PartnerInterceptor.require(Scope.PUBLISH, Scope.QUERY).partner();
                return reconciling.reconcile(partner, request);
            });
        }

        @Override
        public void describeFirm(DescribeFirmRequest request, StreamObserver<DescribeFirmResponse> observer) {
            CallAnswers.answer(observer, () -> {
                PartnerInterceptor.require(Scope.PUBLISH, Scope.QUERY);
                return firm();
            });
        }
    }

    private DescribeFirmResponse firm() {
        Firm firm = settings.firm();
        return DescribeFirmResponse.newBuilder()
                .setReportingZone(firm.zone().id().getId())
                .setCurrencyCode(firm.currency().code())
                .build();
    }

    private PublishEventsResponse publish(PublishEventsRequest request) {
        PartnerKeys.Grant grant = PartnerInterceptor.require(Scope.PUBLISH);
        refuse(EventBatches.problem(request.getEventsList()));
        EventBatches.Batch batch = batches.take(grant, request.getEventsList(), request.getSerializedSize());
        List<EventAnswer> answers = batches.keep(grant, List.of(batch)).getFirst();
        return PublishEventsResponse.newBuilder().addAllAnswers(answers).build();
    }

    private ValidateEventsResponse validate(ValidateEventsRequest request) {
        PartnerKeys.Grant grant = PartnerInterceptor.require(Scope.PUBLISH);
        refuse(EventBatches.problem(request.getEventsList()));
        List<EventAnswer> answers =
                batches.foresee(grant, batches.take(grant, request.getEventsList(), request.getSerializedSize()));
        return ValidateEventsResponse.newBuilder().addAllAnswers(answers).build();
    }

    private static void refuse(Optional<CallError> problem) {
        problem.ifPresent(error -> {
            throw error.exception();
        });
    }
}
