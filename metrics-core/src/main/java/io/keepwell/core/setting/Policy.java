package io.keepwell.core.setting;

import io.keepwell.core.time.BusinessHours;
import io.keepwell.core.time.Calendar;
import java.time.DateTimeException;
import java.time.Month;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// One of the policies, by itself: how it is named, written and read.
public enum Policy {
    REOPEN_DAYS("Within how many days after its resolution a ticket that is opened again was not resolved."),
    RATE_DAYS("How many days after its own an exchange rate still serves where no newer one was reported."),
    CHECK_IN_DAYS("After how many days without a check-in a customer counts as having had none."),
    RETURN_DAYS("After how many days without use, 1 to " + Policies.MOST_RETURN_DAYS
            + ", a customer who uses the product again came back. No figure has to be made anew by it."),
    BUSINESS_HOURS("When the firm works, such as `Mon-Thu 09:00-12:00, 13:00-17:00; Fri 22:00-06:00; holidays"
            + " 2026-12-25`: days of the week with their hours, which go past midnight where they end before they begin;"
            + " `always` for every hour; `minutes 1980-2460` for minutes since Sunday 00:00."),
    FIRST_RESPONSE_PROMISE(
            "How soon a ticket is promised the first answer of a person, such as `urgent 1h; segment Enterprise"
                    + " 4h; 8h business`: the first rule that fits the ticket holds. A rule has a priority (low, normal, high,"
                    + " urgent) or none, a segment or none, and hours (h) or minutes (m), by the clock or in business hours; `none`"
                    + " for nothing promised."),
    RESOLUTION_PROMISE("How soon a ticket is promised a solution; written in the same way."),
    FISCAL_YEAR_START("The month with which the fiscal year begins, 1 to 12. Only cuts periods.");

    private final String meaning;

    Policy(String meaning) {
        this.meaning = meaning;
    }

    /// Lower case, as it is stored and as people write it: `reopen_days`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Policy> parse(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
    }

    /// What it says, a sentence.
    public String meaning() {
        return meaning;
    }

    /// Its value among all policies, as it is written.
    public String text(Policies policies) {
        return switch (this) {
            case REOPEN_DAYS -> Integer.toString(policies.reopenDays());
            case RATE_DAYS -> Integer.toString(policies.rateDays());
            case CHECK_IN_DAYS -> Integer.toString(policies.checkInDays());
            case RETURN_DAYS -> Integer.toString(policies.returnDays());
            case BUSINESS_HOURS -> policies.businessHours().text();
            case FIRST_RESPONSE_PROMISE -> policies.firstResponsePromise().text();
            case RESOLUTION_PROMISE -> policies.resolutionPromise().text();
            case FISCAL_YEAR_START ->
                Integer.toString(policies.calendar().fiscalYearStart().getValue());
        };
    }

    /// All policies, this one as it is written.
    ///
    /// @throws IllegalArgumentException where that is no value of it; the message says what would be
    public Policies with(Policies policies, String text) {
        int reopenDays = this == REOPEN_DAYS ? days(text) : policies.reopenDays();
        int rateDays = this == RATE_DAYS ? days(text) : policies.rateDays();
        int checkInDays = this == CHECK_IN_DAYS ? days(text) : policies.checkInDays();
        int returnDays = this == RETURN_DAYS ? days(text) : policies.returnDays();
        BusinessHours businessHours = this == BUSINESS_HOURS ? hours(text) : policies.businessHours();
        ServicePromise firstResponse = this == FIRST_RESPONSE_PROMISE ? promise(text) : policies.firstResponsePromise();
        ServicePromise resolution = this == RESOLUTION_PROMISE ? promise(text) : policies.resolutionPromise();
        Calendar calendar = this == FISCAL_YEAR_START ? calendar(text) : policies.calendar();
        return new Policies(
                reopenDays, rateDays, checkInDays, returnDays, businessHours, firstResponse, resolution, calendar);
    }

    /// Whether ledger and cells depend on it, so that they have to be made anew after a change.
    public boolean isBakedIn() {
        return switch (this) {
            case REOPEN_DAYS, RATE_DAYS, CHECK_IN_DAYS, BUSINESS_HOURS, FIRST_RESPONSE_PROMISE, RESOLUTION_PROMISE ->
                true;
            case RETURN_DAYS, FISCAL_YEAR_START -> false;
        };
    }

    private int days(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(id() + " is a number of days, not '" + text + "'", noNumber);
        }
    }

    private Calendar calendar(String text) {
        try {
            return new Calendar(Month.of(Integer.parseInt(text)));
        } catch (DateTimeException | NumberFormatException noMonth) {
            throw new IllegalArgumentException(id() + " is a month from 1 to 12, not '" + text + "'", noMonth);
        }
    }

    private BusinessHours hours(String text) {
        return read(text, BusinessHours::parse);
    }

    private ServicePromise promise(String text) {
        return read(text, ServicePromise::parse);
    }

    private <T> T read(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(id() + ": " + unreadable.getMessage() + ".", unreadable);
        }
    }
}
