@NullMarked
package io.keepwell.ui.overview;

import org.jspecify.annotations.NullMarked;
