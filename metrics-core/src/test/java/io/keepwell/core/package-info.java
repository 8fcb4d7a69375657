/// What the tests of all modules share: a platform of real parts, a clock that can be set, random stories.
@NullMarked
package io.keepwell.core;

import org.jspecify.annotations.NullMarked;
