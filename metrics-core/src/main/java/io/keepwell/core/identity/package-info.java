/// Which accounts are one: merged and split by staff, or tied by what profiles say.
@NullMarked
package io.keepwell.core.identity;

import org.jspecify.annotations.NullMarked;
