@NullMarked
package io.keepwell.ui.shell;

import org.jspecify.annotations.NullMarked;
