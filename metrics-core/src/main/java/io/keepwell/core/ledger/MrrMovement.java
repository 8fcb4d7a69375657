package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;

/// One account's MRR moved on one day.
///
/// @param sliceKey the slice it counts for
/// @param amountMicros positive
/// @param beforeMicros what the account paid a month at the end of the day before
/// @param afterMicros what it paid at the end of the day
public record MrrMovement(
        int account,
        LocalDate day,
        MovementKind kind,
        Slice sliceKey,
        long amountMicros,
        long beforeMicros,
        long afterMicros) {
    public MrrMovement {
        if (amountMicros <= 0) {
            throw new IllegalArgumentException("a movement has a positive amount, not " + amountMicros);
        }
    }
}
