@NullMarked
package io.keepwell.importing.ready;

import org.jspecify.annotations.NullMarked;
