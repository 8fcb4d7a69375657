@NullMarked
package io.keepwell.deploy;

import org.jspecify.annotations.NullMarked;
