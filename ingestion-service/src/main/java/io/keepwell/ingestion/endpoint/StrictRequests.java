package io.keepwell.ingestion.endpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes a service say where a request can't be read, instead of only that it can't.
final class StrictRequests {
    private StrictRequests() {}

    static ServerServiceDefinition of(ServerServiceDefinition service) {
        ServerServiceDefinition.Builder strict =
                ServerServiceDefinition.builder(service.getServiceDescriptor().getName());
        service.getMethods().forEach(method -> addStrict(strict, method));
        return strict.build();
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
