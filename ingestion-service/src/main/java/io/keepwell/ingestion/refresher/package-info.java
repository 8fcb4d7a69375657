/// Brings ledger and cells up to date, all the time.
@NullMarked
package io.keepwell.ingestion.refresher;

import org.jspecify.annotations.NullMarked;
