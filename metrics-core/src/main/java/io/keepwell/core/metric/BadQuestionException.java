package io.keepwell.core.metric;

import java.util.Collection;
import java.util.TreeSet;

/// A question that can't be asked. The message says so to whoever asked, and what would be valid.
public final class BadQuestionException extends RuntimeException {
    private static final int MOST_LISTED = 50;
    private static final int MOST_CHARACTERS = 100;

    public BadQuestionException(String message) {
        super(message);
    }

    /// @param kind what was named: `metric`
    /// @param valid what could have been named
    public static BadQuestionException noSuch(String kind, String name, Collection<String> valid) {
        TreeSet<String> sorted = new TreeSet<>(valid);
        String listed = sorted.stream()
                .limit(MOST_LISTED)
                .reduce((a, b) -> a + ", " + b)
                .orElse("none yet");
        String more = sorted.size() > MOST_LISTED ? ", and " + (sorted.size() - MOST_LISTED) + " more" : "";
        return new BadQuestionException(
                "There is no " + kind + " '" + shortened(name) + "'. Valid: " + listed + more + ".");
    }

    /// What was asked for may be of any length.
    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MOST_CHARACTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
