package io.keepwell.deploy.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns lines into events as a mapping file says. Knows the contract only by its description, so every kind
/// of event that the contract has can be mapped.
final class LineMapper {
    private static final Set<String> TIME_PARTS = Set.of("day", "plus_months", "minus_months");
    private static final String OCCURRED_AT = "occurred_at";

    private final MappingFile mapping;
    private final CellValues values;

    /// @throws Failure where the mapping names a kind, field or column that doesn't exist
    LineMapper(java.nio.file.Path file, MappingFile mapping, Collection<String> columns) {
        this.mapping = mapping;
        this.values = values(new Path(file.toString()), mapping);
        for (int i = 0; i < mapping.events().size(); i++) {
            check(new Path(file + ": events[" + i + "]"), mapping.events().get(i), columns);
        }
    }

    /// Where in the mapping file something stands, for messages.
    private record Path(String text) {
        Path field(String name) {
            return new Path(text + "." + name);
        }

        Failure failure(String message) {
            return new Failure(text + ": " + message);
        }
    }

    private static CellValues values(Path path, MappingFile file) {
        ZoneId zone;
        try {
            zone = ZoneId.of(Optional.ofNullable(file.zone()).orElse("UTC"));
        } catch (DateTimeException unknown) {
            throw path.field("zone").failure("there is no zone '" + file.zone() + "'.");
        }
        try {
            // Strict about days, so that 30 February is none; 'y' would then want an era.
            return new CellValues(
                    zone,
                    Optional.ofNullable(file.dayFormat())
                            .map(pattern -> DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                                    .withResolverStyle(ResolverStyle.STRICT)));
        } catch (IllegalArgumentException unreadable) {
            throw path.field("day_format")
                    .failure("'" + file.dayFormat() + "' is no format of days such as dd.MM.yyyy.");
        }
    }

    // ---- checking the mapping once, before any line
    // ---------------------------------------------------------------

    private static void check(Path place, MappingFile.EventMapping event, Collection<String> columns) {
        FieldDescriptor payload = Event.getDescriptor().getOneofs().getFirst().getFields().stream()
                .filter(field -> field.getName().equals(event.kind()))
                .findFirst()
                .orElseThrow(() -> place.field("kind")
                        .failure("there is no kind '" + event.kind() + "'; there are: "
                                + names(Event.getDescriptor()
                                        .getOneofs()
                                        .getFirst()
                                        .getFields()) + "."));
        checkColumns(place.field("event_id"), event.eventId(), columns);
        checkColumns(place.field("account_id"), event.accountId(), columns);
        checkColumns(place.field("corrects_event_id"), event.correctsEventId(), columns);
        checkTime(place.field(OCCURRED_AT), event.occurredAt(), columns);
        event.condition().ifPresent(when -> checkColumns(place.field("when"), "{" + when.column() + "}", columns));
        event.fields()
                .forEach((name, value) ->
                        checkField(place.field("fields"), payload.getMessageType(), name, value, columns));
    }

