/// The reports that were made, and what became of them at each recipient.
@NullMarked
package io.keepwell.ui.report;

import org.jspecify.annotations.NullMarked;
