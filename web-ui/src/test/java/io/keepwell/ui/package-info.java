@NullMarked
package io.keepwell.ui;

import org.jspecify.annotations.NullMarked;
