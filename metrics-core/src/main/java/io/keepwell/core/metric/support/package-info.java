/// Metrics of tickets: first response, resolution, first contact, complaints.
@NullMarked
package io.keepwell.core.metric.support;

import org.jspecify.annotations.NullMarked;
