package io.keepwell.ingestion.publish;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.EventBatch;
import io.keepwell.ingestion.v1.IngestionServiceOuterClass;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamEventsResponse;
import io.keepwell.ingestion.v1.StreamOpening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Calls of bare bytes, to any method, whatever kind it is.
final class BareCalls {
    private BareCalls() {}

    /// A token that the service gave to the partner of this key.
    static String resumeToken(TestIngestion ingestion, String key) throws Exception {
        MethodDescriptor stream = IngestionServiceOuterClass.getDescriptor()
                .getServices()
                .getFirst()
                .findMethodByName("StreamEvents");
        Answer answer = call(
                ingestion,
                stream,
                key,
                StreamEventsRequest.newBuilder()
                        .setOpening(StreamOpening.getDefaultInstance())
                        .build()
                        .toByteArray(),
                StreamEventsRequest.newBuilder()
                        .setBatch(EventBatch.newBuilder()
                                .setBatchNumber(1)
                                .addEvents(Messages.answer("resumable", "acme", "2026-03-05T12:00:00Z", 9, "")))
                        .build()
                        .toByteArray());
        return StreamEventsResponse.parseFrom(answer.messages().getLast())
                .getBatch()
                .getResumeToken();
    }

    /// What a call gave, and how it ended.
    record Answer(List<byte[]> messages, Status status, Metadata trailers) {
        String text() {
            StringBuilder text = new StringBuilder(String.valueOf(status.getDescription()));
            messages.forEach(message -> text.append(new String(message, StandardCharsets.UTF_8)));
            return text.toString();
        }
    }

    /// Says all requests, and waits for the end of the call.
    static Answer call(TestIngestion ingestion, MethodDescriptor method, String key, byte[]... all) throws Exception {
        io.grpc.MethodDescriptor<byte[], byte[]> bare = io.grpc.MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.BIDI_STREAMING)
                .setFullMethodName(method.getService().getFullName() + "/" + method.getName())
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
        Metadata headers = new Metadata();
        headers.put(TestIngestion.AUTHORIZATION, "Bearer " + key);
        ClientCall<byte[], byte[]> call = ClientInterceptors.intercept(
                        ingestion.channel(), MetadataUtils.newAttachHeadersInterceptor(headers))
                .newCall(bare, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        List<byte[]> messages = new ArrayList<>();
        StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(call, new StreamObserver<>() {
            @Override
            public void onNext(byte[] message) {
                messages.add(message);
            }

            @Override
            public void onError(Throwable problem) {
                Metadata trailers = Status.trailersFromThrowable(problem);
                answer.complete(new Answer(
                        messages, Status.fromThrowable(problem), trailers == null ? new Metadata() : trailers));
            }

            @Override
            public void onCompleted() {
                answer.complete(new Answer(messages, Status.OK, new Metadata()));
            }
        });
        Arrays.stream(all).forEach(requests::onNext);
        requests.onCompleted();
        return answer.get(30, TimeUnit.SECONDS);
    }

    private static final class Bytes implements io.grpc.MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        }
    }
}
