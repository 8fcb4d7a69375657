/// Keeps events, durable before they are answered.
@NullMarked
package io.keepwell.ingestion.intake;

import org.jspecify.annotations.NullMarked;
