package io.keepwell.core.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a customer's health score is made of. Each part gives 0 to 100 whole points by its rule, or none
/// where nothing is known of the customer. Scores are for the end of a day; *the last 6 months* end with
/// it and begin on the day after the same day of the month six months before.
public enum HealthPart {
    REVENUE_BY_PRODUCT(
            "revenue by product",
            "What was ordered of each product in the last " + HealthPart.SPAN_MONTHS
                    + " months, of each at most as much as in the " + HealthPart.SPAN_MONTHS
                    + " months before, in per cent of what was ordered then.",
            "nothing was ordered in the " + HealthPart.SPAN_MONTHS + " months before the last "
                    + HealthPart.SPAN_MONTHS),
    CUSTOMER_GROWTH(
            "customer growth",
            HealthPart.STEADY_POINTS + " points for a customer who pays as much a month as " + HealthPart.SPAN_MONTHS
                    + " months ago, and one point more or less for each per cent that it pays more or less; from 0 to 100.",
            "it was no customer " + HealthPart.SPAN_MONTHS + " months ago"),
    RETURNING(
            "returning",
            "100 points for a customer who ordered before the last " + HealthPart.SPAN_MONTHS
                    + " months and within them again, 0 for one who didn't order again.",
            "it ordered nothing before the last " + HealthPart.SPAN_MONTHS + " months"),
    USAGE_TREND(
            "usage trend",
            "In how many of the last " + HealthPart.RECENT_WEEKS
                    + " weeks the product was used, in per cent of half the number in the " + HealthPart.EARLIER_WEEKS
                    + " weeks before, at most 100 points; 100 where it was used in none of those, and 0 where it was "
                    + "used before, but not in the last " + HealthPart.RECENT_WEEKS + " weeks.",
            "no use of the product was ever reported"),
    NPS(
            "last NPS answer",
            "The latest answer to an NPS question in the last " + HealthPart.ANSWER_MONTHS
                    + " months: 100 points for a promoter, 50 for a passive, 0 for a detractor.",
            "it answered no NPS question in the last " + HealthPart.ANSWER_MONTHS + " months"),
    CSAT(
            "last CSAT answer",
            "The latest answer to a satisfaction question in the last " + HealthPart.ANSWER_MONTHS
                    + " months: 100 points for a positive one, 0 for another.",
            "it answered no satisfaction question in the last " + HealthPart.ANSWER_MONTHS + " months"),
    TICKETS(
            "open and late tickets",
            "100 points without an open ticket, 50 with one, 0 with one that was open " + HealthPart.LATE_DAYS
                    + " days ago and at the end of each day since.",
            "it never opened a ticket"),
    RENEWAL(
            "renewals near",
            "100 points where no contract needs a word, 50 with one that is undecided and due within "
                    + HealthPart.RENEWAL_DAYS + " days, or was due less than " + HealthPart.RENEWAL_DAYS
                    + " days ago, 0 with one that was declined and was not due " + HealthPart.RENEWAL_DAYS
                    + " days ago yet.",
            "no contract up for renewal was ever reported"),
    PAYMENTS(
            "payment trouble",
            "100 points where the last payment came, 0 where it failed.",
            "no payment was ever reported"),
    CSM_SENTIMENT(
            "CSM sentiment",
            "How the customer stands as its CSM saw it last, in the last " + HealthPart.SENTIMENT_DAYS
                    + " days: the value sent, from 0 to 100.",
            "no CSM sentiment was sent for the last " + HealthPart.SENTIMENT_DAYS + " days");

    public static final List<HealthPart> ALL = List.of(values());

    /// How long each of the two spans is that are compared.
    public static final int SPAN_MONTHS = 6;

    /// The points of a customer who pays what it paid.
    public static final int STEADY_POINTS = 75;

    public static final int RECENT_WEEKS = 4;
    public static final int EARLIER_WEEKS = 8;

    /// For how long an answer tells of its giver.
    public static final int ANSWER_MONTHS = 12;

    /// After how many days an open ticket is late.
    public static final int LATE_DAYS = 7;

    /// How long before its due day a contract counts, and how long after it.
    public static final int RENEWAL_DAYS = 90;

    /// For how many days a CSM sentiment holds.
    public static final int SENTIMENT_DAYS = 180;

    private final String label;
    private final String rule;
    private final String missing;

    HealthPart(String label, String rule, String missing) {
        this.label = label;
        this.rule = rule;
        this.missing = missing;
    }

    /// As it is stored, and named on the command line; it never changes.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As people read it.
    public String label() {
        return label;
    }

    /// How it turns into points, in sentences.
    public String rule() {
        return rule;
    }

    /// Why a customer has no points of it: the end of a sentence.
    public String missing() {
        return missing;
    }

    public static Optional<HealthPart> parse(String id) {
        return Arrays.stream(values()).filter(part -> part.id().equals(id)).findFirst();
    }
}
