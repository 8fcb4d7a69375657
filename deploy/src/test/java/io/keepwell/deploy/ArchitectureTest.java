package io.keepwell.deploy;

import io.keepwell.core.suite.TestRules;
import org.junit.jupiter.api.Test;

/// What the sources of this module keep to.
final class ArchitectureTest {
    @Test
    void tests_keep_their_rules() {
        new TestRules("io.keepwell.deploy", 20).check();
    }
}
