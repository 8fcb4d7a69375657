/// What kind of data partners send.
@NullMarked
package io.keepwell.core.quality;

import org.jspecify.annotations.NullMarked;
