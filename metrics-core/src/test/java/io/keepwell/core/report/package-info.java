/// Tests of reports.
@NullMarked
package io.keepwell.core.report;

import org.jspecify.annotations.NullMarked;
