/// What partners reported, one record and one table for each kind.
@NullMarked
package io.keepwell.core.fact;

import org.jspecify.annotations.NullMarked;
