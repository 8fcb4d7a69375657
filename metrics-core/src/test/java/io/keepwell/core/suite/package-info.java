/// What tests of all modules share besides the platform: the suites they belong to, waiting, and the rules they keep.
@NullMarked
package io.keepwell.core.suite;

import org.jspecify.annotations.NullMarked;
