/// Metrics of customer success itself: check-ins, outcomes, complaint-free customers, the firm's own measures.
@NullMarked
package io.keepwell.core.metric.success;

import org.jspecify.annotations.NullMarked;
