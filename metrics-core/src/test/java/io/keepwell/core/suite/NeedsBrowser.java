package io.keepwell.core.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test drives a real browser. It is not run without Chromium, and fails without it where `keepwell.test.require`
/// names the suite `browser`. It isn't run on MySQL: what differs between databases is tried below the screens.
@Tag("browser")
@ExtendWith(Chromium.Condition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsBrowser {}
