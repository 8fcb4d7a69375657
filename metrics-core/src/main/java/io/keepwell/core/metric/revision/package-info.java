/// What changed a figure since an earlier moment.
@NullMarked
package io.keepwell.core.metric.revision;

import org.jspecify.annotations.NullMarked;
