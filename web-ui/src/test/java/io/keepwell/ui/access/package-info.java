@NullMarked
package io.keepwell.ui.access;

import org.jspecify.annotations.NullMarked;
