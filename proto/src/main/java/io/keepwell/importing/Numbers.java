package io.keepwell.importing;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads numbers as files write them: `1234.5`, `9.0`, `-3`, `3-`, `+4`, `(20.00)` for one below zero, and with a
/// decimal mark that is said also with marks of thousands: `1.234,50`. What could be read in another way as well, such
/// as `1.5` where decimals stand after a comma, is refused.
final class Numbers {
    private static final String MARKS_OF_THOUSANDS = ".,'’ \u00a0\u202f";
    private static final int MOST_CHARACTERS = 60;

    private final String mark;
    private final Pattern pattern;
    private final Pattern thousands;

    /// @param mark what stands before the decimals
    /// @param grouped whether marks may stand between thousands
    private Numbers(String mark, boolean grouped) {
        this.mark = mark;
        String group = "[" + MARKS_OF_THOUSANDS.replace(mark, "") + "]";
        this.thousands = Pattern.compile(group);
        String whole = grouped ? "[0-9]{1,3}(?:" + group + "[0-9]{3})+|[0-9]+" : "[0-9]+";
        this.pattern = Pattern.compile("([-+\u2212(]?)(" + whole + ")(?:" + Pattern.quote(mark) + "([0-9]*))?([-)]?)");
    }

    /// With a point before the decimals and nothing between thousands.
    static final Numbers PLAIN = new Numbers(".", false);

    /// @throws ImportProblem where it is no decimal mark
    static Numbers of(MappingPath place, String mark) {
        if (!mark.equals(".") && !mark.equals(",")) {
            throw place.problem("it is '.' or ','.");
        }
        return new Numbers(mark, true);
    }

    BigDecimal read(String field, String text) throws BadValue {
        String stripped = text.strip();
        if (isPlain(stripped)) {
            return new BigDecimal(stripped);
        }
        Matcher number = pattern.matcher(stripped);
        if (stripped.length() <= MOST_CHARACTERS && number.matches()) {
            String before = number.group(1);
            String after = number.group(4);
            boolean brackets = before.equals("(") && after.equals(")");
            boolean signed = !before.equals("(") && !after.equals(")") && (before.isEmpty() || after.isEmpty());
            if (brackets || signed) {
                String decimals = number.group(3);
                BigDecimal value =
                        new BigDecimal(thousands.matcher(number.group(2)).replaceAll("")
                                + (decimals == null || decimals.isEmpty() ? "" : "." + decimals));
                return brackets || isMinus(before) || isMinus(after) ? value.negate() : value;
            }
        }
        throw new BadValue(
                field,
                "'" + shorten(text) + "' is no number with '" + mark + "' before its decimals"
                        + (this == PLAIN
                                ? "; say 'decimal' in the mapping where thousands have marks, and 'strip' for signs beside it"
                                : ""));
    }

    /// Whether a text is nothing but digits, with a point among them where one stands before decimals, as most are: the
    /// pattern says the same of it, but slowly.
    private boolean isPlain(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '.') {
                points++;
            } else if (each < '0' || each > '9') {
                return false;
            }
        }
        return !text.isEmpty()
                && text.length() <= MOST_CHARACTERS
                && (points == 0 || (points == 1 && mark.equals(".") && text.charAt(0) != '.' && !text.endsWith(".")));
    }

    private static boolean isMinus(String sign) {
        return sign.equals("-") || sign.equals("\u2212");
    }

    private static String shorten(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
