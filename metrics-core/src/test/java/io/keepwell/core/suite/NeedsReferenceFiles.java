package io.keepwell.core.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test holds figures against published ones, which lie in files that aren't part of the project. It is not run
/// without them, and fails without them where `keepwell.test.require` names the suite `reference`.
@Tag("reference")
@ExtendWith(ReferenceFiles.Condition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsReferenceFiles {}
