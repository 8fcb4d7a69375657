package io.keepwell.core.ledger;

import io.keepwell.core.database.Coded;

/// Something that adds up over days and slices. The code is what is stored and never changes.
public enum Quantity implements Coded {
    /// MRR movements, in micros of the reporting currency, always positive.
    MRR_NEW(1, Shape.SUM),
    MRR_EXPANSION(2, Shape.SUM),
    MRR_REACTIVATION(3, Shape.SUM),
    MRR_CONTRACTION(4, Shape.SUM),
    MRR_CHURN(5, Shape.SUM),
    MRR_TRANSFER_IN(6, Shape.SUM),
    MRR_TRANSFER_OUT(7, Shape.SUM),
    MRR_EXCHANGE_GAIN(8, Shape.SUM),
    MRR_EXCHANGE_LOSS(9, Shape.SUM),
    /// Customers won minus lost.
    CUSTOMERS(10, Shape.SWITCHES),
    /// How often an account lost its last recurring revenue.
    CANCELLATIONS(11, Shape.SUM),
    /// NPS answers on the scale from 0 to 10.
    NPS_PROMOTERS(20, Shape.SUM),
    NPS_PASSIVES(21, Shape.SUM),
    NPS_DETRACTORS(22, Shape.SUM),
    /// NPS answers on the scale from 1 to 10.
    NPS_ONE_TO_TEN_PROMOTERS(23, Shape.SUM),
    NPS_ONE_TO_TEN_PASSIVES(24, Shape.SUM),
    NPS_ONE_TO_TEN_DETRACTORS(25, Shape.SUM),
    /// Whether an account's latest NPS answer, on either scale, was a promoter's.
    NPS_LATEST(26, Shape.LATEST),
    /// Whether an account's latest CSAT answer was positive.
    CSAT_LATEST(27, Shape.LATEST),
    CSAT_ANSWERS(30, Shape.SUM),
    CSAT_POSITIVE(31, Shape.SUM),
    /// Answers on the scale from 1 to 5, and their scores added up, turned so that more is better.
    CSAT_FIVE_ANSWERS(32, Shape.SUM),
    CSAT_FIVE_SCORE(33, Shape.SUM),
    /// Answers on the scale from 1 to 7, their scores added up, turned so that 7 is easy, and how many were 5 to 7.
    CES_ANSWERS(34, Shape.SUM),
    CES_SCORE(35, Shape.SUM),
    CES_EASY(36, Shape.SUM),
    /// Accounts on whose behalf the product was used; the amount is how often.
    ACTIVE_ACCOUNTS(150, Shape.MEMBERS),
    /// Users who used the product; the amount counts each once a day.
    ACTIVE_USERS(151, Shape.USERS),
    /// Users of a feature, the detail; the amount counts each once a day.
    FEATURE_USERS(152, Shape.USERS),
    /// Facts with money of a foreign currency, the detail, that was converted; a count.
    CONVERTED(170, Shape.SUM),
    /// Facts with money of a foreign currency, the detail, for which there is no rate, so that they count nowhere; a
    /// count.
    HELD_BACK(171, Shape.SUM);

    private final int code;
    private final Shape shape;

    /// What is kept beside the amount, and how it adds up.
    public enum Shape {
        /// Nothing beside the amount.
        SUM,
        /// Accounts that changed sides. They add up as symmetric difference: an account that switched twice is as
        /// before, so all switches up to a day give the accounts that are in on that day. The amount is those
        ///     that
        /// came in minus those that went.
        SWITCHES,
        /// Accounts, each once however often it was added.
        MEMBERS,
        /// Users, each once however often it was added.
        USERS,
        /// Accounts of which something is true or false; what came later holds.
        LATEST,
        /// How long something took: the amounts, in seconds, one by one, within one per cent.
        DURATIONS
    }

    Quantity(int code, Shape shape) {
        this.code = code;
        this.shape = shape;
    }

    @Override
    public int code() {
        return code;
    }

    public Shape shape() {
        return shape;
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
            case EXCHANGE_GAIN -> MRR_EXCHANGE_GAIN;
            case EXCHANGE_LOSS -> MRR_EXCHANGE_LOSS;
        };
    }
}
