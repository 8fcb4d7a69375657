package io.keepwell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.TextFormat;
import io.keepwell.contract.v1.FieldRules;
import io.keepwell.contract.v1.Range;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.query.v1.QueryMetricRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Version 1 only ever grows. The baseline lists all that partners may rely on, a line each; run with
/// `-Dkeepwell.golden=write` to add to it. A line that is gone is a broken promise, and is never written over.
final class ContractTest {
    private static final Path BASELINE = Path.of("src/test/resources/contract-v1.txt");
    private static final Path GUIDE = Path.of("../docs/partner-guide.md");
    private static final String KINDS_HEAD =
            "| kind | what for | required, besides `event_id`, `account_id`, `occurred_at` |\n|---|---|---|\n";

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

    /// Who sends 0, and who sends nothing, say the same only where the field's rule and comment say so.
    @Test
    void number_or_flag_that_partners_send_has_presence_or_says_that_0_is_absent() {
        List<FieldDescriptor> scalars = sentByPartners().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.isRepeated() && isNumberOrFlag(field))
                .toList();

        assertThat(scalars).hasSizeGreaterThan(20).allSatisfy(field -> {
            boolean zeroIsAbsent = field.getOptions().getExtension(FieldRules.zeroIsAbsent);
            assertThat(field.hasPresence()).as(field.getFullName()).isNotEqualTo(zeroIsAbsent);
        });
    }

    /// The guide's table of kinds is made of the contract; run with `-Dkeepwell.golden=write` to write it anew.
    @Test
    void guide_has_a_row_for_each_kind_with_what_the_contract_requires() throws IOException {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf(KINDS_HEAD) + KINDS_HEAD.length();
        int end = guide.indexOf("\n\n", begin) + 1;
        String rows = EventKind.ALL.stream()
                .map(kind -> "| `%s` | %s | %s |\n".formatted(kind.name(), kind.purpose(), required(kind)))
                .collect(Collectors.joining());

        assertThat(guide).contains(KINDS_HEAD);
        if ("write".equals(System.getProperty("keepwell.golden"))) {
            Files.writeString(GUIDE, guide.substring(0, begin) + rows + guide.substring(end));
        } else {
            assertThat(guide.substring(begin, end))
                    .as("write it with -Dkeepwell.golden=write")
                    .isEqualTo(rows);
        }
    }

    /// Fields that are always required, and behind them those that are beside constants of another field.
    private static String required(EventKind kind) {
        String always = names(kind.fields().stream().filter(RequiredFields::isRequired));
        Map<List<String>, List<FieldDescriptor>> beside = kind.fields().stream()
                .filter(field -> RequiredFields.requiredBeside(field).isPresent())
                .collect(Collectors.groupingBy(
                        field -> RequiredFields.requiredBeside(field).orElseThrow().getValuesList().stream()
                                .map(value -> value.substring(value.lastIndexOf('_') + 1))
                                .toList(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        String others = beside.entrySet().stream()
                .map(entry -> "; for " + String.join(" and ", entry.getKey()) + " " + names(entry.getValue().stream()))
                .collect(Collectors.joining());
        return always.isEmpty() && others.isEmpty() ? "nothing" : always + others;
    }

    private static String names(Stream<FieldDescriptor> fields) {
        return fields.map(field -> "`" + field.getName() + "`").collect(Collectors.joining(", "));
    }

    @Test
    void every_kind_says_what_it_is_for_and_has_a_sample_with_all_that_is_required() {
        assertThat(EventKind.ALL).hasSizeGreaterThan(20).allSatisfy(kind -> {
            assertThat(kind.purpose()).as(kind.name()).isNotBlank();
            assertThat(RequiredFields.firstMissing(kind.sample()))
                    .as(kind.name())
                    .isEmpty();
        });
        assertThat(EventKind.ALL.stream().map(kind -> kind.sample().getEventId()))
                .doesNotHaveDuplicates();
    }

    /// A text without a rule would be taken at any length.
    @Test
    void field_has_the_rules_of_its_type_alone() {
        for (EventKind kind : EventKind.ALL) {
            for (FieldDescriptor field : kind.fields()) {
                FieldOptions rules = field.getOptions();
                long ofTexts = Stream.of(FieldRules.id, FieldRules.words)
                                .filter(rules::getExtension)
                                .count()
                        + (rules.getExtension(FieldRules.line) > 0 ? 1 : 0);
                assertThat(ofTexts)
                        .as(field.getFullName())
                        .isLessThanOrEqualTo(field.getJavaType() == FieldDescriptor.JavaType.STRING ? 1 : 0);
                if (rules.hasExtension(FieldRules.range)) {
                    Range range = rules.getExtension(FieldRules.range);
                    assertThat(isNumberOrFlag(field)).as(field.getFullName()).isTrue();
                    assertThat(range.getLeast()).as(field.getFullName()).isLessThan(range.getMost());
                }
            }
        }
    }

    private static boolean isNumberOrFlag(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> true;
            case STRING, BYTE_STRING, ENUM, MESSAGE -> false;
        };
    }

    /// The requests and all that is inside of them.
    private static Set<Descriptor> sentByPartners() {
        Set<Descriptor> types = new LinkedHashSet<>();
        for (FileDescriptor file : files()) {
            for (ServiceDescriptor service : file.getServices()) {
                service.getMethods().forEach(method -> addTypes(method.getInputType(), types));
            }
        }
        return types;
    }

    private static void addTypes(Descriptor type, Set<Descriptor> types) {
        if (type.getFullName().startsWith("keepwell.") && types.add(type)) {
            type.getFields().stream()
                    .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                    .forEach(field -> addTypes(field.getMessageType(), types));
        }
    }

    private static List<String> baseline() throws IOException {
        return Files.exists(BASELINE) ? Files.readAllLines(BASELINE) : List.of();
    }

    private static List<FileDescriptor> files() {
        List<FileDescriptor> files = new ArrayList<>();
        addWithDependencies(PublishEventsRequest.getDescriptor().getFile(), files);
        addWithDependencies(QueryMetricRequest.getDescriptor().getFile(), files);
        return files;
    }

    private static SortedSet<String> contract() {
        SortedSet<String> lines = new TreeSet<>();
        for (FileDescriptor file : files()) {
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
                            .orElse("")
                    + rules(field));
        }
        message.getNestedTypes().forEach(nested -> addMessage(nested, lines));
        message.getEnumTypes().forEach(nested -> addEnum(nested, lines));
    }

    private static String cardinality(FieldDescriptor field) {
        if (field.isRepeated()) {
            return "repeated ";
        }
        return field.getContainingOneof() != null && field.getRealContainingOneof() == null ? "optional " : "";
    }

    /// What is asked of the field: asking for more would refuse what was taken before.
    private static String rules(FieldDescriptor field) {
        String rules = TextFormat.printer().emittingSingleLine(true).printToString(field.getOptions());
        return rules.isBlank() ? "" : " " + rules.strip();
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
