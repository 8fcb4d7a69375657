package io.keepwell.deploy.importing;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Progress;
import io.keepwell.deploy.run.CallFailures;
import io.keepwell.deploy.run.ServerOptions;
import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.ImportProblem;
import io.keepwell.importing.MappedFile;
import io.keepwell.ingestion.v1.DescribeFirmResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell import`: files to events, through the partners' door like everybody's; or, with `--guess`, files to
/// mappings.
@Command(
        name = "import",
        description = {
            "Sends the rows of files as events, as mapping files say.",
            "Safe to repeat: what is there already is recognised. Rows that give no event are written",
            "to a file beside the imported one, with the reason.",
            "With --guess it only looks at files and writes mappings for them."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MAPPING",
            description = {
                "How rows become events: a mapping file (.yaml), the name of a ready mapping such as zendesk-tickets,"
                        + " or",
                "a folder of mapping files. In a folder, a mapping is for the files that it names, or else for the"
                        + " file of",
                "its own name. With --guess, a file or folder to look at."
            })
    private Path mappings;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILES",
            description = {
                "A file with a head row (CSV, an Excel workbook .xlsx, JSON lines .jsonl; also as .gz or .zip); or a",
                "folder of them. With --guess, more files or folders to look at."
            })
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--guess",
            description = {
                "Look at the files and write a mapping for each",
                "that is recognised or isn't joined to another.",
                "Lines that are uncertain have a comment with CHECK."
            })
    private boolean guess;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = {
                "With --guess, where to write the mapping; a folder where there are several. Default: standard output."
            })
    private @Nullable Path output;

    @Option(names = "--overwrite", description = "With --output, replace mappings that are there already.")
    private boolean overwrite;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--dry-run",
            description = {
                "Only say what would become of the events, and what figures they would make by themselves; nothing is",
                "kept."
            })
    private boolean dryRun;

    @Option(names = "--json", description = "Print what became of the events as one JSON object.")
    private boolean json;

    /// @return 0 where every row gave its events or was left out on purpose, 1 where some were rejected
    @Override
    public Integer call() {
        try {
            return run();
        } catch (ImportProblem problem) {
            throw new Failure(String.valueOf(problem.getMessage()), problem);
        }
    }

    private int run() {
        if (guess) {
            List<Path> all = new ArrayList<>(ImportPlan.dataFiles(mappings));
            files.forEach(file -> all.addAll(ImportPlan.dataFiles(file)));
            new GuessedMappings(
                            all,
                            Optional.ofNullable(output),
                            overwrite,
                            spec.commandLine().getErr())
                    .write(spec.commandLine().getOut());
            return 0;
        }
        if (files.size() != 1 || output != null || overwrite) {
            throw new ParameterException(spec.commandLine(), wrongUse());
        }
        return importing(files.getFirst());
    }

    private String wrongUse() {
        if (output != null || overwrite) {
            return "--output and --overwrite are for --guess.";
        }
        return files.isEmpty()
                ? "Two are needed: MAPPING and FILES (a file or a folder). To have a mapping written, say --guess."
                : "An import takes one file or one folder beside the mapping, but there are " + files.size()
                        + ". Put the files into a folder, or import them one after the other.";
    }

    private int importing(Path from) {
        ImportPlan plan = ImportPlan.of(mappings, from);
        List<FileImport> done = new ArrayList<>();
        DryRunFigures dryRunFigures = new DryRunFigures();
        Optional<DryRunFigures.Figures> figures = Optional.empty();
        try (PartnerClient client = server.connect(PATIENCE);
                EventSink door =
                        dryRun ? EventSink.judging(client).noting(dryRunFigures::add) : EventSink.keeping(client);
                Progress progress = Progress.ofBytes(
                        "import",
                        plan.parts().stream()
                                .mapToLong(part -> MappedFile.size(part.file()))
                                .sum())) {
            FirmTerms firm = firm(client);
            for (ImportPlan.FilePart part : plan.parts()) {
                FileImport file = new FileImport(part, firm, door, progress);
                done.add(file);
                file.run();
            }
            if (dryRun) {
                figures = Optional.of(
                        dryRunFigures.count(() -> client.metrics().getMetricsList(), firm, Clock.systemUTC()));
            }
        } catch (StatusRuntimeException gone) {
            throw stopped(
                    CallFailures.failure(gone),
                    done,
                    from,
                    " Type the same command again when it is back: repeats are recognised.");
        } catch (ImportProblem unfit) {
            throw stopped(new Failure(String.valueOf(unfit.getMessage()), unfit), done, from, "");
        }
        List<Map<String, Object>> results =
                done.stream().map(ImportSummary::result).toList();
        ImportSummary summary = new ImportSummary(spec.commandLine().getOut(), json);
        if (Files.isDirectory(from)) {
            summary.print(results, plan.unmapped());
        } else {
            summary.print(results.getFirst());
        }
        if (!json) {
            figures.ifPresent(summary::print);
        }
        return done.stream().allMatch(file -> file.rejected().count() == 0) ? 0 : 1;
    }

    private static FirmTerms firm(PartnerClient client) {
        DescribeFirmResponse firm = client.firm();
        return new FirmTerms(ZoneId.of(firm.getReportingZone()), firm.getCurrencyCode());
    }

    /// Lists what was rejected so far, too.
    private static Failure stopped(Failure why, List<FileImport> done, Path from, String remedy) {
        done.forEach(ImportSummary::result);
        if (done.isEmpty() || done.getLast().line() == 0) {
            return why;
        }
        return new Failure(
                why.getMessage() + " Stopped after line " + done.getLast().line()
                        + (Files.isDirectory(from)
                                ? " of " + done.getLast().file().getFileName()
                                : "")
                        + "; what was answered is kept." + remedy,
                why);
    }
}
