/// Every metric by every definition, counted a second time from what partners reported, in plain words and without
/// anything that makes the product's figures: what tests and the demo hold these against.
@NullMarked
package io.keepwell.core.recount;

import org.jspecify.annotations.NullMarked;
