/// Tests of runs of reports.
@NullMarked
package io.keepwell.core.report.run;

import org.jspecify.annotations.NullMarked;
