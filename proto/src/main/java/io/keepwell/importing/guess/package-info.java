/// Looks at files that nobody has described yet, and writes mappings for them.
@NullMarked
package io.keepwell.importing.guess;

import org.jspecify.annotations.NullMarked;
