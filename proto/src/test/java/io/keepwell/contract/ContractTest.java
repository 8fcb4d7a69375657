package io.keepwell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.query.v1.QueryFiguresRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Version 1 only ever grows. The baseline lists all that partners may rely on, a line each; run with
/// `-Dkeepwell.golden=write` to add to it. A line that is gone is a broken promise, and is never written over.
final class ContractTest {
    private static final Path BASELINE = Path.of("src/test/resources/contract-v1.txt");

    @Test
    void everything_published_before_is_still_there_unchanged() throws IOException {
        assertThat(contract()).containsAll(baseline());
    }

    @Test
    void baseline_names_everything_there_is() throws IOException {
        SortedSet<String> now = contract();
        List<String> before = baseline();
        if ("write".equals(System.getProperty("keepwell.golden")) && now.containsAll(before)) {
            Files.write(BASELINE, now);
        } else {
            assertThat(before)
                    .as("the contract has grown: review it, then write it down with -Dkeepwell.golden=write")
                    .containsExactlyElementsOf(now);
        }
    }

    @Test
    void every_enum_begins_with_unspecified() {
        assertThat(contract().stream()
                        .filter(line -> line.startsWith("enum ") && line.endsWith(" = 0"))
                        .toList())
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(line -> line.contains("_UNSPECIFIED"));
    }

    private static List<String> baseline() throws IOException {
        return Files.exists(BASELINE) ? Files.readAllLines(BASELINE) : List.of();
    }

    private static SortedSet<String> contract() {
        SortedSet<String> lines = new TreeSet<>();
        List<FileDescriptor> files = new ArrayList<>();
        addWithDependencies(PublishEventsRequest.getDescriptor().getFile(), files);
        addWithDependencies(QueryFiguresRequest.getDescriptor().getFile(), files);
        for (FileDescriptor file : files) {
            file.getMessageTypes().forEach(message -> addMessage(message, lines));
            file.getEnumTypes().forEach(values -> addEnum(values, lines));
            file.getServices().forEach(service -> addService(service, lines));
        }
        return lines;
    }

    private static void addWithDependencies(FileDescriptor file, List<FileDescriptor> files) {
        if (file.getPackage().startsWith("keepwell.") && !files.contains(file)) {
            files.add(file);
            file.getDependencies().forEach(dependency -> addWithDependencies(dependency, files));
        }
    }

    private static void addMessage(Descriptor message, SortedSet<String> lines) {
        lines.add("message " + message.getFullName());
        for (FieldDescriptor field : message.getFields()) {
            lines.add("field " + message.getFullName() + "." + field.getName() + " = " + field.getNumber() + " "
                    + cardinality(field) + type(field)
                    + Optional.ofNullable(field.getRealContainingOneof())
                            .map(OneofDescriptor::getName)
                            .map(" oneof "::concat)
                            .orElse(""));
        }
        message.getNestedTypes().forEach(nested -> addMessage(nested, lines));
        message.getEnumTypes().forEach(nested -> addEnum(nested, lines));
    }

    private static String cardinality(FieldDescriptor field) {
        return field.isRepeated() ? "repeated " : "";
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                field.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static void addEnum(EnumDescriptor values, SortedSet<String> lines) {
        values.getValues()
                .forEach(value ->
                        lines.add("enum " + values.getFullName() + "." + value.getName() + " = " + value.getNumber()));
    }

    private static void addService(ServiceDescriptor service, SortedSet<String> lines) {
        for (MethodDescriptor method : service.getMethods()) {
            lines.add("rpc " + method.getFullName() + "("
                    + (method.isClientStreaming() ? "stream " : "")
                    + method.getInputType().getFullName() + ") returns ("
                    + (method.isServerStreaming() ? "stream " : "")
                    + method.getOutputType().getFullName() + ")");
        }
    }
}
