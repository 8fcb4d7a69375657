/// Health scores of customers: their parts, their history, how well they predicted who left, and the metrics
/// made of them.
@NullMarked
package io.keepwell.core.metric.health;

import org.jspecify.annotations.NullMarked;
