package io.keepwell.core.ledger;

import io.keepwell.core.database.Coded;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import java.util.Set;

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
    /// For how many days accounts had been customers when they stopped being one; the days of one
    /// stretch.
    CUSTOMER_DAYS_ENDED(12, Shape.SUM),
    /// Accounts with a subscription that costs nothing and none that costs anything.
    FREE_CUSTOMERS(13, Shape.SWITCHES),
    /// How often an account became a free customer, from whatever it was before.
    FREE_STARTS(14, Shape.SUM),
    /// How often a free customer began to pay.
    UPGRADES(15, Shape.SUM),
    /// Reasons given, the detail, for staying with a free plan; a count.
    STAY_REASONS(16, Shape.SUM),
    /// What each account's MRR moved by, in micros: all before a day come to what it pays a month when
    /// that day begins.
    MRR_BALANCE(17, Shape.AMOUNTS, Place.EVERYWHERE),
    /// NPS answers on the scale from 0 to 10.
    NPS_PROMOTERS(20, Shape.SUM),
    NPS_PASSIVES(21, Shape.SUM),
    NPS_DETRACTORS(22, Shape.SUM),
    /// NPS answers on the scale from 1 to 10.
    NPS_ONE_TO_TEN_PROMOTERS(23, Shape.SUM),
    NPS_ONE_TO_TEN_PASSIVES(24, Shape.SUM),
    NPS_ONE_TO_TEN_DETRACTORS(25, Shape.SUM),
    /// Whether an account's latest NPS answer, on either scale, was a detractor's.
    NPS_LATEST_DETRACTOR(28, Shape.LATEST, Place.EVERYWHERE),
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
    /// How long tickets were open until the first answer of a person, on the day of that answer.
    FIRST_RESPONSE_TIME(55, Shape.DURATIONS),
    FIRST_RESPONSE_BUSINESS_TIME(56, Shape.DURATIONS),
    /// Of the complaints opened on a day: all, and those that are solved.
    COMPLAINTS(57, Shape.SUM),
    COMPLAINTS_SOLVED(58, Shape.SUM),
    /// Accounts with an open complaint.
    OPEN_COMPLAINT(59, Shape.SWITCHES),
    /// Payments received and given back, in micros of the reporting currency, always positive.
    REVENUE(60, Shape.AMOUNTS),
    REFUNDS(61, Shape.AMOUNTS),
    /// Accounts from which a payment was received; the amount is how often.
    PAYING(62, Shape.MEMBERS),
    /// Payments and refunds for which there is no rate; a count.
    REVENUE_HELD_BACK(63, Shape.SUM),
    /// Orders of a product, the detail: how many, and their value in micros of the reporting currency.
    ORDERS(64, Shape.SUM),
    ORDER_VALUE(65, Shape.AMOUNTS),
    /// Orders of a product, the detail, for which there is no rate; a count.
    ORDERS_HELD_BACK(66, Shape.SUM),
    /// Accounts that ordered something; the amount is how often.
    ORDERING(67, Shape.MEMBERS),
    /// Cost of customer success, in micros of the reporting currency, and how many costs there is no
    /// rate for.
    SUCCESS_COST(68, Shape.SUM),
    SUCCESS_COST_HELD_BACK(69, Shape.SUM),
    /// Cost of sales and of marketing, the detail, and how many costs there is no rate for.
    ACQUISITION_COST(70, Shape.SUM),
    ACQUISITION_COST_HELD_BACK(71, Shape.SUM),
    /// Contracts up for renewal, by the day they are due: how many, how many were renewed, how many are
    /// undecided.
    RENEWALS_DUE(72, Shape.SUM),
    RENEWALS_WON(73, Shape.SUM),
    RENEWALS_UNDECIDED(74, Shape.SUM),
    /// Accounts with a contract up for renewal, and those that renewed one.
    CUSTOMERS_DUE(75, Shape.MEMBERS),
    CUSTOMERS_RENEWED(76, Shape.MEMBERS),
    /// What contracts up for renewal were worth, and what the renewed ones are worth now, in micros of
    /// the reporting currency.
    RENEWAL_VALUE_DUE(77, Shape.SUM),
    RENEWAL_VALUE_WON(78, Shape.SUM),
    /// Contracts up for renewal whose value has no rate, and those of which no value was told; counts.
    RENEWALS_HELD_BACK(79, Shape.SUM),
    RENEWALS_WITHOUT_VALUE(80, Shape.SUM),
    /// Opportunities of a kind, the detail, by the day they were first told, won or lost.
    OPPORTUNITIES_CREATED(81, Shape.SUM),
    OPPORTUNITIES_WON(82, Shape.SUM),
    OPPORTUNITIES_LOST(83, Shape.SUM),
    /// What won opportunities of a kind are worth, in micros of the reporting currency.
    OPPORTUNITY_VALUE(84, Shape.SUM),
    /// Won opportunities whose value has no rate, and those of which no value was told; counts.
    OPPORTUNITIES_HELD_BACK(85, Shape.SUM),
    OPPORTUNITIES_WITHOUT_VALUE(86, Shape.SUM),
    /// Offers by the day they were presented, and those of them that were accepted, whenever that was.
    OFFERS_PRESENTED(90, Shape.SUM),
    OFFERS_ACCEPTED(91, Shape.SUM),
    /// Accounts to which an offer was presented, and those that accepted one, by the day it was
    /// presented.
    CUSTOMERS_OFFERED(92, Shape.MEMBERS),
    CUSTOMERS_ACCEPTING(93, Shape.MEMBERS),
    /// Accounts that accepted an offer, by the day they did.
    ACCEPTING(94, Shape.MEMBERS),
    /// Accounts that referred somebody; the amount is how often.
    REFERRERS(95, Shape.MEMBERS),
    /// Leads by channel, the detail, and by the day they came, and those of them that became customers,
    /// whenever that was.
    LEADS(96, Shape.SUM),
    LEADS_CONVERTED(97, Shape.SUM),
    /// Measures under a partner's own name, the detail: how many values, their sum in millionths, and
    /// each account's last value in millionths, as a level.
    MEASURES(100, Shape.SUM),
    MEASURE_SUM(101, Shape.SUM),
    MEASURE_LEVEL(102, Shape.SUM),
    /// Accounts of which a value of a measure, the detail, was ever told, as a level.
    MEASURED(103, Shape.SUM),
    /// How long it was from the opening of tickets to that answer, and from the last step of a program or
    /// the last reopening before it.
    FIRST_RESPONSE_SINCE_OPENED(104, Shape.DURATIONS),
    FIRST_RESPONSE_SINCE_OPENED_BUSINESS(105, Shape.DURATIONS),
    FIRST_RESPONSE_AFTER_HANDOVER(106, Shape.DURATIONS),
    FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS(107, Shape.DURATIONS),
    /// Tickets, and complaints among them, of which no opening was told, on the day of their first step.
    TICKETS_UNOPENED(108, Shape.SUM),
    COMPLAINTS_UNOPENED(109, Shape.SUM),
    /// Tickets of which no opening was told, on the day of the first answer of a person.
    ANSWERED_UNOPENED(110, Shape.SUM),
    /// Tickets that a person answered before their opening only, on the day of that answer; and those
    /// that a program answered and no person, on the day of its first answer.
    ANSWERED_BEFORE_OPENING(111, Shape.SUM),
    ANSWERED_BY_PROGRAM(112, Shape.SUM),
    /// Tickets on the day of their last resolution, which isn't timed: no opening was told, the opening
    /// came after it, or the ticket was opened again since.
    RESOLVED_UNOPENED(113, Shape.SUM),
    RESOLVED_BEFORE_OPENING(114, Shape.SUM),
    RESOLVED_REOPENED(115, Shape.SUM),
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
    /// Facts of a kind, the detail, with money of a foreign currency that was converted; a count.
    CONVERTED(170, Shape.SUM),
    /// Facts of a kind, the detail, with money of a foreign currency for which there is no rate, so that
    /// their money counts nowhere; a count.
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
    RECENT_CHECK_IN(183, Shape.SWITCHES),
    /// Accounts that opened a ticket; the amount is how often.
    ASKING(190, Shape.MEMBERS),
    /// Accounts with an open ticket, and those with one that is late.
    OPEN_TICKET(191, Shape.SWITCHES),
    LATE_TICKET(192, Shape.SWITCHES),
    /// Accounts whose payment came or failed; the amount is how often.
    PAYMENT_TRIED(193, Shape.MEMBERS),
    /// Accounts whose last payment failed.
    PAYMENT_TROUBLE(194, Shape.SWITCHES),
    /// Accounts of which a contract up for renewal was told, by the day of that.
    RENEWAL_TOLD(195, Shape.MEMBERS),
    /// Accounts with an undecided contract that is due soon or was due of late, and those that declined
    /// one.
    RENEWAL_NEAR(196, Shape.SWITCHES),
    RENEWAL_DECLINED(197, Shape.SWITCHES),
    /// Accounts that somebody judged of late, and the last judgement of each, in millionths of a point,
    /// as a level.
    JUDGED(198, Shape.SWITCHES),
    JUDGEMENT(199, Shape.AMOUNTS, Place.EVERYWHERE),
    /// Accounts on whose behalf the product was used, wherever they stood; the amount is how often.
    USING(200, Shape.MEMBERS, Place.EVERYWHERE),
    /// Whether an account's latest NPS answer, on either scale, was a promoter's.
    NPS_LATEST(201, Shape.LATEST, Place.EVERYWHERE),
    /// Whether an account's latest CSAT answer was positive.
    CSAT_LATEST(202, Shape.LATEST, Place.EVERYWHERE),
    /// CSAT answers on a scale of three scores or more, and those of its two best scores.
    CSAT_GRADED(220, Shape.SUM),
    CSAT_TOP_TWO(221, Shape.SUM),
    /// Of the tickets opened on a day, those that are resolved and weren't reopened since: all, those with one
    /// reply of a person, and those with none.
    TICKETS_SOLVED(222, Shape.SUM),
    TICKETS_SOLVED_BY_ONE_REPLY(223, Shape.SUM),
    TICKETS_SOLVED_BY_NO_REPLY(224, Shape.SUM);

    private final int code;
    private final Shape shape;
    private final Place place;

    /// What is kept beside the amount, and how it adds up.
    public enum Shape {
        /// Nothing beside the amount.
        SUM,
        /// What each account has of the amount, so that periods can be compared account by account.
        AMOUNTS,
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
        /// How long something took, in seconds: the amounts one by one where they are few, else counted by
        /// size, within one per cent.
        DURATIONS
    }

    /// Where it is added up.
    public enum Place {
        /// In the slice in which the account stood then.
        SLICE,
        /// All over the firm at once: what is only ever asked of accounts one by one, wherever they
        /// stood. It has a cell a day instead of one in each slice.
        EVERYWHERE
    }

    Quantity(int code, Shape shape) {
        this(code, shape, Place.SLICE);
    }

    Quantity(int code, Shape shape, Place place) {
        this.code = code;
        this.shape = shape;
        this.place = place;
    }

    @Override
    public int code() {
        return code;
    }

    public Shape shape() {
        return shape;
    }

    public Place place() {
        return place;
    }

    /// The kinds of facts it is made of, beside the profiles that say in which slices it counts and the
    /// rates by which foreign money does. Empty for notes of what was converted or held back, which come
    /// with facts of many kinds and make no figure by themselves.
    public Set<FactTable<?>> madeOf() {
        return switch (this) {
            case MRR_NEW,
                    MRR_EXPANSION,
                    MRR_REACTIVATION,
                    MRR_CONTRACTION,
                    MRR_CHURN,
                    MRR_TRANSFER_IN,
                    MRR_TRANSFER_OUT,
                    MRR_EXCHANGE_GAIN,
                    MRR_EXCHANGE_LOSS,
                    MRR_BALANCE,
                    CUSTOMERS,
                    CANCELLATIONS,
                    CUSTOMER_DAYS_ENDED,
                    FREE_CUSTOMERS,
                    FREE_STARTS,
                    UPGRADES,
                    RETURNED -> Set.of(FactTables.SUBSCRIPTION_CHANGE);
            case STAY_REASONS -> Set.of(FactTables.STAY_REASON);
            case NPS_PROMOTERS,
                    NPS_PASSIVES,
                    NPS_DETRACTORS,
                    NPS_ONE_TO_TEN_PROMOTERS,
                    NPS_ONE_TO_TEN_PASSIVES,
                    NPS_ONE_TO_TEN_DETRACTORS,
                    NPS_LATEST,
                    NPS_LATEST_DETRACTOR,
                    CSAT_LATEST,
                    CSAT_ANSWERS,
                    CSAT_POSITIVE,
                    CSAT_FIVE_ANSWERS,
                    CSAT_FIVE_SCORE,
                    CSAT_GRADED,
                    CSAT_TOP_TWO,
                    CES_ANSWERS,
                    CES_SCORE,
                    CES_EASY,
                    CES_OTHER_SCALES,
                    ANSWER_COMMENTS -> Set.of(FactTables.SURVEY_ANSWER);
            case FEEDBACK_UNTONED, FEEDBACK_POSITIVE, FEEDBACK_NEUTRAL, FEEDBACK_NEGATIVE, FEEDBACK_BY_CHANNEL ->
                Set.of(FactTables.FEEDBACK);
            case FEEDBACK_ANSWERED, FEEDBACK_CONFIRMED, FEEDBACK_ANSWER_TIME, FEEDBACK_CONFIRM_TIME ->
                Set.of(FactTables.FEEDBACK, FactTables.FEEDBACK_STEP);
            case TICKETS,
                    TICKETS_RESOLVED,
                    TICKETS_FIRST_CONTACT,
                    TICKETS_SOLVED,
                    TICKETS_SOLVED_BY_ONE_REPLY,
                    TICKETS_SOLVED_BY_NO_REPLY,
                    RESOLUTION_TIME,
                    RESOLUTION_BUSINESS_TIME,
                    FIRST_RESPONSE_TIME,
                    FIRST_RESPONSE_BUSINESS_TIME,
                    FIRST_RESPONSE_SINCE_OPENED,
                    FIRST_RESPONSE_SINCE_OPENED_BUSINESS,
                    FIRST_RESPONSE_AFTER_HANDOVER,
                    FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS,
                    TICKETS_UNOPENED,
                    COMPLAINTS_UNOPENED,
                    ANSWERED_UNOPENED,
                    ANSWERED_BEFORE_OPENING,
                    ANSWERED_BY_PROGRAM,
                    RESOLVED_UNOPENED,
                    RESOLVED_BEFORE_OPENING,
                    RESOLVED_REOPENED,
                    COMPLAINTS,
                    COMPLAINTS_SOLVED,
                    OPEN_COMPLAINT,
                    ASKING,
                    OPEN_TICKET,
                    LATE_TICKET -> Set.of(FactTables.TICKET_UPDATE);
            case REVENUE, REFUNDS, PAYING, REVENUE_HELD_BACK, PAYMENT_TRIED, PAYMENT_TROUBLE ->
                Set.of(FactTables.PAYMENT);
            case ORDERS, ORDER_VALUE, ORDERS_HELD_BACK, ORDERING -> Set.of(FactTables.ORDER);
            case SUCCESS_COST, SUCCESS_COST_HELD_BACK, ACQUISITION_COST, ACQUISITION_COST_HELD_BACK ->
                Set.of(FactTables.COST);
            case RENEWALS_DUE,
                    RENEWALS_WON,
                    RENEWALS_UNDECIDED,
                    CUSTOMERS_DUE,
                    CUSTOMERS_RENEWED,
                    RENEWAL_VALUE_DUE,
                    RENEWAL_VALUE_WON,
                    RENEWALS_HELD_BACK,
                    RENEWALS_WITHOUT_VALUE,
                    RENEWAL_TOLD,
                    RENEWAL_NEAR,
                    RENEWAL_DECLINED -> Set.of(FactTables.RENEWAL_OUTCOME);
            case OPPORTUNITIES_CREATED,
                    OPPORTUNITIES_WON,
                    OPPORTUNITIES_LOST,
                    OPPORTUNITY_VALUE,
                    OPPORTUNITIES_HELD_BACK,
                    OPPORTUNITIES_WITHOUT_VALUE -> Set.of(FactTables.OPPORTUNITY);
            case OFFERS_PRESENTED, OFFERS_ACCEPTED, CUSTOMERS_OFFERED, CUSTOMERS_ACCEPTING, ACCEPTING ->
                Set.of(FactTables.OFFER);
            case REFERRERS -> Set.of(FactTables.REFERRAL);
            case LEADS -> Set.of(FactTables.LEAD);
            case LEADS_CONVERTED -> Set.of(FactTables.LEAD, FactTables.SUBSCRIPTION_CHANGE);
            case MEASURES, MEASURE_SUM, MEASURE_LEVEL, MEASURED, JUDGED, JUDGEMENT -> Set.of(FactTables.MEASUREMENT);
            case ACTIVE_ACCOUNTS, ACTIVE_USERS, FEATURE_USERS, USING -> Set.of(FactTables.USAGE);
            case FIRST_CONTACTS,
                    TIME_TO_VALUE,
                    WAITING_FOR_VALUE,
                    ONBOARDING_TIME,
                    ONBOARDINGS_ESTIMATED,
                    ONBOARDINGS_LATE,
                    ONBOARDING_OVERRUN,
                    GOALS_REACHED -> Set.of(FactTables.MILESTONE);
            case OUTCOMES,
                    OUTCOME_REVENUE,
                    OUTCOME_EFFICIENCY,
                    OUTCOME_EXPENSE,
                    TESTIMONIALS,
                    OUTCOME_GAIN_ON_BASELINE,
                    OUTCOME_BASELINE,
                    OUTCOMES_HELD_BACK -> Set.of(FactTables.OUTCOME);
            case CHECK_INS_PLANNED, CHECK_INS_HELD, CHECK_INS_UNPLANNED, RECENT_CHECK_IN -> Set.of(FactTables.CHECK_IN);
            case CONVERTED, HELD_BACK -> Set.of();
        };
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
