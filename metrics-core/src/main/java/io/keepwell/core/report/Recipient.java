package io.keepwell.core.report;

import io.keepwell.core.account.Slice;
import java.util.stream.Collectors;

/// Somebody whom a report is sent to, and what of it they may see.
///
/// @param scope the accounts whose figures they get; the whole firm for all that the report is about
public record Recipient(MailAddress address, Slice scope) {
    public static final int LONGEST_SCOPE = 300;

    public Recipient {
        if (!scope.others().isEmpty()) {
            throw new IllegalArgumentException("a recipient's scope names values, not all but some");
        }
        if (text(scope).length() > LONGEST_SCOPE) {
            throw new IllegalArgumentException("a recipient's scope is longer than " + LONGEST_SCOPE + " characters");
        }
    }

    /// Who sees all that the report is about.
    public static Recipient of(MailAddress address) {
        return new Recipient(address, Slice.WHOLE);
    }

    /// The scope in words, different for different scopes: `region=EMEA, segment=Enterprise`. Empty where it is all
    /// that the report is about. A comma within a value has a backslash before it.
    public String scopeText() {
        return text(scope);
    }

    private static String text(Slice scope) {
        return scope.values().entrySet().stream()
                .map(value -> value.getKey().id() + "="
                        + value.getValue().replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(", "));
    }
}
