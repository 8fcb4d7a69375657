package io.keepwell.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.contract.v1.Beside;
import io.keepwell.contract.v1.FieldRules;
import io.keepwell.ingestion.v1.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which fields an event needs, as the contract's `field_rules.proto` says it at the fields. The server rejects by
/// these rules, and whoever writes events can ask them beforehand.
public final class RequiredFields {
    private static final FieldDescriptor ACCOUNT =
            Objects.requireNonNull(Event.getDescriptor().findFieldByNumber(Event.ACCOUNT_ID_FIELD_NUMBER));
    private static final List<FieldDescriptor> PAYLOADS =
            Event.getDescriptor().getOneofs().getFirst().getFields();
    private static final String WITHOUT_ACCOUNT = PAYLOADS.stream()
            .filter(payload -> accountRule(payload) != AccountRule.ACCOUNT_RULE_UNSPECIFIED)
            .map(FieldDescriptor::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    private static final Map<Descriptor, List<Rule>> RULES = new HashMap<>();

    static {
        readRules(Event.getDescriptor());
    }

    private RequiredFields() {}

    /// A field that an event needs and lacks.
    ///
    /// @param field path of the field inside the event, such as `survey_answer.score`
    /// @param message for people, in English
    public record Missing(String field, String message) {}

    /// What has to be looked at in a message.
    ///
    /// @param always whether the field is needed beside whatever else
    /// @param beside numbers of constants beside which it is needed; empty where there are none
    /// @param chosenBy the field of these constants; the field itself where there are none
    /// @param inside whether fields inside of it may be needed
    private record Rule(
            FieldDescriptor field, boolean always, Set<Integer> beside, FieldDescriptor chosenBy, boolean inside) {
        boolean applies(Message message) {
            return always
                    || (!beside.isEmpty()
                            && beside.contains(((EnumValueDescriptor) message.getField(chosenBy)).getNumber()));
        }
    }

    /// Whether every message with this field needs it.
    public static boolean isRequired(FieldDescriptor field) {
        return field.getOptions().getExtension(FieldRules.required);
    }

    /// Beside which constants of another field of the message this one is needed; empty where there is no such rule.
    public static Optional<Beside> requiredBeside(FieldDescriptor field) {
        return field.getOptions().hasExtension(FieldRules.requiredBeside)
                ? Optional.of(field.getOptions().getExtension(FieldRules.requiredBeside))
                : Optional.empty();
    }

    /// Whether an event with this payload needs an account.
    ///
    /// @param payload a field of the event's oneof
    public static AccountRule accountRule(FieldDescriptor payload) {
        return payload.getOptions().getExtension(FieldRules.account);
    }

    /// Whether the message says something of the field: texts that are blank, enums that are UNSPECIFIED and empty
    /// lists don't, a 0 that was sent does.
    public static boolean isGiven(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return message.getRepeatedFieldCount(field) > 0;
        }
        return switch (field.getJavaType()) {
            case STRING -> !((String) message.getField(field)).isBlank();
            case ENUM -> ((EnumValueDescriptor) message.getField(field)).getNumber() != 0;
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, BYTE_STRING, MESSAGE -> message.hasField(field);
        };
    }

    /// The first field that the event needs and lacks, in the order of the contract; empty where it has all of them.
    public static Optional<Missing> firstMissing(Event event) {
        return firstMissing(event, "");
    }

