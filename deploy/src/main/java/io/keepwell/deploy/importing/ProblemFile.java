package io.keepwell.deploy.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keepwell.deploy.Failure;
import io.keepwell.importing.RowProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;

/// The files that list rows with problems, beside the file they are from.
enum ProblemFile {
    /// Rows that gave no event.
    REJECTED(".rejected.csv"),
    /// Rows whose events are kept, but don't count yet.
    PENDING(".pending.csv");

    private final String ending;

    ProblemFile(String ending) {
        this.ending = ending;
    }

    /// Whether an earlier import wrote it.
    static boolean isOne(Path file) {
        return Arrays.stream(values())
                .anyMatch(each -> file.getFileName().toString().endsWith(each.ending));
    }

    /// Takes the list of an earlier import away, where there are no such rows any more.
    void clear(Path imported) {
        try {
            Files.deleteIfExists(imported.resolveSibling(imported.getFileName() + ending));
        } catch (IOException failed) {
            throw new Failure("The list of an earlier import can't be deleted: " + failed.getMessage(), failed);
        }
    }

    /// @return the file, which replaces one of an earlier import; in the current folder where the other can't be
    ///     written to
    Path write(Path imported, Collection<RowProblem> problems) {
        String name = imported.getFileName() + ending;
        Path beside = imported.resolveSibling(name);
        Path folder = beside.toAbsolutePath().getParent();
        Path file = folder != null && Files.isWritable(folder) ? beside : Path.of(name);
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord("line", "event_id", "field", "reason", "message");
            for (RowProblem problem : problems) {
                writer.writeRecord(
                        Long.toString(problem.line()),
                        problem.eventId(),
                        problem.field(),
                        problem.reason(),
                        problem.message());
            }
        } catch (IOException failed) {
            throw new Failure("Rows with problems can't be listed in " + file + ": " + failed.getMessage(), failed);
        }
        return file;
    }
}
