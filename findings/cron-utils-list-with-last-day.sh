#!/usr/bin/env bash
# Guess:   cron-utils' Quartz definition means by "15,L" what Quartz means, the 15th and the last day of the month, and
#          by "1W,15W" the working days nearest to both, or it refuses such lists: each part works alone.
# True:    it accepts them and leaves out what isn't a bare number: "15,L" is the 15th alone, "1W,15W" the 1st and the
#          15th, on Sundays too, and of "15W,LW" nothing but a 15th is left, Sunday or not. No error, no warning; the
#          description in words says "at 15 and -1 days". The Spring definition, db-scheduler's default for cron, does
#          the same, while Quartz and Spring do what is meant.
# Version: com.cronutils:cron-utils 9.2.1 beside org.quartz-scheduler:quartz 2.5.2 and
#          org.springframework:spring-context 6.2.1. Source: AndFieldValueGenerator of cron-utils (a list of days of the
#          month has no generator of its own, as a list of days of the week has in AndDayOfWeekValueGenerator);
#          CronExpression of Quartz and of Spring.
# Who:     mails twice a month, in the middle and at the end, and days of invoices: the report of the month's end never
#          comes, and the one of the 15th comes, so that nobody looks for the other.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.cronutils:cron-utils:9.2.1 org.quartz-scheduler:quartz:2.5.2 \
    org.springframework:spring-context:6.2.1 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
0 0 9 15 * ?
  Quartz               01-15 02-15 03-15 04-15 05-15 06-15 07-15
  cron-utils, QUARTZ   01-15 02-15 03-15 04-15 05-15 06-15 07-15
  Spring               01-15 02-15 03-15 04-15 05-15 06-15 07-15
  cron-utils, SPRING53 01-15 02-15 03-15 04-15 05-15 06-15 07-15
  in words: at 09:00 at 15 day
0 0 9 L * ?
  Quartz               01-31 02-28 03-31 04-30 05-31 06-30 07-31
  cron-utils, QUARTZ   01-31 02-28 03-31 04-30 05-31 06-30 07-31
  Spring               01-31 02-28 03-31 04-30 05-31 06-30 07-31
  cron-utils, SPRING53 01-31 02-28 03-31 04-30 05-31 06-30 07-31
  in words: at 09:00 last day of month
0 0 9 15,L * ?
  Quartz               01-15 01-31 02-15 02-28 03-15 03-31 04-15
  cron-utils, QUARTZ   01-15 02-15 03-15 04-15 05-15 06-15 07-15
  Spring               01-15 01-31 02-15 02-28 03-15 03-31 04-15
  cron-utils, SPRING53 01-15 02-15 03-15 04-15 05-15 06-15 07-15
  in words: at 09:00 at 15 and -1 days
0 0 9 15W * ?
  Quartz               01-15 02-16 03-16 04-15 05-15 06-15 07-15
  cron-utils, QUARTZ   01-15 02-16 03-16 04-15 05-15 06-15 07-15
  Spring               01-15 02-16 03-16 04-15 05-15 06-15 07-15
  cron-utils, SPRING53 01-15 02-16 03-16 04-15 05-15 06-15 07-15
  in words: at 09:00 the nearest weekday to the 15 of the month
0 0 9 1W,15W * ?
  Quartz               01-01 01-15 02-02 02-16 03-02 03-16 04-01
  cron-utils, QUARTZ   01-01 01-15 02-01 02-15 03-01 03-15 04-01
  Spring               01-01 01-15 02-02 02-16 03-02 03-16 04-01
  cron-utils, SPRING53 01-01 01-15 02-01 02-15 03-01 03-15 04-01
  in words: at 09:00 at 1 and 15 days
0 0 9 15W,LW * ?
  Quartz               01-15 01-30 02-16 02-27 03-16 03-31 04-15
  cron-utils, QUARTZ   01-15 02-15 03-15 04-15 05-15 06-15 07-15
  Spring               01-15 01-30 02-16 02-27 03-16 03-31 04-15
  cron-utils, SPRING53 01-15 02-15 03-15 04-15 05-15 06-15 07-15
  in words: at 09:00 at 15 and -1 days
TEXT

run_java <<'JAVA'
import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.quartz.CronExpression;

public class Finding {
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    public static void main(String[] arguments) throws Exception {
        for (String cron : new String[] {
            "0 0 9 15 * ?", "0 0 9 L * ?", "0 0 9 15,L * ?", "0 0 9 15W * ?", "0 0 9 1W,15W * ?", "0 0 9 15W,LW * ?",
        }) {
            CronExpression quartz = new CronExpression(cron);
            quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
            var spring = org.springframework.scheduling.support.CronExpression.parse(cron);
            System.out.println(cron);
            show("Quartz", time -> quartz.getNextValidTimeAfter(Date.from(time.toInstant())).toInstant()
                    .atZone(ZoneOffset.UTC));
            show("cron-utils, QUARTZ", cronUtils(cron, CronType.QUARTZ));
            show("Spring", spring::next);
            show("cron-utils, SPRING53", cronUtils(cron, CronType.SPRING53));
            System.out.println("  in words: "
                    + CronDescriptor.instance(Locale.UK).describe(parse(cron, CronType.QUARTZ)));
        }
    }

    static Cron parse(String cron, CronType type) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(cron);
    }

    static UnaryOperator<ZonedDateTime> cronUtils(String cron, CronType type) {
        ExecutionTime times = ExecutionTime.forCron(parse(cron, type));
        return time -> times.nextExecution(time).orElseThrow();
    }

    static void show(String name, UnaryOperator<ZonedDateTime> next) {
        StringJoiner days = new StringJoiner(" ");
        ZonedDateTime time = START;
        for (int shown = 0; shown < 7; shown++) {
            time = next.apply(time);
            days.add(time.toLocalDate().toString().substring(5));
        }
        System.out.printf("  %-20s %s%n", name, days);
    }
}
JAVA
