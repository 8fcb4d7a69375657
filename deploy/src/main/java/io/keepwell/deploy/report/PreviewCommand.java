package io.keepwell.deploy.report;

import io.keepwell.core.format.Formats;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.SliceOption;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `keepwell report preview`: what a report would be.
@Command(
        name = "preview",
        description = {
            "Makes a report as of now, and writes it to a file or, as text, to standard output. Nothing is kept or sent.",
            "",
            "With --slice it is what a recipient with this scope would get."
        })
final class PreviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ReportCommand report;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private PeriodOption period = new PeriodOption();

    @Mixin
    private SliceOption slice = new SliceOption();

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "html, pdf, csv and so on. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to. Default: standard output, for text.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        try (ApplicationContext context = report.database.connect()) {
            RunContent content = content(context);
            RunFile wanted = content.files().stream()
                    .filter(each -> each.format().equals(format))
                    .findFirst()
                    .orElseThrow(() -> new Failure("There is no format '" + format + "'. There are: "
                            + content.files().stream().map(RunFile::format).collect(Collectors.joining(", ")) + "."));
            write(
                    wanted,
                    wanted.use() == RunFile.Use.MAIL_HTML
                            ? content.standaloneHtml().getBytes(StandardCharsets.UTF_8)
                            : wanted.bytes());
            return 0;
        }
    }

    private RunContent content(ApplicationContext context) {
        Report found = ReportCommand.report(context, id);
        Grid grid = context.getBean(ReportRunner.class)
                .fill(
                        found,
                        period.of(context, found),
                        slice.slice(),
                        context.getBean(Clock.class).instant());
        if (!grid.failures().isEmpty()) {
            throw new Failure(grid.failures().stream().map(Grid.Failed::reason).collect(Collectors.joining(" ")));
        }
        return context.getBean(Formats.class).render(grid);
    }

    private void write(RunFile wanted, byte[] bytes) {
        PrintWriter out = spec.commandLine().getOut();
        if (file != null) {
            try {
                Files.write(file, bytes);
            } catch (IOException unwritable) {
                throw new Failure(file + " can't be written: " + unwritable.getMessage() + ".", unwritable);
            }
            out.printf("%s: %,d bytes.%n", file, bytes.length);
        } else if (wanted.mediaType().startsWith("text/")) {
            out.print(new String(bytes, StandardCharsets.UTF_8));
            out.flush();
        } else {
            throw new Failure("Say with --out where to write " + format + ".");
        }
    }
}
