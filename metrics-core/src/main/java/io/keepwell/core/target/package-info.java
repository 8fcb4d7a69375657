/// Where figures are to get, whether they do, and which metrics matter now.
@NullMarked
package io.keepwell.core.target;

import org.jspecify.annotations.NullMarked;
