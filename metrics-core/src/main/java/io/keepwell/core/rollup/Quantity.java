package io.keepwell.core.rollup;

import io.keepwell.core.ledger.MovementKind;

/// Something that adds up over days and slices. The code is what is stored and never changes.
public enum Quantity {
    /// MRR movements, in micros of the reporting currency, always positive.
    MRR_NEW(1),
    MRR_EXPANSION(2),
    MRR_REACTIVATION(3),
    MRR_CONTRACTION(4),
    MRR_CHURN(5),
    MRR_TRANSFER_IN(6),
    MRR_TRANSFER_OUT(7),
    /// Customers won minus lost; with the accounts that switched. Accounts add up as symmetric difference: an account
    /// that
    /// switched twice is as before, so all switches up to a day give the customers of that day.
    CUSTOMERS(10),
    /// How often an account lost its last recurring revenue.
    CANCELLATIONS(11),
    /// NPS answers on the scale from 0 to 10.
    NPS_PROMOTERS(20),
    NPS_PASSIVES(21),
    NPS_DETRACTORS(22),
    /// NPS answers on the scale from 1 to 10.
    NPS_ONE_TO_TEN_PROMOTERS(23),
    NPS_ONE_TO_TEN_PASSIVES(24),
    NPS_ONE_TO_TEN_DETRACTORS(25);

    private final int code;

    Quantity(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Quantity ofCode(int code) {
        for (Quantity quantity : values()) {
            if (quantity.code == code) {
                return quantity;
            }
        }
        throw new IllegalArgumentException("no quantity has the code " + code);
    }

    /// What an MRR movement of the kind adds to.
    public static Quantity of(MovementKind kind) {
        return switch (kind) {
            case NEW -> MRR_NEW;
            case EXPANSION -> MRR_EXPANSION;
            case REACTIVATION -> MRR_REACTIVATION;
            case CONTRACTION -> MRR_CONTRACTION;
            case CHURN -> MRR_CHURN;
            case TRANSFER_IN -> MRR_TRANSFER_IN;
            case TRANSFER_OUT -> MRR_TRANSFER_OUT;
        };
    }
}
