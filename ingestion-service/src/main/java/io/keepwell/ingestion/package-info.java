/// The partners' door: takes events, keeps them, brings figures up to date.
@NullMarked
package io.keepwell.ingestion;

import org.jspecify.annotations.NullMarked;
