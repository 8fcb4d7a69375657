/// The calls that answer with figures.
@NullMarked
package io.keepwell.ingestion.query;

import org.jspecify.annotations.NullMarked;
