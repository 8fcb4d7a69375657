package io.keepwell.deploy.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns lines into events as a mapping file says. Knows the contract only by its description, so every kind of event
/// that
/// the contract has can be mapped.
final class LineMapper {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");
    private static final Set<String> TIME_PARTS = Set.of("day", "plus_months", "minus_months");

    private final Path path;
    private final MappingFile mapping;
    private final ZoneId zone;

    /// @throws Failure where the mapping names a kind, field or column that doesn't exist
    LineMapper(java.nio.file.Path file, MappingFile mapping, Collection<String> columns) {
        this.path = new Path(file.toString());
        this.mapping = mapping;
        this.zone = zone(mapping);
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

    /// A value that can't become what the field needs.
    private static final class BadValue extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        BadValue(String field, String message) {
            super(message);
            this.field = field;
        }
    }

    private ZoneId zone(MappingFile file) {
        try {
            return ZoneId.of(Optional.ofNullable(file.zone()).orElse("UTC"));
        } catch (DateTimeException unknown) {
            throw path.field("zone").failure("there is no zone '" + file.zone() + "'.");
        }
    }

    // ---- checking the mapping once, before any line ---------------------------------------------------------------

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
        checkTime(place.field("occurred_at"), event.occurredAt(), columns);
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
        if (value.isObject()) {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                throw place.field(name).failure("it takes a text or number, not fields of its own.");
            }
            value.properties()
                    .forEach(entry -> checkField(
                            place.field(name), field.getMessageType(), entry.getKey(), entry.getValue(), columns));
        } else {
            checkColumns(place.field(name), value.asText(), columns);
        }
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
        Matcher matcher = COLUMN.matcher(template);
        while (matcher.find()) {
            if (!columns.contains(matcher.group(1))) {
                throw place.failure("the file has no column '" + matcher.group(1) + "'; it has: "
                        + String.join(", ", columns) + ".");
            }
        }
    }

    private static String names(List<FieldDescriptor> fields) {
        return fields.stream().map(FieldDescriptor::getName).collect(Collectors.joining(", "));
    }

    // ---- mapping one line
    // -------------------------------------------------------------------------------------------

    /// The events that a line gives. What can't be turned into an event is added to the problems.
    List<Event> map(long line, Map<String, String> cells, Collection<LineProblem> problems) {
        List<Event> events = new ArrayList<>();
        for (MappingFile.EventMapping event : mapping.events()) {
            boolean wanted = event.condition()
                    .map(when -> when.is().equals(cells.get(when.column())))
                    .orElse(true);
            if (wanted) {
                String eventId = fill(event.eventId(), cells);
                try {
                    events.add(event(event, eventId, cells));
                } catch (BadValue bad) {
                    problems.add(
                            new LineProblem(line, eventId, bad.field, "BAD_VALUE", String.valueOf(bad.getMessage())));
                }
            }
        }
        return events;
    }

    private Event event(MappingFile.EventMapping mapped, String eventId, Map<String, String> cells) throws BadValue {
        Event.Builder event = Event.newBuilder()
                .setEventId(eventId)
                .setAccountId(fill(mapped.accountId(), cells))
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
        if (value.isObject()) {
            Message.Builder inner = builder.newBuilderForField(field);
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                set(inner, place, entry.getKey(), entry.getValue(), cells);
            }
            builder.setField(field, inner.build());
            return;
        }
        String text = fill(value.asText(), cells);
        if (!text.isEmpty()) {
            builder.setField(field, value(field, place, text));
        }
    }

    private Object value(FieldDescriptor field, String place, String text) throws BadValue {
        return switch (field.getJavaType()) {
            case STRING -> text;
            case INT -> Math.toIntExact(number(place, text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> number(place, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOLEAN -> Boolean.parseBoolean(text);
            case ENUM -> enumValue(field, place, text);
            case MESSAGE -> message(field, place, text);
            case FLOAT, DOUBLE, BYTE_STRING -> throw new BadValue(place, "a field of this type can't be mapped");
        };
    }

    private static long number(String place, String text, long least, long most) throws BadValue {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below, as for numbers out of range.
        }
        throw new BadValue(place, "'" + text + "' is not a whole number that fits");
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, String place, String text) throws BadValue {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        String prefix = values.getFirst().getName().replace("UNSPECIFIED", "");
        String wanted = prefix + text.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
        for (EnumValueDescriptor value : values) {
            if (value.getName().equals(wanted) && value.getNumber() != 0) {
                return value;
            }
        }
        throw new BadValue(
                place,
                "'" + text + "' is none of "
                        + values.stream()
                                .skip(1)
                                .map(value -> value.getName().substring(prefix.length()))
                                .collect(Collectors.joining(", ")));
    }

    private Message message(FieldDescriptor field, String place, String text) throws BadValue {
        if (field.getMessageType().equals(Date.getDescriptor())) {
            LocalDate day = day(place, text);
            return Date.newBuilder()
                    .setYear(day.getYear())
                    .setMonth(day.getMonthValue())
                    .setDay(day.getDayOfMonth())
                    .build();
        }
        if (field.getMessageType().equals(Timestamp.getDescriptor())) {
            return moment(place, text);
        }
        throw new BadValue(place, "this field needs fields of its own");
    }

    private Timestamp time(JsonNode time, Map<String, String> cells) throws BadValue {
        String place = "occurred_at";
        if (!time.isObject()) {
            return moment(place, fill(time.asText(), cells));
        }
        LocalDate day = day(place, fill(time.get("day").asText(), cells))
                .plusMonths(months(place, time, "plus_months", cells) - months(place, time, "minus_months", cells));
        return timestamp(noon(day));
    }

    private static long months(String place, JsonNode time, String part, Map<String, String> cells) throws BadValue {
        return time.has(part) ? number(place, fill(time.get(part).asText(), cells), 0, 12_000) : 0;
    }

    private Timestamp moment(String place, String text) throws BadValue {
        try {
            return timestamp(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notAMoment) {
            return timestamp(noon(day(place, text)));
        }
    }

    private static LocalDate day(String place, String text) throws BadValue {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            throw new BadValue(
                    place,
                    "'" + text + "' is neither a day such as 2026-01-31 nor a moment such as 2026-01-31T08:00:00Z");
        }
    }

    private Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(zone).toInstant();
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }

    private static String fill(String template, Map<String, String> cells) {
        return COLUMN.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(cells.getOrDefault(match.group(1), "")));
    }
}
