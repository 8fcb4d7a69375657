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
    /// Answers on the scale from 1 to 7, their scores added up, turned so that 7 is easy, and how many
    /// were 5 to 7.
    CES_ANSWERS(34, Shape.SUM),
    CES_SCORE(35, Shape.SUM),
    CES_EASY(36, Shape.SUM),
    /// Answers on other scales.
    CES_OTHER_SCALES(37, Shape.SUM),
    /// Answers of any kind that came with a comment.
    ANSWER_COMMENTS(38, Shape.SUM),
    /// Remarks of a tone, by theme.
    FEEDBACK_UNTONED(40, Shape.SUM),
    FEEDBACK_POSITIVE(41, Shape.SUM),
    FEEDBACK_NEUTRAL(42, Shape.SUM),
    FEEDBACK_NEGATIVE(43, Shape.SUM),
    /// All remarks, by the channel they came by.
    FEEDBACK_BY_CHANNEL(44, Shape.SUM),
    /// Of the remarks of a day, those that were answered and those whose givers are content with the
    /// result, and how long that took.
    FEEDBACK_ANSWERED(45, Shape.SUM),
    FEEDBACK_CONFIRMED(46, Shape.SUM),
    FEEDBACK_ANSWER_TIME(47, Shape.DURATIONS),
    FEEDBACK_CONFIRM_TIME(48, Shape.DURATIONS),
    /// Of the tickets opened on a day: all, those ever resolved, and those resolved at first contact.
    TICKETS(50, Shape.SUM),
    TICKETS_RESOLVED(51, Shape.SUM),
    TICKETS_FIRST_CONTACT(52, Shape.SUM),
    /// How long tickets were open, on the day of their last resolution; by the clock and in business
    /// hours.
    RESOLUTION_TIME(53, Shape.DURATIONS),
    RESOLUTION_BUSINESS_TIME(54, Shape.DURATIONS),
    /// How long customers waited for the first answer of a person, on the day of that answer.
    FIRST_RESPONSE_TIME(55, Shape.DURATIONS),
    FIRST_RESPONSE_BUSINESS_TIME(56, Shape.DURATIONS),
    /// Of the complaints opened on a day: all, and those that are solved.
    COMPLAINTS(57, Shape.SUM),
    COMPLAINTS_SOLVED(58, Shape.SUM),
    /// Accounts with an open complaint.
    OPEN_COMPLAINT(59, Shape.SWITCHES),
    /// Accounts on whose behalf the product was used; the amount is how often.
    ACTIVE_ACCOUNTS(150, Shape.MEMBERS),
    /// Users who used the product; the amount counts each once a day.
    ACTIVE_USERS(151, Shape.USERS),
    /// Users of a feature, the detail; the amount counts each once a day.
    FEATURE_USERS(152, Shape.USERS),
    /// Accounts' first interactions with the firm.
    FIRST_CONTACTS(153, Shape.SUM),
    /// From there to the moment of value, on the day of that.
    TIME_TO_VALUE(154, Shape.DURATIONS),
    /// Accounts between the two.
    WAITING_FOR_VALUE(155, Shape.SWITCHES),
    /// How long onboardings took, on the day of their end.
    ONBOARDING_TIME(156, Shape.DURATIONS),
    /// Of those, the ones with an estimated day, the ones that ended after it, and by how many seconds,
    /// in whole days.
    ONBOARDINGS_ESTIMATED(157, Shape.SUM),
    ONBOARDINGS_LATE(158, Shape.SUM),
    ONBOARDING_OVERRUN(159, Shape.SUM),
    /// Accounts that reached a goal, the detail.
    GOALS_REACHED(160, Shape.MEMBERS),
    /// Accounts that became customers again.
    RETURNED(161, Shape.MEMBERS),
    /// Accounts that ordered something.
    ORDERED(162, Shape.MEMBERS),
    /// Facts with money of a foreign currency, the detail, that was converted; a count.
    CONVERTED(170, Shape.SUM),
    /// Facts with money of a foreign currency, the detail, for which there is no rate, so that they
    /// count nowhere; a count.
    HELD_BACK(171, Shape.SUM),
    /// Outcomes that customers told of.
    OUTCOMES(172, Shape.SUM),
    /// What they gain a year, in micros of the reporting currency.
    OUTCOME_REVENUE(173, Shape.SUM),
    OUTCOME_EFFICIENCY(174, Shape.SUM),
    OUTCOME_EXPENSE(175, Shape.SUM),
    TESTIMONIALS(176, Shape.SUM),
    /// Gains with a baseline of the same currency, and those baselines, in micros.
    OUTCOME_GAIN_ON_BASELINE(177, Shape.SUM),
    OUTCOME_BASELINE(178, Shape.SUM),
    /// Outcomes in a currency for which there is no rate.
    OUTCOMES_HELD_BACK(179, Shape.SUM),
    /// Of the check-ins planned for a day: all, and those that were held.
    CHECK_INS_PLANNED(180, Shape.SUM),
    CHECK_INS_HELD(181, Shape.SUM),
    /// Check-ins held on a day without having been planned.
    CHECK_INS_UNPLANNED(182, Shape.SUM),
    /// Accounts that had a check-in within the days of the policy.
    RECENT_CHECK_IN(183, Shape.SWITCHES);

    private final int code;
    private final Shape shape;

    /// What is kept beside the amount, and how it adds up.
    public enum Shape {
        /// Nothing beside the amount.
        SUM,
        /// Accounts that changed sides. They add up as symmetric difference: an account that switched
        /// twice is as before, so all switches up to a day give the accounts that are in on that day.
        /// The amount is those that came in minus those that went.
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
