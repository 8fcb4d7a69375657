package io.keepwell.ingestion.publish;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Money;
import java.util.List;
import java.util.Random;

/// Random messages, made by walking the contract: events of every kind with hostile texts that the
/// server may otherwise well accept, and messages of any type with anything in them.
final class RandomMessages {
    /// What any text may hold.
    private static final List<String> FITTING = List.of(
            "plain",
            "back\\slash",
            "\\N",
            "\\0\\n\\t\\",
            "'quotes\"`",
            "'; drop table partner; --",
            "\uD83D\uDE80\uD83D\uDC69\u200D\uD83D\uDE80",
            "\u202Eright to left\u202C",
            "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
            "e\u0301\u0308",
            "\uFEFFmark",
            "\uFFFD\uFFFF",
            "100%_",
            "\uD83D\uDE00".repeat(48),
            "x".repeat(48));
    /// What some or all texts must not hold.
    private static final List<String> UNFITTING = List.of(
            "inner\ttab",
            "inner\nline",
            "inner\r\nlines",
            "nul\0inside",
            "\u0001\u007F\u0085x",
            " white space around ",
            "y".repeat(128),
            "z".repeat(60_000),
            "z".repeat(70_000));
    private static final int UNFITTING_ONE_IN = 15;
    /// What somebody might try, as a text or within one.
    static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\t",
            "a\nb",
            "a\\nb",
            "\\",
            "\\N",
            "\0",
            "'",
            "\"",
            "`",
            "'; drop table partner; --",
            "\" or 1=1",
            "%",
            "_",
            "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDE80",
            "\u202Eright to left",
            "\u05E9\u05DC\u05D5\u05DD",
            "\u0000\u0001\u007F\u0085",
            "e\u0301",
            "\uFEFFmark",
            "\uFFFD",
            "x".repeat(70_000),
            "\uD83D\uDE00".repeat(128),
            "acme",
            "EUR",
            "2026-03-05",
            "1.00",
            "-1",
            "1e400",
            "NaN",
            "99999999999999999999999999");
    private static final int DEEPEST = 5;

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    /// One of the kinds that the contract knows.
    static List<FieldDescriptor> kinds() {
        return Event.getDescriptor().getOneofs().getFirst().getFields();
    }

    Event event(String id, FieldDescriptor kind) {
        Event.Builder event = Event.newBuilder()
                .setEventId(id)
                .setAccountId("account " + text())
                .setOccurredAt(timestamp());
        Message.Builder payload = event.newBuilderForField(kind);
        fill(payload);
        return event.setField(kind, payload.build()).build();
    }

    private void fill(Message.Builder message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    message.addRepeatedField(field, value(message, field));
                }
            } else if (random.nextInt(5) > 0) {
                message.setField(field, value(message, field));
            }
        }
        steer(message);
    }

    /// Makes what belongs together fit together, mostly.
    private void steer(Message.Builder message) {
        Descriptor type = message.getDescriptorForType();
        FieldDescriptor score = type.findFieldByName("score");
        if (score != null && random.nextInt(4) > 0) {
            message.setField(type.findFieldByName("scale_low"), 0);
            message.setField(type.findFieldByName("scale_high"), 10);
            message.setField(score, random.nextInt(11));
        }
        FieldDescriptor step = type.findFieldByName("step");
        FieldDescriptor price = type.findFieldByName("price");
        if (step != null && price != null && random.nextInt(4) > 0) {
            boolean hasTerms = message.hasField(price) && message.hasField(type.findFieldByName("interval"));
            message.setField(step, step.getEnumType().findValueByNumber(hasTerms ? 1 + random.nextInt(2) : 3));
            message.clearField(type.findFieldByName("ends_on"));
            if (!hasTerms) {
                message.clearField(price);
                message.clearField(type.findFieldByName("interval"));
                message.clearField(type.findFieldByName("quantity"));
            }
        }
    }

    private Object value(Message.Builder message, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> message(message.newBuilderForField(field));
            case STRING -> text();
            case BYTE_STRING -> ByteString.copyFromUtf8(text());
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt(20) == 0 ? random.nextInt() : 1 + random.nextInt(10);
            case LONG -> random.nextInt(20) == 0 ? random.nextLong() : 1L + random.nextInt(10);
            case FLOAT -> (float) random.nextInt(10);
            case DOUBLE -> (double) random.nextInt(10);
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(values.size() - 1));
            }
        };
    }

    private Message message(Message.Builder message) {
        Descriptor type = message.getDescriptorForType();
        if (type.equals(Timestamp.getDescriptor())) {
            return timestamp();
        }
        if (type.equals(Date.getDescriptor())) {
            return Date.newBuilder()
                    .setYear(2026)
                    .setMonth(1 + random.nextInt(12))
                    .setDay(1 + random.nextInt(29))
                    .build();
        }
        if (type.equals(Money.getDescriptor())) {
            return Money.newBuilder()
                    .setAmount(random.nextInt(1_000_000) + (random.nextBoolean() ? ".123456" : ""))
                    .setCurrencyCode(random.nextInt(10) == 0 ? text() : "EUR")
                    .build();
        }
        fill(message);
        return message.build();
    }

    /// A message of the type with anything in its fields.
    Message anything(Message.Builder message) {
        return anything(message, 0);
    }

    private Message anything(Message.Builder message, int depth) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (depth > DEEPEST || random.nextInt(4) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, anything(message, field, depth));
                }
            } else {
                message.setField(field, anything(message, field, depth));
            }
        }
        return message.build();
    }

    private Object anything(Message.Builder message, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case MESSAGE -> anything(message.newBuilderForField(field), depth + 1);
            case STRING -> HOSTILE.get(random.nextInt(HOSTILE.size()));
            case BYTE_STRING -> ByteString.copyFromUtf8(HOSTILE.get(random.nextInt(HOSTILE.size())));
            case BOOLEAN -> random.nextBoolean();
            case INT -> anyNumber().intValue();
            case LONG -> anyNumber().longValue();
            case FLOAT -> anyNumber().floatValue();
            case DOUBLE -> anyNumber().doubleValue();
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
        };
    }

    private Number anyNumber() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextInt(12);
            case 2 -> 2026;
            case 3 -> random.nextLong();
            default -> 1_772_000_000L;
        };
    }

    private String text() {
        List<String> texts = random.nextInt(UNFITTING_ONE_IN) == 0 ? UNFITTING : FITTING;
        return texts.get(random.nextInt(texts.size()));
    }

    private Timestamp timestamp() {
        return Timestamp.newBuilder()
                .setSeconds(1_767_225_600L + random.nextInt(5_000_000))
                .setNanos(1_000 * random.nextInt(1_000_000))
                .build();
    }
}
