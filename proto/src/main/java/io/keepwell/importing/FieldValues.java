package io.keepwell.importing;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.keepwell.ingestion.v1.Date;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns texts into the values of the contract's fields.
final class FieldValues {
    private static final Map<String, Boolean> FLAGS = Map.of(
            "true", true, "yes", true, "y", true, "1", true, "false", false, "no", false, "n", false, "0", false);

    /// Fields whose text is a decimal.
    private static final Set<String> DECIMALS = Set.of(
            "keepwell.ingestion.v1.Money.amount",
            "keepwell.ingestion.v1.SubscriptionDiscount.amount",
            "keepwell.ingestion.v1.ExchangeRate.rate",
            "keepwell.ingestion.v1.Measurement.value");

    private FieldValues() {}

    static boolean isMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    static boolean isDay(FieldDescriptor field) {
        return isMessage(field) && field.getMessageType().equals(Date.getDescriptor());
    }

    /// Whether a field holds a number, so that its text is read as one.
    static boolean isNumber(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT, LONG -> true;
            case STRING -> DECIMALS.contains(field.getFullName());
            case BOOLEAN, ENUM, MESSAGE, FLOAT, DOUBLE, BYTE_STRING -> false;
        };
    }

    /// Whether a field holds the code of a currency, which is written in capitals.
    static boolean isCurrency(FieldDescriptor field) {
        return field.getName().equals("currency_code") || field.getName().endsWith("_currency");
    }

    /// @param place of the field in the event, for messages
    /// @param text not empty
    static Object value(FieldDescriptor field, String place, String text, Moments moments) throws BadValue {
        return switch (field.getJavaType()) {
            case STRING -> isCurrency(field) ? text.toUpperCase(Locale.ROOT) : text;
            case INT -> (int) whole(place, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(place, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOLEAN -> flag(place, text);
            case ENUM -> enumValue(field, place, text);
            case MESSAGE -> date(field, place, text, moments);
            case FLOAT, DOUBLE, BYTE_STRING -> throw new BadValue(place, "a field of this type can't be mapped");
        };
    }

    /// A whole number; `9.0`, as spreadsheets write it, is one.
    static long whole(String place, String text, long least, long most) throws BadValue {
        try {
            long number = new BigDecimal(text).longValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException | ArithmeticException notOne) {
            // Reported below, as for numbers out of range.
        }
        throw new BadValue(place, "'" + text + "' is not a whole number that fits");
    }

    private static boolean flag(String place, String text) throws BadValue {
        Boolean flag = FLAGS.get(text.toLowerCase(Locale.ROOT));
        if (flag == null) {
            throw new BadValue(place, "'" + text + "' is none of true, false, yes, no, 1, 0");
        }
        return flag;
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, String place, String text) throws BadValue {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        String prefix = values.getFirst().getName().replace("UNSPECIFIED", "");
        String wanted = prefix + text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
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

    private static Message date(FieldDescriptor field, String place, String text, Moments moments) throws BadValue {
        if (!isDay(field)) {
            throw new BadValue(place, "this field needs fields of its own");
        }
        return date(moments.day(place, text));
    }

    static Message date(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }
}
