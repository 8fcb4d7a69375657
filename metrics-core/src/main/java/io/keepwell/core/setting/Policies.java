package io.keepwell.core.setting;

import io.keepwell.core.time.BusinessHours;
import io.keepwell.core.time.Calendar;

/// What firms count differently.
///
/// @param reopenDays within how many days after its resolution a ticket that is opened again was not
///     resolved
/// @param rateDays how many days after its own an exchange rate still serves where no newer one was reported
/// @param checkInDays after how many days without a check-in a customer counts as having had none
/// @param businessHours in which waiting counts, where only business time does
/// @param firstResponsePromise how soon tickets are promised the first answer of a person
/// @param resolutionPromise how soon tickets are promised a solution
/// @param calendar by which periods are cut; nothing that is stored depends on it
public record Policies(
        int reopenDays,
        int rateDays,
        int checkInDays,
        BusinessHours businessHours,
        ServicePromise firstResponsePromise,
        ServicePromise resolutionPromise,
        Calendar calendar) {
    public static final Policies DEFAULT =
            new Policies(7, 7, 90, BusinessHours.DEFAULT, ServicePromise.NONE, ServicePromise.NONE, Calendar.COMMON);

    private static final int MOST_DAYS = 366;

    public Policies {
        check("reopenDays", reopenDays);
        check("rateDays", rateDays);
        check("checkInDays", checkInDays);
    }

    private static void check(String name, int days) {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException(name + " is from 0 to " + MOST_DAYS + ", not " + days);
        }
    }
}
