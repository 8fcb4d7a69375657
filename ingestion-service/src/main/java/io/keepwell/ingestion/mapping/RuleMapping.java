package io.keepwell.ingestion.mapping;

import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.Beside;
import io.keepwell.contract.v1.FieldRules;
import io.keepwell.contract.v1.Range;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Money;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns the payload of a kind into its fact by the rules that the contract writes at the fields: each field
/// becomes the component of its name. A field without a component, a component without a field, or a text or number
/// without a rule keeps the service from starting.
final class RuleMapping {
    private static final String NOT_GIVEN = "UNKNOWN";

    private final List<Step> steps;
    private final Constructor<? extends Fact> constructor;

    /// A field and where its value goes.
    ///
    /// @param only beside which constants of another field it may be given
    private record Step(FieldDescriptor field, int component, Optional<Only> only, Reading reading) {}

    /// @param numbers of the constants
    /// @param names of the constants, for people
    private record Only(FieldDescriptor field, Set<Integer> numbers, String names) {}

    /// Reads a field by its rule.
    @FunctionalInterface
    private interface Reading {
        Object read(Fields fields, Message message);
    }

    private RuleMapping(List<Step> steps, Constructor<? extends Fact> constructor) {
        this.steps = steps;
        this.constructor = constructor;
    }

    static RuleMapping of(EventKind kind) {
        Class<? extends Fact> type = FactTables.ofKind(kind.name())
                .orElseThrow(() -> problem(kind.name()))
                .type();
        List<RecordComponent> components = List.of(type.getRecordComponents());
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < components.size(); i++) {
            indexes.put(components.get(i).getName(), i);
        }
        List<Step> steps = kind.fields().stream()
                .map(field -> {
                    Integer index = indexes.remove(field.getJsonName());
                    if (index == null) {
                        throw problem(field.getFullName());
                    }
                    RecordComponent component = components.get(index);
                    return new Step(
                            field,
                            index,
                            EventKind.onlyBeside(field).map(only -> only(field, only)),
                            reading(field, component.getType()));
                })
                .toList();
        if (!indexes.isEmpty()) {
            throw problem(type.getSimpleName() + indexes.keySet());
        }
        try {
            return new RuleMapping(
                    steps,
                    type.getConstructor(
                            components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new)));
        } catch (NoSuchMethodException hidden) {
            throw new IllegalStateException(hidden);
        }
    }

    private static IllegalStateException problem(String name) {
        return new IllegalStateException("the contract and the facts don't pair, or a rule is missing: " + name);
    }

    private static Only only(FieldDescriptor field, Beside beside) {
        FieldDescriptor choosing = field.getContainingType().findFieldByName(beside.getField());
        if (choosing == null) {
            throw problem(field.getFullName());
        }
        EnumDescriptor choices = choosing.getEnumType();
        List<EnumValueDescriptor> values = beside.getValuesList().stream()
                .map(name -> Optional.ofNullable(choices.findValueByName(name)).orElseThrow(() -> problem(name)))
                .toList();
        return new Only(
                choosing,
                values.stream().map(EnumValueDescriptor::getNumber).collect(Collectors.toUnmodifiableSet()),
                values.stream()
                        .map(value -> value.getName()
                                .substring(EventKind.prefix(choices).length()))
                        .collect(Collectors.joining(" and ")));
    }

    /// @param type of the fact's component
    private static Reading reading(FieldDescriptor field, Class<?> type) {
        String name = field.getName();
        return switch (field.getJavaType()) {
            case STRING -> text(field);
            case ENUM -> choice(field, type);
            case INT, LONG -> number(field, type);
            case BOOLEAN -> (_, message) -> message.getField(field);
            case MESSAGE -> {
                if (field.getMessageType().equals(Money.getDescriptor())) {
                    yield type == Optional.class
                            ? (fields, message) ->
                                    fields.optionalMoney(name, message.hasField(field), (Money) message.getField(field))
                            : (fields, message) -> fields.money(name, (Money) message.getField(field));
                }
                if (field.getMessageType().equals(Date.getDescriptor())) {
                    yield type == Optional.class
                            ? (fields, message) ->
                                    fields.optionalDate(name, message.hasField(field), (Date) message.getField(field))
                            : (fields, message) -> fields.date(name, (Date) message.getField(field));
                }
                throw problem(field.getFullName());
            }
            case FLOAT, DOUBLE, BYTE_STRING -> throw problem(field.getFullName());
        };
    }

    private static Reading text(FieldDescriptor field) {
        String name = field.getName();
        FieldOptions rules = field.getOptions();
        if (rules.getExtension(FieldRules.id)) {
            return (fields, message) -> fields.id(name, (String) message.getField(field));
        }
        if (rules.getExtension(FieldRules.words)) {
            return (fields, message) -> fields.text(name, (String) message.getField(field));
        }
        int longest = rules.getExtension(FieldRules.line);
        if (longest == 0) {
            throw problem(field.getFullName());
        }
        return (fields, message) -> fields.line(name, (String) message.getField(field), longest);
    }

    /// The core's constant UNKNOWN stands for a field that may be left out.
    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum's class is that of its constants
    private static Reading choice(FieldDescriptor field, Class<?> type) {
        Class<? extends Enum> core = type.asSubclass(Enum.class);
        Choices<?> choices = RequiredFields.isRequired(field)
                ? Choices.of(field.getEnumType(), core)
                : Choices.of(field.getEnumType(), Enum.valueOf(core, NOT_GIVEN));
        return (fields, message) ->
                fields.choice(field.getName(), ((EnumValueDescriptor) message.getField(field)).getNumber(), choices);
    }

    private static Reading number(FieldDescriptor field, Class<?> type) {
        FieldOptions rules = field.getOptions();
        if (!rules.hasExtension(FieldRules.range)) {
            throw problem(field.getFullName());
        }
        Range range = rules.getExtension(FieldRules.range);
        long missing = rules.getExtension(FieldRules.missingMeans);
        boolean isSmall = type == int.class;
        return (fields, message) -> {
            boolean isGiven = !field.hasPresence() || message.hasField(field);
            long number = isGiven
                    ? fields.inRange(
                            field.getName(),
                            ((Number) message.getField(field)).longValue(),
                            range.getLeast(),
                            range.getMost())
                    : missing;
            return isSmall ? (Object) Math.toIntExact(number) : (Object) number;
        };
    }

    Optional<Fact> map(Fields fields, Message message) {
        Object[] values = new Object[steps.size()];
        for (Step step : steps) {
            step.only().ifPresent(only -> check(only, step.field(), fields, message));
            values[step.component()] = step.reading().read(fields, message);
        }
        return fields.whole(() -> make(values));
    }

    private static void check(Only only, FieldDescriptor field, Fields fields, Message message) {
        boolean isBeside = only.numbers().contains(((EnumValueDescriptor) message.getField(only.field())).getNumber());
        fields.refuseIf(
                !isBeside && RequiredFields.isGiven(message, field),
                field.getName(),
                "Only the " + only.field().getName() + " " + only.names() + " has it.");
    }

    private Fact make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException("the contract's rules let through what the fact refuses", refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
