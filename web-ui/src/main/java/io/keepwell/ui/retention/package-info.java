/// What became of customers since they were won: cohorts and survival.
@NullMarked
package io.keepwell.ui.retention;

import org.jspecify.annotations.NullMarked;
