package io.keepwell.ingestion.admission;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Makes a service say why and where a request can't be read, instead of only that it can't.
///
/// gRPC parses a request before the service sees the call, and answers UNKNOWN to whatever goes wrong
/// there. So the service takes bare bytes, and parses them inside its own listener, which can close the
/// call with the error.
public final class StrictRequests {
    /// As the contract says. The transport lets a little more through, so that this can be said properly.
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private StrictRequests() {}

    public static ServerServiceDefinition of(ServerServiceDefinition service) {
        ServerServiceDefinition.Builder strict =
                ServerServiceDefinition.builder(service.getServiceDescriptor().getName());
        service.getMethods().forEach(method -> addStrict(strict, method));
        ServerServiceDefinition bytes = ServerInterceptors.useMarshalledMessages(strict.build(), new Bytes());
        return ServerInterceptors.intercept(describedAs(service, bytes), new Refusing());
    }

    /// Reflection tells partners about a service by its description, which the way to bare bytes has lost.
    private static ServerServiceDefinition describedAs(
            ServerServiceDefinition described, ServerServiceDefinition service) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        described.getServiceDescriptor().getName())
                .setSchemaDescriptor(described.getServiceDescriptor().getSchemaDescriptor());
        service.getMethods().forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder result = ServerServiceDefinition.builder(descriptor.build());
        service.getMethods().forEach(result::addMethod);
        return result.build();
    }

    /// Closes calls one of whose requests was refused while it was parsed. To the service it looks as if
    /// the client had ended its side: a stream answers what it has taken before the call is closed with the
    /// refusal.
    private static final class Refusing implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            AtomicReference<@Nullable StatusRuntimeException> refusal = new AtomicReference<>();
            ServerCall<Q, A> refusable = new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
                @Override
                public void close(Status status, Metadata trailers) {
                    StatusRuntimeException refused = refusal.get();
                    if (refused == null) {
                        super.close(status, trailers);
                    } else {
                        CallAnswers.refuse(call, refused);
                    }
                }
            };
            return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                    next.startCall(refusable, headers)) {
                @Override
                public void onMessage(Q message) {
                    if (refusal.get() != null) {
                        return;
                    }
                    try {
                        super.onMessage(message);
                    } catch (StatusRuntimeException refused) {
                        refusal.set(refused);
                        super.onHalfClose();
                    }
                }

                @Override
                public void onHalfClose() {
                    if (refusal.get() == null) {
                        super.onHalfClose();
                    }
                }
            };
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException cut) {
                throw new UncheckedIOException("a message of a call was cut off", cut);
            }
        }
    }

    private static <Q, A> void addStrict(ServerServiceDefinition.Builder service, ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
        if (descriptor.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
                && descriptor.getRequestMarshaller() instanceof MethodDescriptor.PrototypeMarshaller<Q> usual) {
            Descriptor request = schema.getMethodDescriptor().getInputType();
            MethodDescriptor<Q, A> strict = descriptor.toBuilder(
                            new Strict<>(usual, request), descriptor.getResponseMarshaller())
                    .build();
            service.addMethod(ServerMethodDefinition.create(strict, method.getServerCallHandler()));
        } else {
            throw new IllegalStateException("not a protobuf method: " + descriptor.getFullMethodName());
        }
    }

    private record Strict<Q>(MethodDescriptor.Marshaller<Q> usual, Descriptor type)
            implements MethodDescriptor.Marshaller<Q> {
        @Override
        public InputStream stream(Q value) {
            return usual.stream(value);
        }

        @Override
        public Q parse(InputStream stream) {
            byte[] bytes;
            try {
                bytes = stream.readAllBytes();
            } catch (IOException cut) {
                throw CallError.MALFORMED.exception("The request was cut off.");
            }
            if (bytes.length > MOST_BYTES) {
                throw CallError.MESSAGE_TOO_LARGE.exception();
            }
            try {
                return usual.parse(new ByteArrayInputStream(bytes));
            } catch (RuntimeException unreadable) {
                String place = badText(bytes, type)
                        .map(field -> "The text in " + field + " is not valid UTF-8.")
                        .orElse("The request is not a valid " + type.getFullName() + ".");
                throw CallError.MALFORMED.exception(place);
            }
        }
    }

    /// The path of the first text that isn't UTF-8, such as `events[3].survey_answer.comment`.
    static Optional<String> badText(byte[] message, Descriptor type) {
        try {
            return badText(CodedInputStream.newInstance(message), type, "");
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> badText(CodedInputStream input, Descriptor type, String path) throws IOException {
        Map<FieldDescriptor, Integer> seen = new HashMap<>();
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean hasLength = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (field == null || !hasLength) {
                input.skipField(tag);
                continue;
            }
            int index = seen.merge(field, 1, Integer::sum) - 1;
            String place = path + field.getName() + (field.isRepeated() ? "[" + index + "]" : "");
            byte[] content = input.readByteArray();
            Optional<String> bad = Optional.empty();
            if (field.getJavaType() == FieldDescriptor.JavaType.STRING && !isUtf8(content)) {
                bad = Optional.of(place);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                bad = badText(CodedInputStream.newInstance(content), field.getMessageType(), place + ".");
            }
            if (bad.isPresent()) {
                return bad;
            }
        }
        return Optional.empty();
    }

    private static boolean isUtf8(byte[] content) {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException bad) {
            return false;
        }
    }
}
