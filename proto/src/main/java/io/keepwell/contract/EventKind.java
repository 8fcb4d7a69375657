package io.keepwell.contract;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.contract.v1.Beside;
import io.keepwell.contract.v1.FieldRules;
import io.keepwell.contract.v1.KindDescription;
import io.keepwell.ingestion.v1.Event;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A kind of event, as the contract describes it: the rules at the fields of its payload, what it is for, and a sample.
/// Samples, random events, examples of imports and the partner guide are made of it.
///
/// @param payload the event's field for it
public record EventKind(FieldDescriptor payload) {
    /// Every kind there is, in the order of the contract.
    public static final List<EventKind> ALL = Event.getDescriptor().getOneofs().getFirst().getFields().stream()
            .map(EventKind::new)
            .toList();

    private static final String UNSPECIFIED = "UNSPECIFIED";
    /// 5 March 2026, noon in UTC, and something that only microseconds keep.
    private static final Timestamp MOMENT = Timestamp.newBuilder()
            .setSeconds(1_772_712_000)
            .setNanos(123_456_000)
            .build();

    /// The kind with a name.
    public static Optional<EventKind> of(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /// Its name, which is its field's: `survey_answer`.
    public String name() {
        return payload.getName();
    }

    /// The fields of its payload.
    public List<FieldDescriptor> fields() {
        return payload.getMessageType().getFields();
    }

    /// For people: what such events are for.
    public String purpose() {
        return description().getPurpose();
    }

    /// An event with every field that its payload can have at once. Each kind's has an id of its own.
    public Event sample() {
        Event.Builder event = Event.newBuilder()
                .setEventId("018f4e1a-0000-7000-8000-%012x".formatted(ALL.indexOf(this) + 1))
                .setOccurredAt(MOMENT);
        if (RequiredFields.accountRule(payload) != AccountRule.ACCOUNT_RULE_EMPTY) {
            event.setAccountId("acme");
        }
        try {
            TextFormat.merge(description().getSample(), event.getFieldBuilder(payload));
        } catch (TextFormat.ParseException wrong) {
            throw new IllegalStateException("the contract's sample of " + name() + " can't be read", wrong);
        }
        return event.build();
    }

    private KindDescription description() {
        if (!payload.getMessageType().getOptions().hasExtension(FieldRules.kind)) {
            throw new IllegalStateException("the contract doesn't describe the kind " + name());
        }
        return payload.getMessageType().getOptions().getExtension(FieldRules.kind);
    }

    /// Beside which constants of another field of the message this one may be given; empty where beside all.
    public static Optional<Beside> onlyBeside(FieldDescriptor field) {
        return field.getOptions().hasExtension(FieldRules.onlyBeside)
                ? Optional.of(field.getOptions().getExtension(FieldRules.onlyBeside))
                : Optional.empty();
    }

    /// Whether the field may be given in a message that has all others.
    public static boolean mayHave(Message message, FieldDescriptor field) {
        return onlyBeside(field)
                .map(beside ->
                        beside.getValuesList().contains(chosen(message, beside).getName()))
                .orElse(true);
    }

    private static EnumValueDescriptor chosen(Message message, Beside beside) {
        FieldDescriptor choosing =
                Objects.requireNonNull(message.getDescriptorForType().findFieldByName(beside.getField()));
        return (EnumValueDescriptor) message.getField(choosing);
    }

    /// What the names of an enum's constants begin with: `SUBSCRIPTION_STEP_`.
    public static String prefix(EnumDescriptor type) {
        String unspecified = type.getValues().getFirst().getName();
        return unspecified.substring(0, unspecified.length() - UNSPECIFIED.length());
    }
}
