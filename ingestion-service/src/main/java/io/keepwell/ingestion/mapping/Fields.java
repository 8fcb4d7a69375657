package io.keepwell.ingestion.mapping;

import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.ProblemReason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// Reads fields and remembers the first problem. After a problem it gives back stand-ins, which nobody must use.
final class Fields {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    private Optional<Problem> problem = Optional.empty();

    Optional<Problem> problem() {
        return problem;
    }

    /// Remembers a problem, unless there was one before.
    void refuse(String field, ProblemReason reason, String message) {
        if (problem.isEmpty()) {
            problem = Optional.of(new Problem(field, reason, message));
        }
    }

    /// An id, kept to the letter: required, no white space around it, no control characters.
    String id(String field, String text, int longest) {
        if (text.isEmpty()) {
            refuse(field, ProblemReason.PROBLEM_REASON_REQUIRED, "This field is required.");
        } else if (!text.equals(text.strip())) {
            refuse(field, ProblemReason.PROBLEM_REASON_BAD_FORMAT, "An id has no white space around it.");
        }
        checkCharacters(field, text, false);
        checkLength(field, text, longest);
        return text;
    }

    /// An id that may be missing.
    String optionalId(String field, String text, int longest) {
        return text.isEmpty() ? text : id(field, text, longest);
    }

    /// One line of text, with the white space around it dropped; may be empty.
    String line(String field, String text, int longest) {
        checkCharacters(field, text, false);
        String stripped = text.strip();
        checkLength(field, stripped, longest);
        return stripped;
    }

    /// Text of several lines, kept to the letter; may be empty.
    String text(String field, String text, int mostBytes) {
        checkCharacters(field, text, true);
        // No character takes more than three bytes.
        if (text.length() <= mostBytes / 3) {
            return text;
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > mostBytes) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_TOO_LONG,
                    "At most " + mostBytes + " bytes of UTF-8 are kept; this has " + bytes + ".");
        }
        return text;
    }

    int inRange(String field, long value, int least, int most) {
        if (value < least || value > most) {
            refuse(
                    field,
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "It must be from " + least + " to " + most + ", not " + value + ".");
            return least;
        }
        return (int) value;
    }

    Money money(String field, io.keepwell.ingestion.v1.Money money) {
        Optional<Long> micros = Money.parseMicros(money.getAmount());
        if (micros.isEmpty()) {
            refuse(
                    field + ".amount",
                    ProblemReason.PROBLEM_REASON_BAD_FORMAT,
                    "It must be plain decimal text from 0 to 1000000000000 with at most 6 decimals, such as 1250.00; not "
                            + quote(money.getAmount()) + ".");
        }
        Optional<CurrencyCode> currency = CurrencyCode.parse(money.getCurrencyCode());
        if (currency.isEmpty()) {
            refuse(
                    field + ".currency_code",
                    ProblemReason.PROBLEM_REASON_BAD_FORMAT,
                    "It must be an ISO 4217 code such as EUR, not " + quote(money.getCurrencyCode()) + ".");
        }
        return new Money(micros.orElse(0L), currency.orElseGet(() -> new CurrencyCode("XXX")));
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
