@NullMarked
package io.keepwell.ingestion.intake;

import org.jspecify.annotations.NullMarked;
