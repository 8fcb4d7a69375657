package io.keepwell.core.report;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A section in its place in a report.
///
/// @param options what the report says of it beyond its kind, by name: `by: segment`. `Section` says what it knows
public record ReportSection(SectionId id, Map<String, String> options) {
    public static final int LONGEST_OPTION = 5_000;

    public ReportSection {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getValue().length() > LONGEST_OPTION) {
                throw new IllegalArgumentException("'" + option.getKey() + "' of the section '" + id
                        + "' is longer than " + LONGEST_OPTION + " characters");
            }
        }
    }

    /// Without options.
    public static ReportSection of(SectionId id) {
        return new ReportSection(id, Map.of());
    }

    /// What the report says under a name; empty where it says nothing.
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
