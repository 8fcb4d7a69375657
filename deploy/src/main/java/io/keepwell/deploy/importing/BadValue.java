package io.keepwell.deploy.importing;

/// A cell's text that can't become what the field needs.
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;

    /// @param field of the event, such as `subscription_change.quantity`
    BadValue(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
