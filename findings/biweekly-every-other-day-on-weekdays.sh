#!/usr/bin/env bash
# Guess:   FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR is every other day, and of those the working days, in every
#          library that implements RFC 5545: BYDAY limits what DAILY gives.
# True:    in biweekly it is every working day, and with an interval of 10 as well. With BYDAY or BYMONTHDAY the
#          interval of DAILY isn't looked at. ical4j and lib-recur count the days. Without these parts biweekly counts
#          too, and with WEEKLY it keeps to the interval.
# Version: net.sf.biweekly:biweekly 0.6.8 beside org.mnode.ical4j:ical4j 4.2.2 and org.dmfs:lib-recur 0.17.1. Source:
#          biweekly's RecurrenceIteratorFactory (the interval goes into serialDayGenerator(), which is chosen only
#          without BYDAY and BYMONTHDAY); RFC 5545, 3.3.10, table of BYxxx rule parts (BYDAY with DAILY: limit).
# Who:     reminders and check-ins "every other day, not on weekends", planned with a calendar file: twice as many mails
#          and meetings as planned, and a COUNT is used up in half the time.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages net.sf.biweekly:biweekly:0.6.8 org.mnode.ical4j:ical4j:4.2.2 org.dmfs:lib-recur:0.17.1 \
    org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
FREQ=DAILY;INTERVAL=2 from Monday, 1 June 2026: days of June
  biweekly   01 03 05 07 09 11 13 15 17 19 21 23 25 27 29
  ical4j     01 03 05 07 09 11 13 15 17 19 21 23 25 27 29
  lib-recur  01 03 05 07 09 11 13 15 17 19 21 23 25 27 29
FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR from Monday, 1 June 2026: days of June
  biweekly   01 02 03 04 05 08 09 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30
  ical4j     01 03 05 09 11 15 17 19 23 25 29
  lib-recur  01 03 05 09 11 15 17 19 23 25 29
FREQ=DAILY;INTERVAL=10;BYDAY=MO,TU,WE,TH,FR from Monday, 1 June 2026: days of June
  biweekly   01 02 03 04 05 08 09 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30
  ical4j     01 11
  lib-recur  01 11
FREQ=DAILY;INTERVAL=3;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13 from Monday, 1 June 2026: days of June
  biweekly   01 02 03 04 05 06 07 08 09 10 11 12 13
  ical4j     01 04 07 10 13
  lib-recur  01 04 07 10 13
FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR from Monday, 1 June 2026: days of June
  biweekly   01 05 15 19 29
  ical4j     01 05 15 19 29
  lib-recur  01 05 15 19 29
TEXT

run_java <<'JAVA'
import biweekly.Biweekly;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.TimeZone;
import net.fortuna.ical4j.model.Recur;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        for (String rule : new String[] {
            "FREQ=DAILY;INTERVAL=2",
            "FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR",
            "FREQ=DAILY;INTERVAL=10;BYDAY=MO,TU,WE,TH,FR",
            "FREQ=DAILY;INTERVAL=3;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
        }) {
            System.out.println(rule + " from Monday, 1 June 2026: days of June");
            System.out.println("  biweekly   " + biweekly(rule));
            System.out.println("  ical4j     " + ical4j(rule));
            System.out.println("  lib-recur  " + libRecur(rule));
        }
    }

    static String biweekly(String rule) {
        String event = String.join("\r\n", "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT",
                "DTSTART:20260601T080000Z", "RRULE:" + rule, "END:VEVENT", "END:VCALENDAR", "");
        Iterator<Date> days =
                Biweekly.parse(event).first().getEvents().get(0).getDateIterator(TimeZone.getTimeZone("UTC"));
        StringJoiner shown = new StringJoiner(" ");
        for (Date day = days.next(); day.toInstant().toString().startsWith("2026-06"); day = days.next()) {
            shown.add(day.toInstant().toString().substring(8, 10));
        }
        return shown.toString();
    }

    static String ical4j(String rule) {
        LocalDateTime start = LocalDateTime.parse("2026-06-01T08:00");
        StringJoiner shown = new StringJoiner(" ");
        new Recur<LocalDateTime>(rule).getDates(start, start, LocalDateTime.parse("2026-07-01T00:00"))
                .forEach(day -> shown.add(day.toString().substring(8, 10)));
        return shown.toString();
    }

    static String libRecur(String rule) throws Exception {
        RecurrenceRuleIterator days = new RecurrenceRule(rule).iterator(new DateTime(2026, 5, 1, 8, 0, 0));
        StringJoiner shown = new StringJoiner(" ");
        for (DateTime day = days.nextDateTime(); day.getMonth() == 5; day = days.nextDateTime()) {
            shown.add(String.format("%02d", day.getDayOfMonth()));
        }
        return shown.toString();
    }
}
JAVA
