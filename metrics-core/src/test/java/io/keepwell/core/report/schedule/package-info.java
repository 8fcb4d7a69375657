/// Tests of when reports are sent.
@NullMarked
package io.keepwell.core.report.schedule;

import org.jspecify.annotations.NullMarked;
