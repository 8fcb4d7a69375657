package io.keepwell.importing;

import java.io.Serial;

/// A cell that can't be read as what a field needs.
final class BadValue extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String field;

    /// @param field of the event
    /// @param message what stands there, and what would be right
    BadValue(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }
}
