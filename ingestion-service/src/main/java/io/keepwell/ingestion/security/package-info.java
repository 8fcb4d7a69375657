/// Who calls, and how the connection is encrypted.
@NullMarked
package io.keepwell.ingestion.security;

import org.jspecify.annotations.NullMarked;
