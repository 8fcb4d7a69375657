/// Exact money and its monthly share.
@NullMarked
package io.keepwell.core.money;

import org.jspecify.annotations.NullMarked;
