#!/usr/bin/env bash
# Guess:   a rule without WKST means one thing, as RFC 5545 has Monday for its default:
#          FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU is Monday and Sunday of every second week, and the week ends with Sunday.
# True:    in ical4j the week begins where the JVM's default locale says. With Germany's locale each Sunday is six days
#          after its Monday; with the United States', Brazil's or none it is the day before it, and the first one comes
#          a week later. WKST=MO in the rule settles it; writing the rule again doesn't add it, so the next reader
#          decides anew.
# Version: org.mnode.ical4j:ical4j 4.2.2 beside org.dmfs:lib-recur 0.17.1. Source: ical4j/ical4j issues #727 (a test of
#          ical4j's own that goes by LANG) and #716; RFC 5545, 3.3.10 ("The default value is MO").
# Who:     check-ins and reports every second week on several days, with one of them on Sunday or at a week's start. A
#          server in a container has another locale than the developer's machine, and mails go out in the other week.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.mnode.ical4j:ical4j:4.2.2 org.dmfs:lib-recur:0.17.1 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU from Monday, 1 June 2026: days of June
  ical4j, default locale de_DE  01 07 15 21 29
  ical4j, default locale en_US  01 14 15 28 29
  ical4j, default locale pt_BR  01 14 15 28 29
  ical4j, default locale none   01 14 15 28 29
  lib-recur                     01 07 15 21 29
FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO from Monday, 1 June 2026: days of June
  ical4j, default locale de_DE  01 07 15 21 29
  ical4j, default locale en_US  01 07 15 21 29
  ical4j, default locale pt_BR  01 07 15 21 29
  ical4j, default locale none   01 07 15 21 29
  lib-recur                     01 07 15 21 29
written again: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU
TEXT

run_java <<'JAVA'
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.StringJoiner;
import net.fortuna.ical4j.model.Recur;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        String every = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU";
        Locale[] locales = {Locale.GERMANY, Locale.US, Locale.forLanguageTag("pt-BR"), Locale.ROOT};
        for (String rule : new String[] {every, every + ";WKST=MO"}) {
            System.out.println(rule + " from Monday, 1 June 2026: days of June");
            for (Locale locale : locales) {
                Locale.setDefault(locale);
                String name = locale == Locale.ROOT ? "none" : locale.toString();
                System.out.printf("  ical4j, default locale %-6s %s%n", name, ical4j(rule));
            }
            System.out.printf("  lib-recur %19s %s%n", "", libRecur(rule));
        }
        System.out.println("written again: " + new Recur<LocalDateTime>(every));
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