    private static Optional<Missing> firstMissing(Message message, String path) {
        for (Rule rule : RULES.getOrDefault(message.getDescriptorForType(), List.of())) {
            FieldDescriptor field = rule.field();
            if (field == ACCOUNT) {
                Optional<Missing> account = missingAccount((Event) message);
                if (account.isPresent()) {
                    return account;
                }
            } else if (rule.applies(message) && !isGiven(message, field)) {
                return Optional.of(new Missing(path + field.getName(), why(rule)));
            }
            Optional<Missing> inside = rule.inside() ? firstInside(message, field, path) : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return firstInsideOneofs(message, path);
    }

    /// Of a oneof, which may have many fields, only the one that is there is looked at: this is done for every event.
    private static Optional<Missing> firstInsideOneofs(Message message, String path) {
        for (OneofDescriptor oneof : message.getDescriptorForType().getRealOneofs()) {
            FieldDescriptor field = message.getOneofFieldDescriptor(oneof);
            if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                Optional<Missing> inside =
                        firstMissing((Message) message.getField(field), path + field.getName() + ".");
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Missing> firstInside(Message message, FieldDescriptor field, String path) {
        if (!field.isRepeated()) {
            return message.hasField(field)
                    ? firstMissing((Message) message.getField(field), path + field.getName() + ".")
                    : Optional.empty();
        }
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            Optional<Missing> missing =
                    firstMissing((Message) message.getRepeatedField(field, i), path + field.getName() + "[" + i + "].");
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }

    private static Optional<Missing> missingAccount(Event event) {
        FieldDescriptor payload =
                event.getOneofFieldDescriptor(PAYLOADS.getFirst().getContainingOneof());
        boolean missing = payload != null
                && event.getAccountId().isBlank()
                && accountRule(payload) == AccountRule.ACCOUNT_RULE_UNSPECIFIED;
        return missing
                ? Optional.of(new Missing(
                        ACCOUNT.getName(),
                        "This field is required: it says which account the event is about. Only these kinds may come without: "
                                + WITHOUT_ACCOUNT + "."))
                : Optional.empty();
    }

    private static String why(Rule rule) {
        FieldDescriptor field = rule.field();
        if (!rule.always()) {
            String beside = rule.chosenBy().getEnumType().getValues().stream()
                    .filter(value -> rule.beside().contains(value.getNumber()))
                    .map(value -> shortName(rule.chosenBy().getEnumType(), value))
                    .collect(Collectors.joining(" or "));
            return "This field is required where " + rule.chosenBy().getName() + " is " + beside + ".";
        }
        return switch (field.getJavaType()) {
            case ENUM ->
                "This field is required: one of "
                        + field.getEnumType().getValues().stream()
                                .filter(value -> value.getNumber() != 0)
                                .map(value -> shortName(field.getEnumType(), value))
                                .collect(Collectors.joining(", "))
                        + ".";
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> "This field is required, and a 0 counts only where it was sent.";
            case STRING, BYTE_STRING, MESSAGE -> "This field is required.";
        };
    }

    /// `START` of `SUBSCRIPTION_STEP_START`.
    private static String shortName(EnumDescriptor type, EnumValueDescriptor value) {
        return value.getName().substring(EventKind.prefix(type).length());
    }

    /// Reads the rules of a type and of all within it.
    ///
    /// @return whether there are any
    private static boolean readRules(Descriptor type) {
        List<Rule> known = RULES.get(type);
        if (known == null) {
            known = type.getFields().stream()
                    .filter(field -> field.getRealContainingOneof() == null)
                    .map(RequiredFields::rule)
                    .flatMap(Optional::stream)
                    .toList();
            type.getRealOneofs().stream()
                    .flatMap(oneof -> oneof.getFields().stream())
                    .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                    .forEach(field -> readRules(field.getMessageType()));
            RULES.put(type, known);
        }
        return !known.isEmpty();
    }

    private static Optional<Rule> rule(FieldDescriptor field) {
        boolean always = isRequired(field);
        Set<Integer> beside = new HashSet<>();
        FieldDescriptor chosenBy = field;
        if (requiredBeside(field).isPresent()) {
            Beside rule = requiredBeside(field).orElseThrow();
            chosenBy = Objects.requireNonNull(
                    field.getContainingType().findFieldByName(rule.getField()), field + " names no field beside it");
            for (String value : rule.getValuesList()) {
                beside.add(Objects.requireNonNull(
                                chosenBy.getEnumType().findValueByName(value), field + " names no constant: " + value)
                        .getNumber());
            }
        }
        boolean inside = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && readRules(field.getMessageType());
        return always || !beside.isEmpty() || inside || field.equals(ACCOUNT)
                ? Optional.of(new Rule(field, always, Set.copyOf(beside), chosenBy, inside))
                : Optional.empty();
    }
}
