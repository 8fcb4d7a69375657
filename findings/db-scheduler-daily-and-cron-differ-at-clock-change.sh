#!/usr/bin/env bash
# Guess:   in db-scheduler, Schedules.daily(zone, 02:30) and Schedules.cron("0 30 2 * * *", zone) are two spellings
#          of one schedule.
# True:    they part on both days that the clocks change. In spring, when 02:30 doesn't exist, daily runs at 03:30
#          and cron skips the day. In autumn, when 02:30 comes twice, daily runs once and cron runs twice, an hour
#          apart. The second run isn't in cron-utils' own list of times: asked from 02:30:00 sharp it answers with the
#          next day, asked from a moment later with the second 02:30, and db-scheduler asks from the moment when the
#          task was done.
# Version: com.github.kagkarlsson:db-scheduler 16.12.0 with com.cronutils:cron-utils 9.2.1. Source:
#          Daily.getNextExecutionTime(), CronSchedule.getNextExecutionTime(), ExecutionTime.nextExecution().
# Who:     nightly refreshes and daily mails in a local zone: with cron, one night a year has no refresh, and another
#          night mails the same report twice.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.github.kagkarlsson:db-scheduler:16.12.0 com.cronutils:cron-utils:9.2.1 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
from 2026-03-28T00:00:00+01:00
  daily  2026-03-28T02:30+01:00
  daily  2026-03-29T03:30+02:00
  daily  2026-03-30T02:30+02:00
  daily  2026-03-31T02:30+02:00
  cron   2026-03-28T02:30+01:00
  cron   2026-03-30T02:30+02:00
  cron   2026-03-31T02:30+02:00
  cron   2026-04-01T02:30+02:00
from 2026-10-24T00:00:00+02:00
  daily  2026-10-24T02:30+02:00
  daily  2026-10-25T02:30+02:00
  daily  2026-10-26T02:30+01:00
  daily  2026-10-27T02:30+01:00
  cron   2026-10-24T02:30+02:00
  cron   2026-10-25T02:30+02:00
  cron   2026-10-25T02:30+01:00
  cron   2026-10-26T02:30+01:00
cron-utils alone
  asked at 2026-10-25T02:30:00+02:00: 2026-10-26T02:30+01:00
  asked at 2026-10-25T02:30:01+02:00: 2026-10-25T02:30+01:00
TEXT

run_java <<'JAVA'
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

public class Finding {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final String NIGHTLY = "0 30 2 * * *";

    public static void main(String[] arguments) {
        Schedule daily = Schedules.daily(BERLIN, LocalTime.of(2, 30));
        Schedule cron = Schedules.cron(NIGHTLY, BERLIN);
        for (String start : new String[] {"2026-03-28T00:00:00+01:00", "2026-10-24T00:00:00+02:00"}) {
            System.out.println("from " + start);
            run("daily", daily, start);
            run("cron", cron, start);
        }
        ExecutionTime times = ExecutionTime.forCron(
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53)).parse(NIGHTLY));
        System.out.println("cron-utils alone");
        for (String now : new String[] {"2026-10-25T02:30:00+02:00", "2026-10-25T02:30:01+02:00"}) {
            ZonedDateTime next = times.nextExecution(OffsetDateTime.parse(now).atZoneSameInstant(BERLIN)).orElseThrow();
            System.out.println("  asked at " + now + ": " + next.toOffsetDateTime());
        }
    }

    /// Each run takes five seconds.
    static void run(String name, Schedule schedule, String start) {
        Instant done = OffsetDateTime.parse(start).toInstant();
        for (int run = 0; run < 4; run++) {
            Instant next = schedule.getNextExecutionTime(ExecutionComplete.simulatedSuccess(done));
            System.out.printf("  %-6s %s%n", name, next.atZone(BERLIN).toOffsetDateTime());
            done = next.plusSeconds(5);
        }
    }
}
JAVA
