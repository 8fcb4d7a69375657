package io.keepwell.deploy.report;

import io.keepwell.core.report.Report;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which period a report is made for.
final class PeriodOption {
    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day, such as 2026-10-01. Default: the period that the report is about now.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "First day after.")
    private @Nullable LocalDate to;

    /// @throws Failure where it is half a period, or none
    Period of(ApplicationContext context, Report report) {
        if (from == null && to == null) {
            Settings settings = context.getBean(Settings.class);
            return report.about()
                    .period(
                            context.getBean(Clock.class).instant(),
                            settings.firm().zone(),
                            settings.policies().calendar());
        }
        if (from == null || to == null || !from.isBefore(to)) {
            throw new Failure("A period has --from and, later, --to.");
        }
        return new Period(from, to);
    }
}
