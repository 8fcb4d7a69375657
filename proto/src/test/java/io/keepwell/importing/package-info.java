@NullMarked
package io.keepwell.importing;

import org.jspecify.annotations.NullMarked;
