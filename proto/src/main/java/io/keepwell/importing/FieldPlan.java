package io.keepwell.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.keepwell.contract.RequiredFields;
import io.keepwell.ingestion.v1.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One value, or one of several, of a field.
sealed interface FieldPlan {
    void set(Message.Builder builder, String[] cells) throws BadValue;

    /// Whether rows may have something for it, and others not. A currency alone is nothing.
    boolean hasColumns();

    boolean hasSome(String[] cells);

    /// @param path of the message in the event, for messages about rows
    static FieldPlan of(
            MappingPath place,
            Descriptor type,
            String path,
            String name,
            JsonNode value,
            FieldText.Setting setting) {
        FieldDescriptor field = type.findFieldByName(name);
        if (field == null) {
            throw place.problem("'" + type.getName() + "' has no field '" + name + "'; it has: "
                    + names(type.getFields()) + ".");
        }
        MappingPath own = place.part(name);
        String fieldPath = path + "." + name;
        if (!value.isArray()) {
            return single(own, field, fieldPath, value, setting);
        }
        if (!field.isRepeated()) {
            throw own.problem("it takes one value, not several.");
        }
        List<FieldPlan> several = new ArrayList<>();
        value.forEach(each -> several.add(single(own, field, fieldPath, each, setting)));
        return new Several(several);
    }

    private static FieldPlan single(
            MappingPath place, FieldDescriptor field, String path, JsonNode value, FieldText.Setting setting) {
        if (!FieldText.isOne(value)) {
            if (!FieldValues.isMessage(field)) {
                throw place.problem("it takes a text or number, not fields of its own.");
            }
            if (FieldValues.isDay(field) && ShiftedDay.isOne(value)) {
                return new Shifted(field, path, ShiftedDay.of(place, value, setting));
            }
            List<FieldPlan> parts = value.properties().stream()
                    .map(part -> of(place, field.getMessageType(), path, part.getKey(), part.getValue(), setting))
                    .toList();
            checkRequired(
                    place,
                    field.getMessageType(),
                    value.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
            return new Inner(field, parts, parts.stream().anyMatch(FieldPlan::hasColumns));
        }
        FieldText text = FieldText.of(place, value, FieldValues.isNumber(field), setting);
        if (text.splits() && !field.isRepeated()) {
            throw place.problem("it takes one value, so there is nothing to split.");
        }
        if (FieldValues.isMessage(field) && !FieldValues.isDay(field)) {
            throw place.problem("it needs fields of its own: "
                    + names(field.getMessageType().getFields()) + ".");
        }
        return text.isConstant() && !field.isRepeated()
                ? constant(place, field, path, text)
                : new Text(field, path, text);
    }

    private static FieldPlan constant(MappingPath place, FieldDescriptor field, String path, FieldText text) {
        try {
            String said = text.text(path, new String[0]);
            return said.isEmpty()
                    ? new Several(List.of())
                    : new Constant(field, FieldValues.value(field, path, said, text.moments()));
        } catch (BadValue bad) {
            throw place.problem(bad.getMessage() + ".");
        }
    }

    record Constant(FieldDescriptor field, Object value) implements FieldPlan {
        @Override
        public void set(Message.Builder builder, String[] cells) {
            builder.setField(field, value);
        }

        @Override
        public boolean hasColumns() {
            return false;
        }

        @Override
        public boolean hasSome(String[] cells) {
            return false;
        }
    }

    record Text(FieldDescriptor field, String path, FieldText text) implements FieldPlan {
        @Override
        public void set(Message.Builder builder, String[] cells) throws BadValue {
            if (field.isRepeated()) {
                for (String each : text.texts(path, cells)) {
                    builder.addRepeatedField(field, FieldValues.value(field, path, each, text.moments()));
                }
                return;
            }
            String one = text.text(path, cells);
            if (!one.isEmpty()) {
                builder.setField(field, FieldValues.value(field, path, one, text.moments()));
            }
        }

        @Override
        public boolean hasColumns() {
            return text.differs() && !FieldValues.isCurrency(field);
        }

        @Override
        public boolean hasSome(String[] cells) {
            return text.hasSome(cells) && !FieldValues.isCurrency(field);
        }
    }

    /// A day with months and days added or taken.
    record Shifted(FieldDescriptor field, String path, ShiftedDay day) implements FieldPlan {
        @Override
        public void set(Message.Builder builder, String[] cells) throws BadValue {
            Optional<LocalDate> shifted = day.find(path, cells);
            if (shifted.isPresent()) {
                builder.setField(field, FieldValues.date(shifted.get()));
            }
        }

        @Override
        public boolean hasColumns() {
            return day.differs();
        }

        @Override
        public boolean hasSome(String[] cells) {
            return day.hasSome(cells);
        }
    }

    /// A message. One whose columns are all empty in a row is left out, and so is money without an amount, so that an
    /// amount that isn't there needs no case of its own.
    record Inner(FieldDescriptor field, List<FieldPlan> fields, boolean hasColumns) implements FieldPlan {
        @Override
        public void set(Message.Builder builder, String[] cells) throws BadValue {
            if (hasColumns && !hasSome(cells)) {
                return;
            }
            Message.Builder inner = builder.newBuilderForField(field);
            for (FieldPlan each : fields) {
                each.set(inner, cells);
            }
            Message built = inner.build();
            if (built instanceof Money money && money.getAmount().isEmpty()) {
                return;
            }
            if (field.isRepeated()) {
                builder.addRepeatedField(field, built);
            } else {
                builder.setField(field, built);
            }
        }

        @Override
        public boolean hasSome(String[] cells) {
            return fields.stream().anyMatch(each -> each.hasSome(cells));
        }
    }

    record Several(List<FieldPlan> values) implements FieldPlan {
        @Override
        public void set(Message.Builder builder, String[] cells) throws BadValue {
            for (FieldPlan each : values) {
                each.set(builder, cells);
            }
        }

        @Override
        public boolean hasColumns() {
            return values.stream().anyMatch(FieldPlan::hasColumns);
        }

        @Override
        public boolean hasSome(String[] cells) {
            return values.stream().anyMatch(each -> each.hasSome(cells));
        }
    }

    /// What the contract requires has to be mapped: else every row would be rejected.
    static void checkRequired(MappingPath place, Descriptor type, Set<String> mapped) {
        for (FieldDescriptor field : type.getFields()) {
            if (RequiredFields.isRequired(field) && !mapped.contains(field.getName())) {
                throw place.problem("'" + type.getName() + "' needs '" + field.getName() + "'.");
            }
        }
    }

    static String names(List<FieldDescriptor> fields) {
        return fields.stream().map(FieldDescriptor::getName).collect(Collectors.joining(", "));
    }
}
