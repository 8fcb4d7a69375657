package io.keepwell.ui.shell;

import io.keepwell.core.time.Period;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a period is compared with.
public enum ComparedPeriod {
    /// The period just before.
    PREVIOUS("previous period"),
    /// The same period a year before.
    YEAR("year before");

    private final String label;

    ComparedPeriod(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Lower case, as it is written in addresses.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the period is compared with.
    public Period with(Period period) {
        return switch (this) {
            case PREVIOUS -> period.previous();
            case YEAR -> period.yearBefore();
        };
    }

    static Optional<ComparedPeriod> parse(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
