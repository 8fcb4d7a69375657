package io.keepwell.core.report;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.setting.HealthModel;

/// What a colour stands for, the same in every drawing and table of a report.
public enum Colour {
    OPENING,
    CLOSING,
    NEW,
    EXPANSION,
    REACTIVATION,
    CONTRACTION,
    CHURN,
    /// What moves between slices or by exchange rates.
    TRANSFER,
    GREEN,
    YELLOW,
    RED;

    public static Colour of(MovementKind kind) {
        return switch (kind) {
            case NEW -> NEW;
            case EXPANSION -> EXPANSION;
            case REACTIVATION -> REACTIVATION;
            case CONTRACTION -> CONTRACTION;
            case CHURN -> CHURN;
            case TRANSFER_IN, TRANSFER_OUT, EXCHANGE_GAIN, EXCHANGE_LOSS -> TRANSFER;
        };
    }

    public static Colour of(HealthModel.Band band) {
        return switch (band) {
            case GREEN -> GREEN;
            case YELLOW -> YELLOW;
            case RED -> RED;
        };
    }
}
