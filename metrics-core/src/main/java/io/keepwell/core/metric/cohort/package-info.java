/// What is answered by a table or a curve: cohorts of starters, and how long customers stay.
@NullMarked
package io.keepwell.core.metric.cohort;

import org.jspecify.annotations.NullMarked;
