/// The first screen: how it is going.
@NullMarked
package io.keepwell.ui.overview;

import org.jspecify.annotations.NullMarked;
