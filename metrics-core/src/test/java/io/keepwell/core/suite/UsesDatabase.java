package io.keepwell.core.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// The tests work on a database: they run on the embedded MariaDB and again on MySQL, all others run once.
/// [TestRules] sees to it that exactly the classes that reach a test database say so.
@Tag("database")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UsesDatabase {}
