package io.keepwell.core.ledger;

import io.keepwell.core.database.Coded;
import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SurveyDismissal;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something that adds up over days and slices. Each is declared once: its code, which is what is stored and never
/// changes, how it adds up, and which facts it is made of.
///
/// Over 300 lines: it is the list of all measures, and whoever adds one looks for its code and its neighbours here.
public enum Measure implements Coded {
    /// MRR movements, in micros of the reporting currency, always positive.
    MRR_NEW(1, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_EXPANSION(2, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_REACTIVATION(3, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_CONTRACTION(4, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_CHURN(5, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_TRANSFER_IN(6, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_TRANSFER_OUT(7, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_EXCHANGE_GAIN(8, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    MRR_EXCHANGE_LOSS(9, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// Customers won minus lost.
    CUSTOMERS(10, Aggregation.STATES, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// How often an account lost its last recurring revenue.
    CANCELLATIONS(11, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// For how many days accounts had been customers when they stopped being one; the days of one
    /// stretch.
    CUSTOMER_DAYS_ENDED(12, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// Accounts with a subscription that costs nothing and none that costs anything.
    FREE_CUSTOMERS(13, Aggregation.STATES, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// How often an account became a free customer, from whatever it was before.
    FREE_STARTS(14, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// How often a free customer began to pay.
    UPGRADES(15, Aggregation.SUM, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// Reasons given, the custom value, for staying with a free plan; a count.
    STAY_REASONS(16, Aggregation.SUM, from(FactTables.STAY_REASON)),
    /// What each account's MRR moved by, in micros: all before a day come to what it pays a month when
    /// that day begins.
    MRR_BALANCE(17, Aggregation.AMOUNTS_BY_ACCOUNT, Scope.EVERYWHERE, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// NPS answers on the scale from 0 to 10.
    NPS_PROMOTERS(20, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    NPS_PASSIVES(21, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    NPS_DETRACTORS(22, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// NPS answers on the scale from 1 to 10.
    NPS_ONE_TO_TEN_PROMOTERS(23, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    NPS_ONE_TO_TEN_PASSIVES(24, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    NPS_ONE_TO_TEN_DETRACTORS(25, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Whether an account's latest NPS answer, on either scale, was a detractor's.
    NPS_LATEST_DETRACTOR(28, Aggregation.LAST_VALUES, Scope.EVERYWHERE, from(FactTables.SURVEY_ANSWER)),
    CSAT_ANSWERS(30, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CSAT_POSITIVE(31, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Answers on the scale from 1 to 5, and their scores added up, turned so that more is better.
    CSAT_FIVE_ANSWERS(32, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CSAT_FIVE_SCORE(33, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Answers on the scale from 1 to 7, their scores added up, turned so that 7 is easy, and how many
    /// were 5 to 7.
    CES_ANSWERS(34, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CES_SCORE(35, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CES_EASY(36, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Answers on other scales.
    CES_OTHER_SCALES(37, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Answers of any kind that came with a comment.
    ANSWER_COMMENTS(38, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Remarks of a tone, by theme.
    FEEDBACK_UNTONED(40, Aggregation.SUM, from(FactTables.FEEDBACK)),
    FEEDBACK_POSITIVE(41, Aggregation.SUM, from(FactTables.FEEDBACK)),
    FEEDBACK_NEUTRAL(42, Aggregation.SUM, from(FactTables.FEEDBACK)),
    FEEDBACK_NEGATIVE(43, Aggregation.SUM, from(FactTables.FEEDBACK)),
    /// All remarks, by the channel they came by.
    FEEDBACK_BY_CHANNEL(44, Aggregation.SUM, from(FactTables.FEEDBACK)),
    /// Of the remarks of a day, those that were answered and those whose givers are content with the
    /// result, and how long that took.
    FEEDBACK_ANSWERED(45, Aggregation.SUM, from(FactTables.FEEDBACK, FactTables.FEEDBACK_STEP)),
    FEEDBACK_CONFIRMED(46, Aggregation.SUM, from(FactTables.FEEDBACK, FactTables.FEEDBACK_STEP)),
    FEEDBACK_ANSWER_TIME(47, Aggregation.DURATIONS, from(FactTables.FEEDBACK, FactTables.FEEDBACK_STEP)),
    FEEDBACK_CONFIRM_TIME(48, Aggregation.DURATIONS, from(FactTables.FEEDBACK, FactTables.FEEDBACK_STEP)),
    /// Of the tickets opened on a day: all, those ever resolved, and those resolved at first contact.
    TICKETS(50, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    TICKETS_RESOLVED(51, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    TICKETS_FIRST_CONTACT(52, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// How long tickets were open, on the day of their last resolution; by the clock and in business
    /// hours.
    RESOLUTION_TIME(53, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    RESOLUTION_BUSINESS_TIME(54, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    /// How long tickets were open until the first answer of a person, on the day of that answer.
    FIRST_RESPONSE_TIME(55, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    FIRST_RESPONSE_BUSINESS_TIME(56, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    /// Of the complaints opened on a day: all, and those that are solved.
    COMPLAINTS(57, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    COMPLAINTS_SOLVED(58, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Accounts with an open complaint.
    OPEN_COMPLAINT(59, Aggregation.STATES, from(FactTables.TICKET_UPDATE)),
    /// Payments received and given back, in micros of the reporting currency, always positive.
    REVENUE(60, Aggregation.AMOUNTS_BY_ACCOUNT, fromMoney(FactTables.PAYMENT)),
    REFUNDS(61, Aggregation.AMOUNTS_BY_ACCOUNT, fromMoney(FactTables.PAYMENT)),
    /// Accounts from which a payment was received; the amount is how often.
    PAYING(62, Aggregation.DISTINCT_ACCOUNTS, fromMoney(FactTables.PAYMENT)),
    /// Payments and refunds for which there is no rate; a count.
    REVENUE_PENDING(63, Aggregation.SUM, fromMoney(FactTables.PAYMENT)),
    /// Orders of a product, the custom value: how many, and their value in micros of the reporting currency.
    ORDERS(64, Aggregation.SUM, fromMoney(FactTables.ORDER)),
    ORDER_VALUE(65, Aggregation.AMOUNTS_BY_ACCOUNT, fromMoney(FactTables.ORDER)),
    /// Orders of a product, the custom value, for which there is no rate; a count.
    ORDERS_PENDING(66, Aggregation.SUM, fromMoney(FactTables.ORDER)),
    /// Accounts that ordered something; the amount is how often.
    ORDERING(67, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.ORDER)),
    /// Cost of customer success, in micros of the reporting currency, and how many costs there is no
    /// rate for.
    SUCCESS_COST(68, Aggregation.SUM, fromMoney(FactTables.COST)),
    SUCCESS_COST_PENDING(69, Aggregation.SUM, fromMoney(FactTables.COST)),
    /// Cost of sales and of marketing, the custom value, and how many costs there is no rate for.
    ACQUISITION_COST(70, Aggregation.SUM, fromMoney(FactTables.COST)),
    ACQUISITION_COST_PENDING(71, Aggregation.SUM, fromMoney(FactTables.COST)),
    /// Contracts up for renewal, by the day they are due: how many, how many were renewed, how many are
    /// undecided.
    RENEWALS_DUE(72, Aggregation.SUM, from(FactTables.RENEWAL_OUTCOME)),
    RENEWALS_WON(73, Aggregation.SUM, from(FactTables.RENEWAL_OUTCOME)),
    RENEWALS_UNDECIDED(74, Aggregation.SUM, from(FactTables.RENEWAL_OUTCOME)),
    /// Accounts with a contract up for renewal, and those that renewed one.
    CUSTOMERS_DUE(75, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.RENEWAL_OUTCOME)),
    CUSTOMERS_RENEWED(76, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.RENEWAL_OUTCOME)),
    /// What contracts up for renewal were worth, and what the renewed ones are worth now, in micros of
    /// the reporting currency.
    RENEWAL_VALUE_DUE(77, Aggregation.SUM, fromMoney(FactTables.RENEWAL_OUTCOME)),
    RENEWAL_VALUE_WON(78, Aggregation.SUM, fromMoney(FactTables.RENEWAL_OUTCOME)),
    /// Contracts up for renewal whose value has no rate, and those without a reported value; counts.
    RENEWALS_PENDING(79, Aggregation.SUM, fromMoney(FactTables.RENEWAL_OUTCOME)),
    RENEWALS_WITHOUT_VALUE(80, Aggregation.SUM, from(FactTables.RENEWAL_OUTCOME)),
    /// Opportunities of a kind, the custom value, by the day they were first reported, won or lost.
    OPPORTUNITIES_CREATED(81, Aggregation.SUM, from(FactTables.OPPORTUNITY)),
    OPPORTUNITIES_WON(82, Aggregation.SUM, from(FactTables.OPPORTUNITY)),
    OPPORTUNITIES_LOST(83, Aggregation.SUM, from(FactTables.OPPORTUNITY)),
    /// What won opportunities of a kind are worth, in micros of the reporting currency.
    OPPORTUNITY_VALUE(84, Aggregation.SUM, fromMoney(FactTables.OPPORTUNITY)),
    /// Won opportunities whose value has no rate, and those without a reported value; counts.
    OPPORTUNITIES_PENDING(85, Aggregation.SUM, fromMoney(FactTables.OPPORTUNITY)),
    OPPORTUNITIES_WITHOUT_VALUE(86, Aggregation.SUM, from(FactTables.OPPORTUNITY)),
    /// Offers by the day they were presented, and those of them that were accepted, whenever that was.
    OFFERS_PRESENTED(90, Aggregation.SUM, from(FactTables.OFFER)),
    OFFERS_ACCEPTED(91, Aggregation.SUM, from(FactTables.OFFER)),
    /// Accounts to which an offer was presented, and those that accepted one, by the day it was
    /// presented.
    CUSTOMERS_OFFERED(92, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.OFFER)),
    CUSTOMERS_ACCEPTING(93, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.OFFER)),
    /// Accounts that accepted an offer, by the day they did.
    ACCEPTING(94, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.OFFER)),
    /// Accounts that referred somebody; the amount is how often.
    REFERRERS(95, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.REFERRAL)),
    /// Leads by channel, the custom value, and by the day they came, and those of them that became customers,
    /// whenever that was.
    LEADS(96, Aggregation.SUM, from(FactTables.LEAD)),
    LEADS_CONVERTED(97, Aggregation.SUM, from(FactTables.LEAD).andMoneyOf(FactTables.SUBSCRIPTION_CHANGE)),
    /// Measures under a partner's own name, the custom value: how many values, their sum in millionths, and
    /// each account's last value in millionths, as a level.
    MEASURES(100, Aggregation.SUM, from(FactTables.MEASUREMENT)),
    MEASURE_SUM(101, Aggregation.SUM, from(FactTables.MEASUREMENT)),
    MEASURE_LEVEL(102, Aggregation.SUM, from(FactTables.MEASUREMENT)),
    /// Accounts of which a value of a measure, the custom value, was ever reported, as a level.
    MEASURED(103, Aggregation.SUM, from(FactTables.MEASUREMENT)),
    /// How long it was from the opening of tickets to that answer, and from the last step of a program or
    /// the last reopening before it.
    FIRST_RESPONSE_SINCE_OPENED(104, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    FIRST_RESPONSE_SINCE_OPENED_BUSINESS(105, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    FIRST_RESPONSE_AFTER_HANDOVER(106, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS(107, Aggregation.DURATIONS, from(FactTables.TICKET_UPDATE)),
    /// Tickets, and complaints among them, of which no opening was reported, on the day of their first step.
    TICKETS_UNOPENED(108, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    COMPLAINTS_UNOPENED(109, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Tickets of which no opening was reported, on the day of the first answer of a person.
    ANSWERED_UNOPENED(110, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Tickets that a person answered before their opening only, on the day of that answer; and those
    /// that a program answered and no person, on the day of its first answer.
    ANSWERED_BEFORE_OPENING(111, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    ANSWERED_BY_PROGRAM(112, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Tickets on the day of their last resolution, which isn't timed: no opening was reported, the opening
    /// came after it, or the ticket was opened again since.
    RESOLVED_UNOPENED(113, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    RESOLVED_BEFORE_OPENING(114, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    RESOLVED_REOPENED(115, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Accounts on whose behalf the product was used; the amount is how often.
    ACTIVE_ACCOUNTS(150, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.USAGE)),
    /// Users who used the product; the amount counts each once a day.
    ACTIVE_USERS(151, Aggregation.DISTINCT_USERS, from(FactTables.USAGE)),
    /// Users of a feature, the custom value; the amount counts each once a day.
    FEATURE_USERS(152, Aggregation.DISTINCT_USERS, from(FactTables.USAGE)),
    /// Accounts' first interactions with the firm.
    FIRST_CONTACTS(153, Aggregation.SUM, from(FactTables.MILESTONE)),
    /// From there to the moment of value, on the day of that.
    TIME_TO_VALUE(154, Aggregation.DURATIONS, from(FactTables.MILESTONE)),
    /// Accounts between the two.
    WAITING_FOR_VALUE(155, Aggregation.STATES, from(FactTables.MILESTONE)),
    /// How long onboardings took, on the day of their end.
    ONBOARDING_TIME(156, Aggregation.DURATIONS, from(FactTables.MILESTONE)),
    /// Of those, the ones with an estimated day, the ones that ended after it, and by how many seconds,
    /// in whole days.
    ONBOARDINGS_ESTIMATED(157, Aggregation.SUM, from(FactTables.MILESTONE)),
    ONBOARDINGS_LATE(158, Aggregation.SUM, from(FactTables.MILESTONE)),
    ONBOARDING_OVERRUN(159, Aggregation.SUM, from(FactTables.MILESTONE)),
    /// Accounts that reached a goal, the custom value.
    GOALS_REACHED(160, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.MILESTONE)),
    /// Accounts that became customers again.
    RETURNED(161, Aggregation.DISTINCT_ACCOUNTS, fromMoney(FactTables.SUBSCRIPTION_CHANGE)),
    /// Facts of a kind, the custom value, with money of a foreign currency that was converted; a count.
    CONVERTED(170, Aggregation.SUM, Sources.NONE),
    /// Facts of a kind, the custom value, with money of a foreign currency for which there is no rate, so that
    /// their money counts nowhere; a count.
    PENDING(171, Aggregation.SUM, Sources.NONE),
    /// Outcomes that customers reported.
    OUTCOMES(172, Aggregation.SUM, from(FactTables.OUTCOME)),
    /// What they gain a year, in micros of the reporting currency.
    OUTCOME_REVENUE(173, Aggregation.SUM, fromMoney(FactTables.OUTCOME)),
    OUTCOME_EFFICIENCY(174, Aggregation.SUM, fromMoney(FactTables.OUTCOME)),
    OUTCOME_EXPENSE(175, Aggregation.SUM, fromMoney(FactTables.OUTCOME)),
    TESTIMONIALS(176, Aggregation.SUM, from(FactTables.OUTCOME)),
    /// Gains with a baseline of the same currency, and those baselines, in micros.
    OUTCOME_GAIN_ON_BASELINE(177, Aggregation.SUM, fromMoney(FactTables.OUTCOME)),
    OUTCOME_BASELINE(178, Aggregation.SUM, fromMoney(FactTables.OUTCOME)),
    /// Outcomes in a currency for which there is no rate.
    OUTCOMES_PENDING(179, Aggregation.SUM, fromMoney(FactTables.OUTCOME)),
    /// Of the check-ins planned for a day: all, and those that were held.
    CHECK_INS_PLANNED(180, Aggregation.SUM, from(FactTables.CHECK_IN)),
    CHECK_INS_HELD(181, Aggregation.SUM, from(FactTables.CHECK_IN)),
    /// Check-ins held on a day without having been planned.
    CHECK_INS_UNPLANNED(182, Aggregation.SUM, from(FactTables.CHECK_IN)),
    /// Accounts that had a check-in within the days of the policy.
    RECENT_CHECK_IN(183, Aggregation.STATES, from(FactTables.CHECK_IN)),
    /// Accounts that opened a ticket; the amount is how often.
    ASKING(190, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.TICKET_UPDATE)),
    /// Accounts with an open ticket, and those with one that is late.
    OPEN_TICKET(191, Aggregation.STATES, from(FactTables.TICKET_UPDATE)),
    LATE_TICKET(192, Aggregation.STATES, from(FactTables.TICKET_UPDATE)),
    /// Accounts whose payment came or failed; the amount is how often.
    PAYMENT_TRIED(193, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.PAYMENT)),
    /// Accounts whose last payment failed.
    PAYMENT_TROUBLE(194, Aggregation.STATES, from(FactTables.PAYMENT)),
    /// Accounts of which a contract up for renewal was reported, by the day of that.
    RENEWAL_REPORTED(195, Aggregation.DISTINCT_ACCOUNTS, from(FactTables.RENEWAL_OUTCOME)),
    /// Accounts with an undecided contract that is due soon or was due of late, and those that declined
    /// one.
    RENEWAL_NEAR(196, Aggregation.STATES, from(FactTables.RENEWAL_OUTCOME)),
    RENEWAL_DECLINED(197, Aggregation.STATES, from(FactTables.RENEWAL_OUTCOME)),
    /// Accounts with a CSM sentiment that still holds, and the last one of each, from 0 to 100, as a level.
    CSM_SENTIMENT_HOLDS(198, Aggregation.STATES, from(CsmSentiment.TABLE)),
    CSM_SENTIMENT(199, Aggregation.AMOUNTS_BY_ACCOUNT, Scope.EVERYWHERE, from(CsmSentiment.TABLE)),
    /// Accounts on whose behalf the product was used, wherever they stood; the amount is how often.
    USING(200, Aggregation.DISTINCT_ACCOUNTS, Scope.EVERYWHERE, from(FactTables.USAGE)),
    /// Whether an account's latest NPS answer, on either scale, was a promoter's.
    NPS_LATEST(201, Aggregation.LAST_VALUES, Scope.EVERYWHERE, from(FactTables.SURVEY_ANSWER)),
    /// Whether an account's latest CSAT answer was positive.
    CSAT_LATEST(202, Aggregation.LAST_VALUES, Scope.EVERYWHERE, from(FactTables.SURVEY_ANSWER)),
    /// CSAT answers on a scale of three scores or more, and those of its two best scores.
    CSAT_GRADED(220, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CSAT_TOP_TWO(221, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// Of the tickets opened on a day, those that are resolved and weren't reopened since: all, those with one
    /// reply of a person, and those with none.
    TICKETS_SOLVED(222, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    TICKETS_SOLVED_BY_ONE_REPLY(223, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    TICKETS_SOLVED_BY_NO_REPLY(224, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Tickets that a person first answered within the time promised, on the day of that answer; those that one
    /// answered later, and those that none answered at all, on the day on which that time ran out, which may be yet
    /// to come.
    FIRST_RESPONSE_KEPT(225, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    FIRST_RESPONSE_LATE(226, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    FIRST_RESPONSE_OVERDUE(227, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Tickets that nothing was promised for though something is for others, on the day of their opening.
    FIRST_RESPONSE_UNPROMISED(228, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// The same of their solution: the last resolution, where the ticket wasn't reopened since.
    RESOLUTION_KEPT(229, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    RESOLUTION_LATE(230, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    RESOLUTION_OVERDUE(231, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    RESOLUTION_UNPROMISED(232, Aggregation.SUM, from(FactTables.TICKET_UPDATE)),
    /// Scores of NPS answers on the scale from 0 to 10 added up.
    NPS_SCORE(240, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// CSAT answers on the scale from 1 to 7, and from 1 to 10, and their scores added up, turned so that more is
    /// better.
    CSAT_SEVEN_ANSWERS(241, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CSAT_SEVEN_SCORE(242, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CSAT_TEN_ANSWERS(243, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    CSAT_TEN_SCORE(244, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// CSAT answers added up by where they stand on their own scales, from 0 for the worst score to 100 for the
    /// best, in millionths.
    CSAT_POSITION(245, Aggregation.SUM, from(FactTables.SURVEY_ANSWER)),
    /// NPS questions on the scale from 0 to 10 that were shown and closed without an answer.
    NPS_DISMISSED(246, Aggregation.SUM, from(SurveyDismissal.TABLE));

    private final int code;
    private final Aggregation aggregation;
    private final Scope place;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable sets of constants, which it can't see
    private final Sources sources;

    /// What is kept beside the amount, and how it adds up.
    public enum Aggregation {
        /// Nothing beside the amount.
        SUM,
        /// What each account has of the amount, so that periods can be compared account by account.
        AMOUNTS_BY_ACCOUNT,
        /// Accounts that changed sides. They add up as symmetric difference: an account that switched
        /// twice is as before, so all switches up to a day give the accounts that are in on that day.
        /// The amount is those that came in minus those that went.
        STATES,
        /// Accounts, each once however often it was added.
        DISTINCT_ACCOUNTS,
        /// Users, each once however often it was added.
        DISTINCT_USERS,
        /// Accounts of which something is true or false; what came later holds.
        LAST_VALUES,
        /// How long something took, in seconds: the amounts one by one where they are few, else counted by
        /// size, within one per cent.
        DURATIONS
    }

    /// Where it is added up.
    public enum Scope {
        /// In the slice in which the account stood then.
        SLICE,
        /// All over the firm at once: what is only ever asked of accounts one by one, wherever they
        /// stood. It has a cell a day instead of one in each slice.
        EVERYWHERE
    }

    Measure(int code, Aggregation aggregation, Sources sources) {
        this(code, aggregation, Scope.SLICE, sources);
    }

    Measure(int code, Aggregation aggregation, Scope place, Sources sources) {
        this.code = code;
        this.aggregation = aggregation;
        this.place = place;
        this.sources = sources;
    }

    @Override
    public int code() {
        return code;
    }

    public Aggregation aggregation() {
        return aggregation;
    }

    public Scope place() {
        return place;
    }

    /// The kinds of facts it is made of, beside the profiles that say in which slices it counts and the
    /// rates by which foreign money does. Empty for notes of what was converted or pending, which come
    /// with facts of many kinds and make no figure by themselves.
    public Set<FactTable<?>> madeOf() {
        return sources.all();
    }

    /// Of the kinds of facts it is made of, those whose foreign money makes it more or less where there is an exchange
    /// rate than where there is none.
    public Set<FactTable<?>> moneyOf() {
        return sources.money();
    }

    /// What a measure is made of.
    ///
    /// @param money the kinds whose money matters; all of them are sources
    private record Sources(Set<FactTable<?>> all, Set<FactTable<?>> money) {
        static final Sources NONE = new Sources(Set.of(), Set.of());

        Sources andMoneyOf(FactTable<?> kind) {
            return new Sources(with(all, kind), with(money, kind));
        }

        private static Set<FactTable<?>> with(Set<FactTable<?>> kinds, FactTable<?> more) {
            return Stream.concat(kinds.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
        }
    }

    private static Sources from(FactTable<?>... kinds) {
        return new Sources(Set.of(kinds), Set.of());
    }

    private static Sources fromMoney(FactTable<?> kind) {
        return Sources.NONE.andMoneyOf(kind);
    }

    /// What an MRR movement of the kind adds to.
    public static Measure of(MovementKind kind) {
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
