/// Metrics of who stays: churn and retention of customers and of revenue, renewals, what keeping costs.
@NullMarked
package io.keepwell.core.metric.retention;

import org.jspecify.annotations.NullMarked;
