/// When reports are sent, and about which period.
@NullMarked
package io.keepwell.core.report.schedule;

import org.jspecify.annotations.NullMarked;
