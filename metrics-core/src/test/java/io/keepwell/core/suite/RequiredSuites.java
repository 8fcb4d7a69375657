package io.keepwell.core.suite;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/// Suites that need something that not every machine has. The system property `keepwell.test.require` names those
/// that must run all the same, with commas between: `reference,browser`.
final class RequiredSuites {
    private static final List<String> REQUIRED =
            List.of(System.getProperty("keepwell.test.require", "").split("\\s*,\\s*", -1));

    private RequiredSuites() {}

    /// @throws IllegalStateException where the suite is required and can't run
    static ConditionEvaluationResult runIf(boolean possible, String suite, String otherwise) {
        if (possible) {
            return ConditionEvaluationResult.enabled("");
        }
        String reason = "suite %s: %s".formatted(suite, otherwise);
        if (REQUIRED.contains(suite)) {
            throw new IllegalStateException("It is required to run, but " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
