/// The metrics: their list, and one metric's page.
@NullMarked
package io.keepwell.ui.metric;

import org.jspecify.annotations.NullMarked;
