package io.keepwell.deploy.key;

import io.keepwell.deploy.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how long things last.
final class Lasting {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})([dhm])");

    private Lasting() {}

    /// @param text such as `7d`, `12h` or `30m`
    /// @throws Failure where it can't be read
    static Duration duration(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Failure("How long is " + text + "? Say days, hours or minutes: 7d, 12h or 30m.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /// @param text a duration from now, or a moment such as `2027-01-01T00:00:00Z`
    /// @throws Failure where it can't be read, or isn't in the future
    static Instant end(String text, Instant now) {
        Instant end;
        try {
            end = text.contains("T") ? Instant.parse(text) : now.plus(duration(text));
        } catch (DateTimeParseException unreadable) {
            throw new Failure("When is " + text + "? Say a moment such as 2027-01-01T00:00:00Z.", unreadable);
        }
        if (!end.isAfter(now)) {
            throw new Failure("A key that expires at " + end + " would never be valid.");
        }
        return end;
    }
}
