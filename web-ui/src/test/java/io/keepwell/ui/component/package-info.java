@NullMarked
package io.keepwell.ui.component;

import org.jspecify.annotations.NullMarked;
