@NullMarked
package io.keepwell.ui.account;

import org.jspecify.annotations.NullMarked;
