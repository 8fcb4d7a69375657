/// Runs of reports: what was rendered, for whom, and what became of it at each recipient.
@NullMarked
package io.keepwell.core.report.run;

import org.jspecify.annotations.NullMarked;
