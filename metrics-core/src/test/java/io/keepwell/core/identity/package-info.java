/// Tests of identity.
@NullMarked
package io.keepwell.core.identity;

import org.jspecify.annotations.NullMarked;
