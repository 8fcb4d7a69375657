package io.keepwell.deploy.chaos;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.contract.EventKind;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.contract.v1.FieldRules;
import io.keepwell.contract.v1.Range;
import io.keepwell.core.fact.Fact;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.FactMapping;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/// Facts of any kind whose payload is fully described by the contract's rules: each field is given a random value that
/// its rule allows.
final class RandomFacts {
    private static final List<String> WORDS = List.of(
            "",
            "fine",
            "tab\there",
            "line\nbreak",
            "back\\slash \\N \\0",
            "quote ' \" `",
            "\uD83D\uDE80\uD83C\uDFFD",
            "\u05E9\u05DC\u05D5\u05DD",
            "x".repeat(3_000));

    /// The kinds that it makes facts of.
    static final List<EventKind> KINDS =
            EventKind.ALL.stream().filter(EventMapper::isByRules).toList();

    /// How many numbers of a range are tried, so that several events say the same.
    private static final int NUMBERS = 10;

    private static final int DAYS_A_MONTH = 28;
    private static final EventMapper MAPPER = new EventMapper(Clock.systemUTC());

    private final Random random;
    private final String partner;

    /// @param partner says who speaks in each text, so that what got into the wrong hands is seen
    RandomFacts(Random random, String partner) {
        this.random = random;
        this.partner = partner;
    }

    Fact of(EventKind kind) {
        Event.Builder event = Event.newBuilder()
                .setEventId("any")
                .setOccurredAt(Timestamp.newBuilder().setSeconds(1));
        if (RequiredFields.accountRule(kind.payload()) != AccountRule.ACCOUNT_RULE_EMPTY) {
            event.setAccountId("any");
        }
        Message.Builder payload = event.getFieldBuilder(kind.payload());
        kind.fields().forEach(field -> fill(payload, field));
        FactMapping mapping = MAPPER.map(event.build());
        if (mapping instanceof FactMapping.Mapped(var mapped)) {
            return mapped.fact();
        }
        throw new IllegalStateException("a random " + kind.name() + " breaks the contract: " + mapping);
    }

    /// Several lines in the partner's words, some of them hostile.
    String words() {
        return partner + " says " + WORDS.get(random.nextInt(WORDS.size()));
    }

    /// Fields that need not be given are sometimes left out.
    private void fill(Message.Builder payload, FieldDescriptor field) {
        boolean isLeftOut = !RequiredFields.isRequired(field) && random.nextInt(4) == 0;
        if (isLeftOut || !EventKind.mayHave(payload.buildPartial(), field)) {
            return;
        }
        payload.setField(
                field,
                switch (field.getJavaType()) {
                    case STRING -> text(field);
                    case ENUM -> {
                        EnumDescriptor type = field.getEnumType();
                        yield type.getValues().get(number(1, type.getValues().size() - 1));
                    }
                    case INT -> Math.toIntExact(number(field));
                    case LONG -> number(field);
                    case BOOLEAN -> random.nextBoolean();
                    case MESSAGE -> field.getMessageType().equals(Date.getDescriptor()) ? day() : money();
                    case FLOAT, DOUBLE, BYTE_STRING -> throw new IllegalStateException(field.getFullName());
                });
    }

    private String text(FieldDescriptor field) {
        if (field.getOptions().getExtension(FieldRules.words)) {
            return words();
        }
        return field.getOptions().getExtension(FieldRules.id)
                // One of few, so that several events are about the same.
                ? partner + "-" + field.getName() + "-" + number(1, 50)
                : partner + " " + number(1, 3);
    }

    private long number(FieldDescriptor field) {
        Range range = field.getOptions().getExtension(FieldRules.range);
        long most = Math.min(range.getMost(), range.getLeast() + NUMBERS - 1);
        return random.nextLong(range.getLeast(), most + 1);
    }

    private Money money() {
        return Money.newBuilder()
                .setAmount(BigDecimal.valueOf(number(1, 900_000_000), 6).toPlainString())
                .setCurrencyCode(random.nextInt(5) == 0 ? "USD" : "EUR")
                .build();
    }

    private Date day() {
        return Date.newBuilder()
                .setYear(2026)
                .setMonth(number(1, 6))
                .setDay(number(1, DAYS_A_MONTH))
                .build();
    }

    private int number(int least, int most) {
        return random.nextInt(least, most + 1);
    }
}
