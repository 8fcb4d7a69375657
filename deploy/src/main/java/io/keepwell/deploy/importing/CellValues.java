package io.keepwell.deploy.importing;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.ingestion.v1.Date;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads cells as what the contract's fields need.
///
/// @param zone whose noon a bare day stands for
/// @param days how days are written; as `2026-01-31` where it isn't said
record CellValues(ZoneId zone, Optional<DateTimeFormatter> days) {
    private static final Map<String, Boolean> FLAGS =
            Map.of("true", true, "yes", true, "1", true, "false", false, "no", false, "0", false);

    /// @param place of the field in the event, for messages
    /// @param text not empty
    Object value(FieldDescriptor field, String place, String text) throws BadValue {
        return switch (field.getJavaType()) {
            case STRING -> text;
            case INT -> Math.toIntExact(number(place, text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> number(place, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOLEAN -> flag(place, text);
            case ENUM -> enumValue(field, place, text);
            case MESSAGE -> message(field, place, text);
            case FLOAT, DOUBLE, BYTE_STRING -> throw new BadValue(place, "a field of this type can't be mapped");
        };
    }

    static long number(String place, String text, long least, long most) throws BadValue {
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

    private static boolean flag(String place, String text) throws BadValue {
        Boolean flag = FLAGS.get(text.strip().toLowerCase(Locale.ROOT));
        if (flag == null) {
            throw new BadValue(place, "'" + text + "' is none of true, false, yes, no, 1, 0");
        }
        return flag;
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, String place, String text) throws BadValue {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        String prefix = values.getFirst().getName().replace("UNSPECIFIED", "");
        String wanted =
                prefix + text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
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
        throw new BadValue(place, "this field needs fields of its own");
    }

    /// A moment, or the noon of a day.
    Timestamp moment(String place, String text) throws BadValue {
        try {
            return timestamp(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notAMoment) {
            return noon(day(place, text));
        }
    }

    LocalDate day(String place, String text) throws BadValue {
        try {
            return days.isPresent() ? LocalDate.parse(text, days.get()) : LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            throw new BadValue(
                    place,
                    days.isPresent()
                            ? "'" + text + "' is neither a day as 'day_format' says nor a moment such as "
                                    + "2026-01-31T08:00:00Z"
                            : "'" + text + "' is neither a day such as 2026-01-31 nor a moment such as "
                                    + "2026-01-31T08:00:00Z");
        }
    }

    Timestamp noon(LocalDate day) {
        return timestamp(day.atTime(LocalTime.NOON).atZone(zone).toInstant());
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }
}
