package io.keepwell.core.report;

/// What was written isn't a report. The message says what is wrong with it, and in which line.
public final class InvalidReportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidReportException(int line, String message) {
        super("line " + line + ": " + message);
    }

    InvalidReportException(String message) {
        super(message);
    }
}
