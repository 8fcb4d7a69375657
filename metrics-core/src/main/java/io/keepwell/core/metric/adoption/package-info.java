/// Metrics of use: active users, features, onboarding, time to value, goals.
@NullMarked
package io.keepwell.core.metric.adoption;

import org.jspecify.annotations.NullMarked;
