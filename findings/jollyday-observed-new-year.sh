#!/usr/bin/env bash
# Guess:   in jollyday, isHoliday(day) is true just for the days that getHolidays(from, to) lists, whatever the range.
# True:    not for a holiday that is observed in the year before its own. 1 January 2028 is a Saturday, so in the
#          United States it is observed on Friday, 31 December 2027. getHolidays(1 December 2027, 31 January 2028)
#          lists that Friday; isHoliday(31 December 2027) is false, getHolidays(31 December, 31 December) is empty,
#          and the year 2027 doesn't have it: the day belongs to the set of the year 2028 and is looked up only in a
#          range that touches 2028. So a range's answer depends on how far past the day it reaches. 1 January 2028,
#          and Saturday, 4 July 2026, are no holidays at all: an observed day replaces the day itself.
# Version: de.focus-shift:jollyday-core and jollyday-jaxb 2.19.0. Source: HolidayManager.isHoliday(),
#          DefaultHolidayManager.getHolidays(); holidays/Holidays_us.xml (NEW_YEAR with a MovingCondition).
# Who:     working days in due dates, answer times of a help desk and the day a report is sent: the last working day
#          of a year comes out as 31 December, and a count by day and a count by range differ by one. Twelve
#          calendars have a holiday that falls into another year between 2025 and 2031, among them Mexico's.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages de.focus-shift:jollyday-core:2.19.0 de.focus-shift:jollyday-jaxb:2.19.0 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
1 December 2027 to 31 December 2027: [2027-12-24 (Christmas)]
1 December 2027 to 1 January 2028: [2027-12-24 (Christmas), 2027-12-31 (New Year's Day)]
31 December 2027 to 31 December 2027: []
the year 2027 ends with 2027-12-24 (Christmas)
the year 2028 begins with 2027-12-31 (New Year's Day)
2027-12-31 FRIDAY is a holiday: false
2028-01-01 SATURDAY is a holiday: false
2026-07-03 FRIDAY is a holiday: true
2026-07-04 SATURDAY is a holiday: false
calendars with a holiday in another year, 2025 to 2031: 12
TEXT

run_java <<'JAVA'
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Set;
import java.util.TreeSet;

public class Finding {
    public static void main(String[] arguments) {
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_STATES));
        LocalDate friday = LocalDate.of(2027, 12, 31);
        LocalDate december = LocalDate.of(2027, 12, 1);
        list("1 December 2027 to 31 December 2027", manager.getHolidays(december, friday));
        list("1 December 2027 to 1 January 2028", manager.getHolidays(december, LocalDate.of(2028, 1, 1)));
        list("31 December 2027 to 31 December 2027", manager.getHolidays(friday, friday));
        System.out.println("the year 2027 ends with " + new TreeSet<>(manager.getHolidays(Year.of(2027))).last());
        System.out.println("the year 2028 begins with " + new TreeSet<>(manager.getHolidays(Year.of(2028))).first());
        for (LocalDate day : new LocalDate[] {
            friday, LocalDate.of(2028, 1, 1), LocalDate.of(2026, 7, 3), LocalDate.of(2026, 7, 4)
        }) {
            System.out.println(day + " " + day.getDayOfWeek() + " is a holiday: " + manager.isHoliday(day));
        }
        int calendars = 0;
        for (HolidayCalendar calendar : HolidayCalendar.values()) {
            HolidayManager other = HolidayManager.getInstance(ManagerParameters.create(calendar));
            boolean moves = false;
            for (int year = 2025; year <= 2031; year++) {
                for (Holiday holiday : other.getHolidays(Year.of(year))) {
                    moves |= holiday.getDate().getYear() != year;
                }
            }
            calendars += moves ? 1 : 0;
        }
        System.out.println("calendars with a holiday in another year, 2025 to 2031: " + calendars);
    }

    static void list(String range, Set<Holiday> holidays) {
        System.out.println(range + ": " + new TreeSet<>(holidays));
    }
}
JAVA
