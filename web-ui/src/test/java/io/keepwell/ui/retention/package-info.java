@NullMarked
package io.keepwell.ui.retention;

import org.jspecify.annotations.NullMarked;
