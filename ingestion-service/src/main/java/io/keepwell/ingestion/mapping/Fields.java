package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.ProblemReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads the fields of a message and remembers the first problem of the whole event. After a problem it gives
/// back stand-ins, which nobody must use. What the contract requires has been looked at before.
final class Fields {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final int MOST_BYTES_A_CHARACTER = 3;
    private static final CurrencyCode NO_CURRENCY = new CurrencyCode("XXX");
    private static final Pattern DECIMAL_TEXT = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");

    private final First first;
    private final String path;

    private Fields(First first, String path) {
        this.first = first;
        this.path = path;
    }

    /// Of an event.
    Fields() {
        this(new First(), "");
    }

    private static final class First {
        private Optional<Problem> problem = Optional.empty();
    }

    /// Those of a message inside this one.
    Fields inside(String field) {
        return new Fields(first, path + field + ".");
    }

    /// The event's first problem.
    Optional<Problem> problem() {
        return first.problem;
    }

    /// The fact, unless the event has a problem: then it would be made of stand-ins.
    Optional<Fact> whole(Supplier<Fact> fact) {
        return first.problem.isPresent() ? Optional.empty() : Optional.of(fact.get());
    }

    /// Remembers a problem, unless there was one before.
    void refuse(String field, ProblemReason reason, String message) {
        if (first.problem.isEmpty()) {
            first.problem = Optional.of(new Problem(path + field, reason, message));
        }
    }

    /// Refuses a field that mustn't be given because of another one.
    void refuseIf(boolean contradicts, String field, String message) {
        if (contradicts) {
            refuse(field, ProblemReason.PROBLEM_REASON_CONTRADICTION, message);
        }
    }

    /// An id, kept to the letter: no white space around it, no control characters.
    String id(String field, String text) {
        return id(field, text, Event.LONGEST_ID);
    }

    String id(String field, String text, int longest) {
        if (!text.equals(text.strip())) {
            refuse(field, ProblemReason.PROBLEM_REASON_BAD_FORMAT, "An id has no white space around it.");
        }
        checkCharacters(field, text, false);
        checkLength(field, text, longest);
        return text;
    }

    /// One line of text, with the white space around it dropped; may be empty.
    String line(String field, String text, int longest) {
        checkCharacters(field, text, false);
        String stripped = text.strip();
        checkLength(field, stripped, longest);
        return stripped;
    }

    /// The name of something that figures are broken down by; may be empty.
    String label(String field, String text) {
        return line(field, text, Fact.LONGEST_LABEL);
    }

    /// A reason or remark; may be empty.
    String remark(String field, String text) {
        return line(field, text, Fact.LONGEST_REMARK);
    }

