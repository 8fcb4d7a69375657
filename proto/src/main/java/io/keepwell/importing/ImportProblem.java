package io.keepwell.importing;

import java.io.Serial;

/// A mapping or a file that can't be used as it is. The message is for people: what is wrong, where, and what would be
/// right.
public final class ImportProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public ImportProblem(String message) {
        super(message);
    }

    public ImportProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
