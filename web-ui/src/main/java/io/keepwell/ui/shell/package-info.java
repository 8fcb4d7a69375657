/// The frame around every screen, and what is selected in its address.
@NullMarked
package io.keepwell.ui.shell;

import org.jspecify.annotations.NullMarked;
