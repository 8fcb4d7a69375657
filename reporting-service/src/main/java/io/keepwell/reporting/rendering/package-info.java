/// Lays a filled-in report out as mail and PDF. Everything shown comes from one ReportTable.
@NullMarked
package io.keepwell.reporting.rendering;

import org.jspecify.annotations.NullMarked;
