package io.keepwell.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a partner's key allows.
public enum Scope {
    /// Send events, and see what was kept of the own ones.
    PUBLISH,
    /// Ask for figures: those of the whole firm with the lists behind them, whoever reported the events.
    QUERY;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> parse(String id) {
        return Arrays.stream(values()).filter(scope -> scope.id().equals(id)).findFirst();
    }
}
