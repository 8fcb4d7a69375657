/// The kinds of sections that reports are put together from, each a bean that `Sections` finds by itself.
@NullMarked
package io.keepwell.core.report.section;

import org.jspecify.annotations.NullMarked;
