package io.keepwell.ingestion.intake;

/// Too much waits to be kept already. Nothing of what was handed in is kept; it may be handed in again soon.
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
