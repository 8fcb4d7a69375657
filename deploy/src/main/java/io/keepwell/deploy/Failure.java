package io.keepwell.deploy;

/// A failure that people can do something about: its message says what, in one sentence, and needs no stack
/// trace.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /// Any problem in one line: its own first line, and its deepest cause's where that says something else.
    static String sentence(Throwable problem) {
        String own = firstLine(problem);
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String cause = firstLine(deepest);
        return problem instanceof Failure || own.contains(cause) ? own : own + " (" + cause + ")";
    }

    private static String firstLine(Throwable problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElseThrow();
    }
}
