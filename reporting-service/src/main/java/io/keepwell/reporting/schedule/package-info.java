/// Makes runs when they are due.
@NullMarked
package io.keepwell.reporting.schedule;

import org.jspecify.annotations.NullMarked;
