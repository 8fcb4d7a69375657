/// One class for each kind of ledger rows: it makes them of the facts of one account.
@NullMarked
package io.keepwell.core.ledger.builder;

import org.jspecify.annotations.NullMarked;
