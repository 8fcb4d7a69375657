package io.keepwell.core.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// Uses the database, but what is tried doesn't depend on which one it is: not run on MySQL again.
@Tag("once")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsOnce {
    /// What is tried instead.
    String value();
}
