package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A query that is invalid. The message says so to whoever asked, and what would be valid.
public final class InvalidQueryException extends RuntimeException {
    /// How many values are listed of which there may be any number.
    private static final int MOST_LISTED = 20;
    private static final int MOST_CHARACTERS = 100;

    private static final long serialVersionUID = 1L;

    private final String field;

    /// @param field of the query that is wrong, as it is named in the contract: `as_of`
    public InvalidQueryException(String field, String message) {
        super(message);
        this.field = field;
    }

    /// Something was named that doesn't exist, of few that do: all of these are listed.
    ///
    /// @param kind what was named: `metric`
    /// @param valid what could have been named
    public static InvalidQueryException noSuch(String field, String kind, String name, Collection<String> valid) {
        return noSuch(field, kind, name, new TreeSet<>(valid), Integer.MAX_VALUE);
    }

    /// Something was named that doesn't exist, of any number that do: the first ones are listed.
    ///
    /// @param kind what was named: `segment`
    /// @param valid what could have been named
    public static InvalidQueryException noSuchAmongMany(
            String field, String kind, String name, Collection<String> valid) {
        return noSuch(field, kind, name, new TreeSet<>(valid), MOST_LISTED);
    }

    private static InvalidQueryException noSuch(
            String field, String kind, String name, SortedSet<String> valid, int mostListed) {
        return new InvalidQueryException(
                field, "There is no " + kind + " '" + shortened(name) + "'. Valid: " + listed(valid, mostListed) + ".");
    }

    /// A figure was asked for where the answer is more than one.
    static InvalidQueryException noFigure(Analysis analysis) {
        String id = analysis.info().id().id();
        return new InvalidQueryException(
                "metric",
                id + " is a " + analysis.shape() + ", not a figure. Ask for it by the call " + analysis.call()
                        + ", by `query " + id + "`, or on the page Retention.");
    }

    /// What was asked for may be of any length.
    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MOST_CHARACTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }

    /// @throws InvalidQueryException where a value of the slice is none that any account ever had
    public static void refuseUnknown(Slice slice, SliceDictionary slices) {
        slice.values().forEach((dimension, value) -> {
            SortedSet<String> valid = slices.values(dimension);
            if (!value.isEmpty() && !valid.contains(value)) {
                throw noSuchAmongMany("slice." + dimension.id(), dimension.id(), value, valid);
            }
        });
    }

    /// @throws InvalidQueryException where the moment is yet to come
    public static void refuseFuture(Optional<Instant> asOf, Instant now) {
        asOf.filter(now::isBefore).ifPresent(moment -> {
            throw new InvalidQueryException(
                    "as_of", "What will be known at " + moment + " can't be known yet: it is " + now + ".");
        });
    }

    /// Values in a sentence, at most so many; how many more there are is said.
    public static String listed(Collection<String> values) {
        return listed(new TreeSet<>(values), MOST_LISTED);
    }

    private static String listed(SortedSet<String> values, int most) {
        String listed =
                values.stream().limit(most).reduce((a, b) -> a + ", " + b).orElse("none yet");
        return values.size() > most ? listed + ", and " + (values.size() - most) + " more" : listed;
    }

    /// The field of the query that is wrong, as it is named in the contract.
    public String field() {
        return field;
    }
}
