/// The calls that take events: published, streamed, validated, and counted afterwards.
@NullMarked
package io.keepwell.ingestion.publish;

import org.jspecify.annotations.NullMarked;
