/// Metrics of what customers say: NPS, CSAT, CES, feedback and its loop.
@NullMarked
package io.keepwell.core.metric.voice;

import org.jspecify.annotations.NullMarked;
