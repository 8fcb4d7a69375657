/// What an account's facts amount to: its versions, subscription periods and MRR movements.
@NullMarked
package io.keepwell.core.ledger;

import org.jspecify.annotations.NullMarked;
