/// Tests of delivery.
@NullMarked
package io.keepwell.reporting.delivery;

import org.jspecify.annotations.NullMarked;
