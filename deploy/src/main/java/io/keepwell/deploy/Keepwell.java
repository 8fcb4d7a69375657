package io.keepwell.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.deploy.account.AccountCommand;
import io.keepwell.deploy.bench.BenchCommand;
import io.keepwell.deploy.chaos.ChaosCommand;
import io.keepwell.deploy.check.DoctorCommand;
import io.keepwell.deploy.check.MigrateCommand;
import io.keepwell.deploy.check.QualityCommand;
import io.keepwell.deploy.demo.DemoCommand;
import io.keepwell.deploy.firm.FirmCommand;
import io.keepwell.deploy.health.HealthCommand;
import io.keepwell.deploy.importing.ImportCommand;
import io.keepwell.deploy.key.KeyCommand;
import io.keepwell.deploy.mysql.MySqlCommand;
import io.keepwell.deploy.query.QueryCommand;
import io.keepwell.deploy.report.ReportCommand;
import io.keepwell.deploy.run.ServeCommand;
import io.keepwell.deploy.setting.SettingCommand;
import io.keepwell.deploy.staff.StaffCommand;
import io.keepwell.deploy.target.FocusCommand;
import io.keepwell.deploy.target.TargetCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/// The one command line of Keepwell. Answers go to standard output, everything else to standard error.
///
/// Exit codes: 0 the work is done, 1 it failed, 2 the command was not understood.
@Command(
        name = "keepwell",
        description = "Customer-success metrics that explain themselves.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            QueryCommand.class,
            FirmCommand.class,
            StaffCommand.class,
            KeyCommand.class,
            AccountCommand.class,
            SettingCommand.class,
            HealthCommand.class,
            TargetCommand.class,
            FocusCommand.class,
            ReportCommand.class,
            DoctorCommand.class,
            QualityCommand.class,
            ChaosCommand.class,
            MigrateCommand.class,
            MySqlCommand.class,
            BenchCommand.class
        },
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = "%nTests: ./keepwell test [--quick | --long]; those that use a database run on MariaDB and MySQL.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the work is done", "1:it failed", "2:the command was not understood"})
public final class Keepwell {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "When something fails, show where in the program.")
    private boolean stacktrace;

    /// Runs the command line and ends the JVM with its exit code.
    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /// Runs the command line within this JVM.
    ///
    /// @return the exit code
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        Keepwell keepwell = new Keepwell();
        return commandLine(keepwell)
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(Keepwell::execute)
                .setParameterExceptionHandler(Keepwell::notUnderstood)
                .setExecutionExceptionHandler(keepwell::failed)
                .execute(arguments);
    }

    static CommandLine commandLine(Keepwell keepwell) {
        return new CommandLine(keepwell).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /// A command that has others under it does nothing by itself.
    private static int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        CommandLine asked = parsed.asCommandLineList().getLast();
        if (!asked.getSubcommands().isEmpty()) {
            String others = String.join(", ", asked.getSubcommands().keySet());
            throw new ParameterException(asked, "Which of " + others + "?");
        }
        return new RunLast().execute(parsed);
    }

    private static int notUnderstood(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println("keepwell: " + problem.getMessage());
        command.getErr()
                .println("Try: %s --help".formatted(command.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    private int failed(Exception problem, CommandLine command, ParseResult parsed) {
        command.getErr().println("keepwell: " + Failure.sentence(problem));
        if (stacktrace) {
            problem.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }
}
