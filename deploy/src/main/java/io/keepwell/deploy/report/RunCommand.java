package io.keepwell.deploy.report;

import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.keepwell.reporting.Reporting;
import io.keepwell.reporting.RunResult;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `keepwell report run`: makes a report now.
@Command(
        name = "run",
        description = {
            "Makes a report now, for its recipients or, with --test-to, for somebody who tries it.",
            "",
            "Where it was made for the same period before, nothing is made anew: its mails go to those recipients who don't",
            "have it yet. The reporting service sends them."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ReportCommand report;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private PeriodOption period = new PeriodOption();

    @Option(names = "--test-to", paramLabel = "ADDRESS", description = "Only to this one, as a run of its own.")
    private @Nullable String testTo;

    @Override
    public Integer call() {
        try (ApplicationContext context = report.database.connect()) {
            Report found = ReportCommand.report(context, id);
            Period about = period.of(context, found);
            Reporting reporting = context.getBean(Reporting.class);
            RunResult result = testTo == null
                    ? reporting.make(found.id(), about)
                    : reporting.test(
                            found.id(),
                            about,
                            MailAddress.parse(testTo)
                                    .orElseThrow(
                                            () -> new Failure("--test-to is a mail address like name@example.com.")));
            return switch (result) {
                case RunResult.Declined(String reason) -> throw new Failure(reason);
                case RunResult.Made(ReportRun run) -> {
                    if (run.state() == ReportRun.State.FAILED) {
                        throw new Failure("Nothing is sent: " + run.problem());
                    }
                    RunsCommand.print(context, spec.commandLine().getOut(), run);
                    yield 0;
                }
            };
        }
    }
}
