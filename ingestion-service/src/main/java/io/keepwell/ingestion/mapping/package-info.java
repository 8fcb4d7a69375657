/// From the contract's messages to the core's facts, or the reason why not.
@NullMarked
package io.keepwell.ingestion.mapping;

import org.jspecify.annotations.NullMarked;
