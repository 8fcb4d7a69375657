package io.keepwell.deploy.importing;

import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.deploy.Json;
import io.keepwell.ingestion.v1.Disposition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Says what became of imported files.
///
/// @param json as JSON, or else for people
record ImportSummary(PrintWriter out, boolean json) {
    /// What became of a file. Writes or clears the lists of its rejected and pending rows.
    static Map<String, Object> result(FileImport file) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", file.rows());
        result.put("exclusions", file.exclusions());
        result.put("accepted", file.count(Disposition.DISPOSITION_ACCEPTED));
        result.put("duplicate", file.count(Disposition.DISPOSITION_DUPLICATE));
        result.put("pending", file.count(Disposition.DISPOSITION_PENDING));
        result.put("rejected", file.rejected().count());
        if (file.corrections() > 0) {
            result.put("corrections", file.corrections());
        }
        if (file.withoutAccount() > 0) {
            result.put("without_account", file.withoutAccount());
        }
        list(result, "rejected_file", ProblemFile.REJECTED, file.file(), file.rejected(), true);
        // Repeats may still be pending, but aren't reported for again.
        boolean noRepeats = file.count(Disposition.DISPOSITION_DUPLICATE) == 0;
        list(result, "pending_file", ProblemFile.PENDING, file.file(), file.pending(), noRepeats);
        result.put("file", file.file().getFileName().toString());
        return result;
    }

    /// @param isOver whether the list of an earlier import holds no more where there are no problems
    private static void list(
            Map<String, Object> result,
            String name,
            ProblemFile kind,
            Path imported,
            RowProblems problems,
            boolean isOver) {
        if (problems.count() > 0) {
            result.put(name, kind.write(imported, problems.listed()).toString());
        } else if (isOver) {
            kind.clear(imported);
        }
    }

    void print(Map<String, Object> result) {
        Map<String, Object> answer = new LinkedHashMap<>(result);
        answer.remove("file");
        if (json) {
            out.println(Json.line(answer));
        } else {
            TextTable table = new TextTable().text("").text("");
            answer.forEach((name, value) -> table.row(name.replace('_', ' '), value));
            table.print(out);
        }
    }

    void print(DryRunFigures.Figures figures) {
        out.println("This was a dry run: nothing was kept.");
        if (figures.period().isEmpty()) {
            out.println("It doesn't say figures. " + figures.why());
            return;
        }
        out.println("Figures of " + ValueFormat.period(figures.period().get())
                + " that come of these events alone, by the metrics' default definitions and settings:");
        TextTable table = new TextTable().text("").text("").number("");
        figures.shown().forEach((metric, shown) -> table.row("", metric, shown));
        table.print(out);
        if (figures.shown().isEmpty()) {
            out.println("  none: no metric is made of these kinds of events alone");
        }
    }

    void print(List<Map<String, Object>> results, List<Path> unmapped) {
        List<String> left =
                unmapped.stream().map(file -> file.getFileName().toString()).toList();
        if (json) {
            out.println(Json.line(Map.of("files", results, "no_mapping", left)));
            return;
        }
        TextTable table = new TextTable()
                .text("file")
                .number("rows")
                .number("left out")
                .number("accepted")
                .number("duplicate")
                .number("pending")
                .number("rejected");
        for (Map<String, Object> result : results) {
            table.row(Stream.of("file", "rows", "exclusions", "accepted", "duplicate", "pending", "rejected")
                    .map(name -> String.valueOf(result.get(name)))
                    .toArray());
        }
        table.print(out);
        for (Map<String, Object> result : results) {
            if (result.containsKey("corrections")) {
                out.println(result.get("corrections") + " events of " + result.get("file")
                        + " correct an earlier row of the file.");
            }
            if (result.containsKey("without_account")) {
                out.println(result.get("without_account") + " events of " + result.get("file")
                        + " name no account: they count for the firm alone.");
            }
            if (result.containsKey("rejected_file")) {
                out.println("Rejected rows of " + result.get("file") + " are in " + result.get("rejected_file") + ".");
            }
            if (result.containsKey("pending_file")) {
                out.println("Rows of " + result.get("file") + " pending are in " + result.get("pending_file") + ".");
            }
        }
        left.forEach(name -> out.println("No mapping is for " + name + ": it was left alone."));
    }
}