    /// Different labels, none of them empty; one that is given twice is there once.
    List<String> labels(String field, List<String> texts, int most) {
        checkCount(field, texts.size(), most);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < texts.size() && problem().isEmpty(); i++) {
            String each = field + "[" + i + "]";
            String label = label(each, texts.get(i));
            if (label.isEmpty()) {
                refuse(each, ProblemReason.PROBLEM_REASON_REQUIRED, "A text in a list isn't empty: leave it out.");
            }
            labels.add(label);
        }
        return labels.stream().distinct().toList();
    }

    /// How many a repeated field has.
    void checkCount(String field, int count, int most) {
        if (count > most) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_TOO_LONG,
                    "At most " + most + " are kept; these are " + count + ".");
        }
    }

    /// Text of several lines, kept to the letter; may be empty.
    String text(String field, String text) {
        checkCharacters(field, text, true);
        if (text.length() <= Fact.LONGEST_TEXT_BYTES / MOST_BYTES_A_CHARACTER) {
            return text;
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Fact.LONGEST_TEXT_BYTES) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_TOO_LONG,
                    "At most " + Fact.LONGEST_TEXT_BYTES + " bytes of UTF-8 are kept; this has " + bytes + ".");
        }
        return text;
    }

    int inRange(String field, int value, int least, int most) {
        return Math.toIntExact(inRange(field, (long) value, least, most));
    }

    long inRange(String field, long value, long least, long most) {
        if (value < least || value > most) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "It must be from " + least + " to " + most + ", not " + value + ".");
            return least;
        }
        return value;
    }

    /// How many of something; one where it isn't said.
    long count(String field, boolean given, long value, long least, long most) {
        return given ? inRange(field, value, least, most) : 1;
    }

    /// A constant of the contract.
    ///
    /// @param number as it was sent, whether the contract knows it or not
    <E extends Enum<E>> E choice(String field, int number, Choices<E> choices) {
        return choices.find(number).orElseGet(() -> {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "It must be one of " + choices.names() + "; the number " + number + " is none of them.");
            return choices.standIn();
        });
    }

    Money money(String field, io.keepwell.ingestion.v1.Money money) {
        Fields inside = inside(field);
        return new Money(
                inside.micros("amount", money.getAmount()), inside.currency("currency_code", money.getCurrencyCode()));
    }

    Optional<Money> optionalMoney(String field, boolean given, io.keepwell.ingestion.v1.Money money) {
        return given ? Optional.of(money(field, money)) : Optional.empty();
    }

    /// An amount, in micros.
    long micros(String field, String text) {
        return Money.parseMicros(text).orElseGet(() -> {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_BAD_FORMAT,
                    "It must be plain decimal text from 0 to 1000000000000 with at most 6 decimals, such as 1250.00; not "
                            + quote(text) + ".");
            return 0L;
        });
    }

    CurrencyCode currency(String field, String code) {
        return CurrencyCode.parse(code).orElseGet(() -> {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_BAD_FORMAT,
                    "It must be an ISO 4217 code such as EUR, not " + quote(code) + ".");
            return NO_CURRENCY;
        });
    }

    /// A decimal number as a whole number of its smallest parts.
    ///
    /// @param decimals how many it may have; one part is 10 to the minus that
    /// @param least in parts, as is most
    long parts(String field, String text, int decimals, long least, long most) {
        Optional<BigDecimal> number = DECIMAL_TEXT.matcher(text).matches()
                ? Optional.of(new BigDecimal(text)).filter(read -> read.scale() <= decimals)
                : Optional.empty();
        if (number.isEmpty()) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_BAD_FORMAT,
                    "It must be plain decimal text with at most " + decimals + " decimals, such as 12.5; not "
                            + quote(text) + ".");
            return least;
        }
        BigDecimal parts = number.get().movePointRight(decimals);
        if (parts.compareTo(BigDecimal.valueOf(least)) < 0 || parts.compareTo(BigDecimal.valueOf(most)) > 0) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "It must be from " + decimal(least, decimals) + " to " + decimal(most, decimals) + ", not "
                            + quote(text) + ".");
            return least;
        }
        return parts.longValueExact();
    }

    private static String decimal(long parts, int decimals) {
        BigDecimal number = BigDecimal.valueOf(parts, decimals);
        return number.stripTrailingZeros().toPlainString();
    }

    LocalDate date(String field, io.keepwell.ingestion.v1.Date date) {
        try {
            LocalDate day = LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
            inRange(field + ".year", day.getYear(), FIRST_YEAR, LAST_YEAR);
            return day;
        } catch (DateTimeException impossible) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_BAD_FORMAT,
                    "There is no such day: " + date.getYear() + "-" + date.getMonth() + "-" + date.getDay() + ".");
            return LocalDate.EPOCH;
        }
    }

    Optional<LocalDate> optionalDate(String field, boolean given, io.keepwell.ingestion.v1.Date date) {
        return given ? Optional.of(date(field, date)) : Optional.empty();
    }

    private void checkLength(String field, String text, int longest) {
        if (text.length() <= longest) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_TOO_LONG,
                    "At most " + longest + " characters are kept; this has " + length + ".");
        }
    }

    private void checkCharacters(String field, String text, boolean manyLines) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean allowed = manyLines && (character == '\t' || character == '\n' || character == '\r');
            if (Character.isISOControl(character) && !allowed) {
                refuse(
                        field,
                        ProblemReason.PROBLEM_REASON_BAD_CHARACTER,
                        "Character " + (i + 1) + " is the control character U+%04X.".formatted((int) character));
                return;
            }
        }
    }

    private static String quote(String text) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return "'" + shown + "'";
    }
}
