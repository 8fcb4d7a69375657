package io.keepwell.core.setting;

import io.keepwell.core.time.BusinessHours;
import io.keepwell.core.time.Calendar;

/// What firms count differently.
///
/// @param reopenDays within how many days after its resolution a ticket that is opened again was not
///     resolved
/// @param rateDays how many days after its own an exchange rate still serves where no newer one was reported
/// @param checkInDays after how many days without a check-in a customer counts as having had none
/// @param returnDays after how many days without use a customer who uses the product again came back
/// @param businessHours in which waiting counts, where only business time does
/// @param firstResponsePromise how soon tickets are promised the first answer of a person
/// @param resolutionPromise how soon tickets are promised a solution
/// @param calendar by which periods are cut; nothing that is stored depends on it
public record Policies(
        int reopenDays,
        int rateDays,
        int checkInDays,
        int returnDays,
        BusinessHours businessHours,
        ServicePromise firstResponsePromise,
        ServicePromise resolutionPromise,
        Calendar calendar) {
    public static final Policies DEFAULT = new Policies(
            7, 7, 90, 30, BusinessHours.DEFAULT, ServicePromise.NONE, ServicePromise.NONE, Calendar.COMMON);

    /// The most that `returnDays` may be: so many days before a period are read one by one.
    public static final int MOST_RETURN_DAYS = 90;

    private static final int MOST_DAYS = 366;

    public Policies {
        check("reopenDays", reopenDays);
        check("rateDays", rateDays);
        check("checkInDays", checkInDays);
        check("returnDays", returnDays, 1, MOST_RETURN_DAYS);
    }

    private static void check(String name, int days) {
        check(name, days, 0, MOST_DAYS);
    }

    private static void check(String name, int days, int least, int most) {
        if (days < least || days > most) {
            throw new IllegalArgumentException(name + " is from " + least + " to " + most + ", not " + days);
        }
    }
}
