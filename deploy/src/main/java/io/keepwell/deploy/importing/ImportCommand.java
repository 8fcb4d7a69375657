package io.keepwell.deploy.importing;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.CallFailures;
import io.keepwell.deploy.run.ServerOptions;
import io.keepwell.ingestion.v1.Disposition;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell import`: CSV files to events, through the partners' door like everybody's.
@Command(
        name = "import",
        description = {
            "Sends the lines of CSV files as events, as mapping files say.",
            "Safe to repeat: what is there already is recognised. Lines that give no event are written",
            "to a file beside the CSV file, with the reason."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MAPPING",
            description = {
                "How lines become events: a mapping file (.yaml), or a folder of them. In a folder, a mapping is for the",
                "files that it names, or else for the CSV file of its own name."
            })
    private Path mappings;

    @Parameters(
            index = "1",
            paramLabel = "FILES",
            description = "A CSV file, UTF-8, with a head line; or a folder of them.")
    private Path files;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--dry-run", description = "Only say what would become of the events; nothing is kept.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print what became of the events as one JSON object.")
    private boolean json;

    /// @return 0 where every line gave its events, 1 where some were rejected
    @Override
    public Integer call() {
        ImportPlan plan = ImportPlan.of(mappings, files);
        List<FileImport> done = new ArrayList<>();
        try (PartnerClient client = server.connect(PATIENCE);
                Door door = dryRun ? Door.judging(client) : Door.keeping(client);
                ProgressBar progress = new ProgressBarBuilder()
                        .setTaskName("import")
                        .setInitialMax(plan.parts().stream()
                                .mapToLong(part -> FileImport.size(part.file()))
                                .sum())
                        .setUnit(" lines", 1)
                        .setUpdateIntervalMillis(250)
                        .hideEta()
                        .build()) {
            for (ImportPlan.Part part : plan.parts()) {
                FileImport file = new FileImport(part, door, progress);
                done.add(file);
                file.run();
            }
        } catch (StatusRuntimeException gone) {
            Failure why = CallFailures.failure(gone);
            throw new Failure(
                    why.getMessage() + " Stopped after line " + done.getLast().lines()
                            + (Files.isDirectory(files)
                                    ? " of " + done.getLast().file().getFileName()
                                    : "")
                            + "; what was answered is kept. Type the same command again when it is back: repeats are recognised.",
                    gone);
        }
        List<Map<String, Object>> results =
                done.stream().map(ImportCommand::result).toList();
        if (Files.isDirectory(files)) {
            report(results, plan.unmapped());
        } else {
            report(results.getFirst());
        }
        if (dryRun && !json) {
            spec.commandLine().getOut().println("This was a dry run: nothing was kept.");
        }
        return done.stream().allMatch(file -> file.problems().isEmpty()) ? 0 : 1;
    }

    private static Map<String, Object> result(FileImport file) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lines", Math.max(0, file.lines() - 1));
        result.put("accepted", file.count(Disposition.DISPOSITION_ACCEPTED));
        result.put("duplicate", file.count(Disposition.DISPOSITION_DUPLICATE));
        result.put("held_back", file.count(Disposition.DISPOSITION_HELD_BACK));
        result.put("rejected", file.problems().size());
        if (!file.problems().isEmpty()) {
            result.put(
                    "rejected_file",
                    RejectedFile.write(file.file(), file.problems()).toString());
        }
        result.put("file", file.file().getFileName().toString());
        return result;
    }

    private void report(Map<String, Object> result) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> told = new LinkedHashMap<>(result);
        told.remove("file");
        if (json) {
            out.println(Json.line(told));
        } else {
            told.forEach((name, value) -> out.printf("%-14s %s%n", name.replace('_', ' '), value));
        }
    }

    private void report(List<Map<String, Object>> results, List<Path> unmapped) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> left =
                unmapped.stream().map(file -> file.getFileName().toString()).toList();
        if (json) {
            out.println(Json.line(Map.of("files", results, "no_mapping", left)));
            return;
        }
        String line = "%-30s %10s %10s %10s %10s %10s%n";
        out.printf(line, "file", "lines", "accepted", "duplicate", "held back", "rejected");
        for (Map<String, Object> result : results) {
            out.printf(
                    line,
                    result.get("file"),
                    result.get("lines"),
                    result.get("accepted"),
                    result.get("duplicate"),
                    result.get("held_back"),
                    result.get("rejected"));
        }
        results.stream()
                .filter(result -> result.containsKey("rejected_file"))
                .forEach(result -> out.println(
                        "Rejected lines of " + result.get("file") + " are in " + result.get("rejected_file") + "."));
        left.forEach(name -> out.println("No mapping is for " + name + ": it was left alone."));
    }
}
