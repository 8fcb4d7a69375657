/// Who decided what, and why.
@NullMarked
package io.keepwell.core.audit;

import org.jspecify.annotations.NullMarked;
