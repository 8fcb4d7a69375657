#!/usr/bin/env bash
# Guess:   cron-utils' Quartz definition means by a range over the end of the year or the day what Quartz means:
#          NOV-FEB is four months, 22-2 is five hours. A definition that doesn't know such ranges refuses them.
# True:    it accepts both and keeps only the first value: NOV-FEB runs in November alone, 22-2 at 22:00 alone. No
#          error, no warning. Days of the week do wrap: FRI-MON is four days. The Spring definition, the default of
#          db-scheduler's cron, refuses 22-2 ("Invalid range!") and takes NOV-FEB for November all the same.
# Version: com.cronutils:cron-utils 9.2.1 beside org.quartz-scheduler:quartz 2.5.0. Source: BetweenFieldValueGenerator
#          (no wrapping) and BetweenDayOfWeekValueGenerator (wrapping) of cron-utils; CronExpression of Quartz.
# Who:     whoever sets a report for the renewal season ("the first of each month, November to February") or moves a
#          schedule from Quartz: one report a year comes instead of four, and each comes at a right time.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.cronutils:cron-utils:9.2.1 org.quartz-scheduler:quartz:2.5.0 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
0 0 8 1 NOV-FEB ?
  Quartz:                2026-01-01T08:00, 2026-02-01T08:00, 2026-11-01T08:00, 2026-12-01T08:00, 2027-01-01T08:00
  cron-utils, QUARTZ:    2026-11-01T08:00, 2027-11-01T08:00, 2028-11-01T08:00, 2029-11-01T08:00, 2030-11-01T08:00
  cron-utils, SPRING53:  2026-11-01T08:00, 2027-11-01T08:00, 2028-11-01T08:00, 2029-11-01T08:00, 2030-11-01T08:00
0 0 22-2 * * ?
  Quartz:                2026-01-01T01:00, 2026-01-01T02:00, 2026-01-01T22:00, 2026-01-01T23:00, 2026-01-02T00:00
  cron-utils, QUARTZ:    2026-01-01T22:00, 2026-01-02T22:00, 2026-01-03T22:00, 2026-01-04T22:00, 2026-01-05T22:00
  cron-utils, SPRING53:  refused: Failed to parse cron expression. Invalid range! [22,2]
0 0 8 ? * FRI-MON
  Quartz:                2026-01-02T08:00, 2026-01-03T08:00, 2026-01-04T08:00, 2026-01-05T08:00, 2026-01-09T08:00
  cron-utils, QUARTZ:    2026-01-02T08:00, 2026-01-03T08:00, 2026-01-04T08:00, 2026-01-05T08:00, 2026-01-09T08:00
  cron-utils, SPRING53:  2026-01-02T08:00, 2026-01-03T08:00, 2026-01-04T08:00, 2026-01-05T08:00, 2026-01-09T08:00
TEXT

run_java <<'JAVA'
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.StringJoiner;
import java.util.TimeZone;

public class Finding {
    static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    public static void main(String[] arguments) throws Exception {
        for (String expression : new String[] {"0 0 8 1 NOV-FEB ?", "0 0 22-2 * * ?", "0 0 8 ? * FRI-MON"}) {
            System.out.println(expression);
            System.out.println("  Quartz:                " + quartz(expression));
            System.out.println("  cron-utils, QUARTZ:    " + cronUtils(CronType.QUARTZ, expression));
            System.out.println("  cron-utils, SPRING53:  " + cronUtils(CronType.SPRING53, expression));
        }
    }

    static String quartz(String text) throws Exception {
        org.quartz.CronExpression expression = new org.quartz.CronExpression(text);
        expression.setTimeZone(TimeZone.getTimeZone("UTC"));
        StringJoiner times = new StringJoiner(", ");
        Date time = Date.from(START.toInstant());
        for (int i = 0; i < 5; i++) {
            time = expression.getNextValidTimeAfter(time);
            times.add(time.toInstant().toString().substring(0, 16));
        }
        return times.toString();
    }

    static String cronUtils(CronType type, String text) {
        try {
            ExecutionTime expression = ExecutionTime.forCron(
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(text));
            StringJoiner times = new StringJoiner(", ");
            ZonedDateTime time = START;
            for (int i = 0; i < 5; i++) {
                time = expression.nextExecution(time).orElseThrow();
                times.add(time.toString().substring(0, 16));
            }
            return times.toString();
        } catch (IllegalArgumentException refused) {
            return "refused: " + refused.getMessage();
        }
    }
}
JAVA