    private static void checkField(
            Path place, Descriptor type, String name, JsonNode value, Collection<String> columns) {
        FieldDescriptor field = type.findFieldByName(name);
        if (field == null) {
            throw place.failure(
                    "'" + type.getName() + "' has no field '" + name + "'; it has: " + names(type.getFields()) + ".");
        }
        if (value.isArray() && !field.isRepeated()) {
            throw place.field(name).failure("it takes one value, not several.");
        }
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            if (FieldText.isOne(each)) {
                FieldText text = FieldText.of(place.field(name).text(), each);
                if (text.split().isPresent() && !field.isRepeated()) {
                    throw place.field(name).failure("it takes one value, so there is nothing to split.");
                }
                if (isMessage(field) && !field.getMessageType().equals(Date.getDescriptor())) {
                    throw place.field(name)
                            .failure("it needs fields of its own: "
                                    + names(field.getMessageType().getFields()) + ".");
                }
                checkColumns(place.field(name), text.template(), columns);
            } else if (isMessage(field)) {
                each.properties()
                        .forEach(entry -> checkField(
                                place.field(name), field.getMessageType(), entry.getKey(), entry.getValue(), columns));
            } else {
                throw place.field(name).failure("it takes a text or number, not fields of its own.");
            }
        }
    }

    private static boolean isMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    private static void checkTime(Path place, JsonNode time, Collection<String> columns) {
        if (!time.isObject()) {
            checkColumns(place, time.asText(), columns);
            return;
        }
        time.properties().forEach(entry -> {
            if (!TIME_PARTS.contains(entry.getKey())) {
                throw place.failure("it has no part '" + entry.getKey() + "'; it has: "
                        + String.join(", ", TIME_PARTS.stream().sorted().toList()) + ".");
            }
            checkColumns(place.field(entry.getKey()), entry.getValue().asText(), columns);
        });
        if (!time.has("day")) {
            throw place.failure("it needs the part 'day'.");
        }
    }

    private static void checkColumns(Path place, String template, Collection<String> columns) {
        for (String column : FieldText.columns(template)) {
            if (!columns.contains(column)) {
                throw place.failure(
                        "the file has no column '" + column + "'; it has: " + String.join(", ", columns) + ".");
            }
        }
    }

    private static String names(List<FieldDescriptor> fields) {
        return fields.stream().map(FieldDescriptor::getName).collect(Collectors.joining(", "));
    }

    // ---- mapping one line
    // -----------------------------------------------------------------------------------------

    /// The events that a line gives. What can't be turned into an event is added to the problems.
    List<Event> map(long line, Map<String, String> cells, Collection<LineProblem> problems) {
        List<Event> events = new ArrayList<>();
        for (MappingFile.EventMapping event : mapping.events()) {
            boolean wanted = event.condition()
                    .map(when -> when.is().equals(cells.get(when.column())))
                    .orElse(true);
            if (wanted) {
                String eventId = FieldText.fill(event.eventId(), cells);
                try {
                    events.add(event(event, eventId, cells));
                } catch (BadValue bad) {
                    problems.add(
                            new LineProblem(line, eventId, bad.field(), "BAD_VALUE", String.valueOf(bad.getMessage())));
                }
            }
        }
        return events;
    }

    private Event event(MappingFile.EventMapping mapped, String eventId, Map<String, String> cells) throws BadValue {
        Event.Builder event = Event.newBuilder()
                .setEventId(eventId)
                .setAccountId(FieldText.fill(mapped.accountId(), cells))
                .setCorrectsEventId(FieldText.fill(mapped.correctsEventId(), cells))
                .setOccurredAt(time(mapped.occurredAt(), cells));
        FieldDescriptor payload = Event.getDescriptor().findFieldByName(mapped.kind());
        Message.Builder builder = event.newBuilderForField(payload);
        for (Map.Entry<String, JsonNode> field : mapped.fields().entrySet()) {
            set(builder, mapped.kind(), field.getKey(), field.getValue(), cells);
        }
        return event.setField(payload, builder.build()).build();
    }

    private void set(Message.Builder builder, String path, String name, JsonNode value, Map<String, String> cells)
            throws BadValue {
        FieldDescriptor field = builder.getDescriptorForType().findFieldByName(name);
        String place = path + "." + name;
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            if (!FieldText.isOne(each)) {
                if (isFilled(each, cells)) {
                    add(builder, field, inner(builder.newBuilderForField(field), place, each, cells));
                }
            } else if (field.isRepeated()) {
                for (String text : FieldText.of(place, each).texts(place, cells)) {
                    add(builder, field, values.value(field, place, text));
                }
            } else {
                String text = FieldText.of(place, each).text(place, cells);
                if (!text.isEmpty()) {
                    builder.setField(field, values.value(field, place, text));
                }
            }
        }
    }

    private static void add(Message.Builder builder, FieldDescriptor field, Object value) {
        if (field.isRepeated()) {
            builder.addRepeatedField(field, value);
        } else {
            builder.setField(field, value);
        }
    }

    private Message inner(Message.Builder inner, String place, JsonNode value, Map<String, String> cells)
            throws BadValue {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            set(inner, place, entry.getKey(), entry.getValue(), cells);
        }
        return inner.build();
    }

    /// Whether a line has something for a message: one whose columns are all empty is left out, so that an
    /// amount that isn't there needs no case of its own.
    private static boolean isFilled(JsonNode value, Map<String, String> cells) {
        List<String> columns = new ArrayList<>();
        collectColumns(value, columns);
        return columns.isEmpty()
                || columns.stream()
                        .anyMatch(column -> !cells.getOrDefault(column, "").isEmpty());
    }

    private static void collectColumns(JsonNode value, List<String> columns) {
        if (value.isValueNode()) {
            columns.addAll(FieldText.columns(value.asText()));
        } else {
            value.forEach(each -> collectColumns(each, columns));
        }
    }

    private Timestamp time(JsonNode time, Map<String, String> cells) throws BadValue {
        if (!time.isObject()) {
            return values.moment(OCCURRED_AT, FieldText.fill(time.asText(), cells));
        }
        LocalDate day = values.day(OCCURRED_AT, FieldText.fill(time.get("day").asText(), cells))
                .plusMonths(months(time, "plus_months", cells) - months(time, "minus_months", cells));
        return values.noon(day);
    }

    private static long months(JsonNode time, String part, Map<String, String> cells) throws BadValue {
        return time.has(part)
                ? CellValues.number(OCCURRED_AT, FieldText.fill(time.get(part).asText(), cells), 0, 12_000)
                : 0;
    }
}
