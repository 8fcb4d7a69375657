package io.keepwell.deploy.report;

import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.RunId;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.Decider;
import io.keepwell.reporting.Reporting;
import io.keepwell.reporting.RunResult;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `keepwell report settle`: what became of a mail of which nobody knew.
@Command(
        name = "settle",
        description = {
            "Settles a mail that is uncertain or was given up: it arrived, or it is sent again.",
            "",
            "A mail is uncertain where the mail server was sent all of it and didn't answer. It isn't sent again by itself,",
            "since nobody is to get a report twice. Ask the recipient."
        })
final class SettleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ReportCommand report;

    @Parameters(paramLabel = "ID")
    private String id;

    @Parameters(paramLabel = "DUE", description = "The moment at which the run was due, as `runs` prints it.")
    private Instant due;

    @Parameters(paramLabel = "ADDRESS", description = "Whose mail it is.")
    private String address;

    @ArgGroup(multiplicity = "1")
    private Outcome outcome = new Outcome();

    @Mixin
    private Decider decider = new Decider();

    static final class Outcome {
        @Option(names = "--arrived", description = "The recipient has it.")
        private boolean arrived;

        @Option(names = "--again", description = "The recipient doesn't have it: it is sent again.")
        @SuppressWarnings("UnusedVariable") // what isn't said to have arrived is sent again
        private boolean again;
    }

    @Override
    public Integer call() {
        MailAddress recipient = MailAddress.parse(address)
                .orElseThrow(() -> new Failure("'" + address + "' is no mail address like name@example.com."));
        try (ApplicationContext context = report.database.connect()) {
            RunId run = new RunId(ReportCommand.reportId(id), due);
            RunResult result = context.getBean(Reporting.class).settle(decider.who(), run, recipient, outcome.arrived);
            return switch (result) {
                case RunResult.Declined(String reason) -> throw new Failure(reason);
                case RunResult.Made(ReportRun made) -> {
                    RunsCommand.print(context, spec.commandLine().getOut(), made);
                    yield 0;
                }
            };
        }
    }
}
