/// A question for figures, and how it is answered within its budget.
@NullMarked
package io.keepwell.core.metric.query;

import org.jspecify.annotations.NullMarked;
