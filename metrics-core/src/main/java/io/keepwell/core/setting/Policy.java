package io.keepwell.core.setting;

import io.keepwell.core.time.BusinessHours;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One of the policies, by itself: how it is named, written and read.
public enum Policy {
    REOPEN_DAYS("Within how many days after its resolution a ticket that is opened again was not resolved."),
    RATE_DAYS("How many days after its own an exchange rate still serves where no newer one was told."),
    CHECK_IN_DAYS("After how many days without a check-in a customer counts as having had none."),
    BUSINESS_HOURS("When the firm works, such as `09:00 17:00 MONDAY,TUESDAY 2026-12-25`: opening, closing, days of the"
            + " week, holidays.");

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
            case BUSINESS_HOURS -> policies.businessHours().text();
        };
    }

    /// All policies, this one as it is written.
    ///
    /// @throws IllegalArgumentException where that is no value of it; the message says what would be
    public Policies with(Policies policies, String text) {
        return switch (this) {
            case REOPEN_DAYS ->
                new Policies(days(text), policies.rateDays(), policies.checkInDays(), policies.businessHours());
            case RATE_DAYS ->
                new Policies(policies.reopenDays(), days(text), policies.checkInDays(), policies.businessHours());
            case CHECK_IN_DAYS ->
                new Policies(policies.reopenDays(), policies.rateDays(), days(text), policies.businessHours());
            case BUSINESS_HOURS ->
                new Policies(policies.reopenDays(), policies.rateDays(), policies.checkInDays(), hours(text));
        };
    }

    private int days(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(id() + " is a number of days, not '" + text + "'", noNumber);
        }
    }

    private BusinessHours hours(String text) {
        try {
            return BusinessHours.parse(text);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not like '" + BusinessHours.DEFAULT.text() + " ' (opening, closing, days of the"
                            + " week, holidays or nothing): " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
