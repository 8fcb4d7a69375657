package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of event has an example of an import. A kind for which nobody wrote one by hand is given one made of the
/// contract's sample: `-Dkeepwell.golden=write` writes those, and writes none over that somebody wrote.
final class ExampleFilesTest {
    private static final Path EXAMPLES = Path.of("mappings/examples");
    private static final String MADE = "# Made of the contract's sample: ";

    static List<EventKind> kinds() {
        return EventKind.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_has_an_example_and_one_that_was_made_is_as_the_contract_says(EventKind kind) throws IOException {
        Path mapping = EXAMPLES.resolve(kind.name() + ".yaml");
        Path file = EXAMPLES.resolve(kind.name() + ".csv");
        boolean isByHand = Files.exists(mapping) && !Files.readString(mapping).startsWith(MADE);
        if (!isByHand) {
            if ("write".equals(System.getProperty("keepwell.golden"))) {
                Files.writeString(mapping, mapping(kind));
                Files.writeString(file, file(kind));
            }
            assertThat(mapping).as("write it with -Dkeepwell.golden=write").hasContent(mapping(kind));
            assertThat(file).hasContent(file(kind));
        }
        assertThat(file).exists();
    }

    /// Made of a kind that has fields of all sorts, though somebody wrote an example of it.
    @Test
    void example_gives_each_field_a_column_of_its_name_and_the_value_of_the_sample() {
        EventKind renewals = EventKind.of("renewal_outcome").orElseThrow();

        assertThat(mapping(renewals)).endsWith("""
                events:
                  - kind: renewal_outcome
                    event_id: "{event_id}"
                    account_id: "{account_id}"
                    occurred_at: "{occurred_at}"
                    fields:
                      contract_id: "{contract_id}"
                      due_on: "{due_on}"
                      result: "{result}"
                      value: {amount: "{value}", currency_code: "{value_currency}"}
                      renewed_value: {amount: "{renewed_value}", currency_code: "{renewed_value_currency}"}
                      reason: "{reason}"
                """);
        assertThat(file(renewals)).isEqualTo("""
                event_id,account_id,occurred_at,contract_id,due_on,result,value,value_currency,renewed_value,\
                renewed_value_currency,reason
                E-1,C-100,2026-03-05T12:00:00Z,C-1,2026-03-31,renewed,1200,EUR,1300,USD,content
                """);
    }

    private static String mapping(EventKind kind) {
        StringBuilder text = new StringBuilder(MADE + kind.purpose() + ".\nevents:\n  - kind: " + kind.name() + "\n");
        header(kind).keySet().forEach(column -> text.append("    " + column + ": \"{" + column + "}\"\n"));
        text.append("    fields:\n");
        for (FieldDescriptor field : kind.fields()) {
            String name = field.getName();
            text.append("      " + name + ": ")
                    .append(
                            isMoney(field)
                                    ? "{amount: \"{" + name + "}\", currency_code: \"{" + name + "_currency}\"}"
                                    : "\"{" + name + "}\"")
                    .append("\n");
        }
        return text.toString();
    }

    private static String file(EventKind kind) {
        Map<String, String> row = header(kind);
        Event sample = kind.sample();
        Message payload = (Message) sample.getField(kind.payload());
        for (FieldDescriptor field : kind.fields()) {
            if (isMoney(field)) {
                Money money = (Money) payload.getField(field);
                row.put(field.getName(), money.getAmount());
                row.put(field.getName() + "_currency", money.getCurrencyCode());
            } else {
                row.put(field.getName(), text(payload.getField(field)));
            }
        }
        return String.join(",", row.keySet()) + "\n"
                + row.values().stream().map(ExampleFilesTest::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static Map<String, String> header(EventKind kind) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("event_id", "E-1");
        if (RequiredFields.accountRule(kind.payload()) != AccountRule.ACCOUNT_RULE_EMPTY) {
            header.put("account_id", "C-100");
        }
        header.put("occurred_at", "2026-03-05T12:00:00Z");
        return header;
    }

    private static boolean isMoney(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(Money.getDescriptor());
    }

    private static String text(Object value) {
        return switch (value) {
            case EnumValueDescriptor constant ->
                constant.getName()
                        .substring(EventKind.prefix(constant.getType()).length())
                        .toLowerCase(Locale.ROOT);
            case Date day -> "%04d-%02d-%02d".formatted(day.getYear(), day.getMonth(), day.getDay());
            case Boolean flag -> flag ? "yes" : "no";
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
