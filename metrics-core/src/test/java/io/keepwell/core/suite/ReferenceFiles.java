package io.keepwell.core.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The published data and figures: in the folder that the system property `keepwell.reference` names, else in
/// `shared/reference` beside the project.
public final class ReferenceFiles {
    private static final Path FOLDER = Path.of(System.getProperty("keepwell.reference", "../../shared/reference"))
            .toAbsolutePath()
            .normalize();

    private ReferenceFiles() {}

    /// @param name such as `gehan.dat`
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return RequiredSuites.runIf(
                    Files.isDirectory(FOLDER), "reference", "there are no reference files in " + FOLDER);
        }
    }
}
