@NullMarked
package io.keepwell.importing.guess;

import org.jspecify.annotations.NullMarked;
