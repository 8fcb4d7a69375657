package io.keepwell.deploy.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/// The file that lists the lines that gave no event, beside the file they are from.
final class RejectedFile {
    private static final String ENDING = ".rejected.csv";

    private RejectedFile() {}

    /// Whether an earlier import wrote it.
    static boolean isOne(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    /// @return the file, which replaces one of an earlier import; in the current folder where the other can't be
    ///     written to
    static Path write(Path imported, Collection<LineProblem> problems) {
        String name = imported.getFileName() + ENDING;
        Path beside = imported.resolveSibling(name);
        Path folder = beside.toAbsolutePath().getParent();
        Path file = folder != null && Files.isWritable(folder) ? beside : Path.of(name);
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord("line", "event_id", "field", "reason", "message");
            for (LineProblem problem : problems) {
                writer.writeRecord(
                        Long.toString(problem.line()),
                        problem.eventId(),
                        problem.field(),
                        problem.reason(),
                        problem.message());
            }
        } catch (IOException failed) {
            throw new Failure("The rejected lines can't be written to " + file + ": " + failed.getMessage(), failed);
        }
        return file;
    }
}
