/// Mappings for exports that many firms have.
@NullMarked
package io.keepwell.importing.ready;

import org.jspecify.annotations.NullMarked;
