package io.keepwell.core.ledger;

import io.keepwell.core.database.Coded;
import java.util.Locale;

/// Why an account's MRR moved. Every movement has a positive amount; `sign` says which way it moves the
/// total. The code is what is stored and never changes.
public enum MovementKind implements Coded {
    /// The first recurring revenue ever.
    NEW(1, 1),
    /// More than the day before.
    EXPANSION(2, 1),
    /// Recurring revenue again after having none.
    REACTIVATION(3, 1),
    /// Less than the day before, but not none.
    CONTRACTION(4, -1),
    /// None left.
    CHURN(5, -1),
    /// Came from another slice without a change of revenue: another owner, say. Over the whole firm it
    /// cancels out with what left the other slice.
    TRANSFER_IN(6, 1),
    /// Went to another slice.
    TRANSFER_OUT(7, -1),
    /// A subscription in a foreign currency is worth more, at the rate of the day on which its price was reported anew.
    EXCHANGE_GAIN(8, 1),
    /// It is worth less.
    EXCHANGE_LOSS(9, -1);

    private final int code;
    private final int sign;

    MovementKind(int code, int sign) {
        this.code = code;
        this.sign = sign;
    }

    @Override
    public int code() {
        return code;
    }

    public int sign() {
        return sign;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the account becomes (1) or stops being (-1) a customer of its slice, or neither (0).
    public int customers() {
        return switch (this) {
            case NEW, REACTIVATION, TRANSFER_IN -> 1;
            case CHURN, TRANSFER_OUT -> -1;
            case EXPANSION, CONTRACTION, EXCHANGE_GAIN, EXCHANGE_LOSS -> 0;
        };
    }
}
