package io.keepwell.deploy.importing;

import io.keepwell.deploy.Failure;
import io.keepwell.importing.guess.Guess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// Mappings that were guessed by looking at files, and where they go.
///
/// @param output a file, or a folder for several; standard output where empty
/// @param overwrite whether mappings that are there are replaced
/// @param notes what people have to know besides
record GuessedMappings(List<Path> files, Optional<Path> output, boolean overwrite, PrintWriter notes) {
    /// @throws Failure where there is nothing to write, or something stands in its place
    /// @throws io.keepwell.importing.ImportProblem where a file can't be read
    void write(PrintWriter out) {
        List<Guess> all = Guess.of(files);
        List<Guess> known = chosen(all);
        all.stream()
                .filter(each -> !known.contains(each))
                .forEach(each -> notes.println(each.file().getFileName()
                        + ": no mapping that was written needs it, so it was left alone. Guess it by itself to have a"
                        + " mapping to begin with."));
        if (known.isEmpty()) {
            throw new Failure("There is nothing to guess: no file is one that may be imported.");
        }
        if (output.isEmpty()) {
            print(known, out);
        } else if (known.size() == 1 && !Files.isDirectory(output.get())) {
            save(output.get(), known.getFirst());
        } else {
            known.forEach(each -> save(output.get().resolve(ImportPlan.plainName(each.file()) + ".yaml"), each));
        }
    }

    /// Of several files those that are recognised. Beside files of ready mappings others are rather tables that these
    /// don't need than something to be imported.
    private static List<Guess> chosen(List<Guess> all) {
        if (all.size() == 1) {
            return all;
        }
        boolean ready = all.stream().anyMatch(Guess::isReady);
        return all.stream()
                .filter(each -> ready ? each.isReady() : each.isKnown())
                .toList();
    }

    private void print(List<Guess> guesses, PrintWriter out) {
        for (Guess each : guesses) {
            if (guesses.size() > 1) {
                out.println("# ==== " + ImportPlan.plainName(each.file()) + ".yaml");
            }
            out.print(each.text());
        }
        out.flush();
        if (guesses.size() > 1) {
            notes.println("These are " + guesses.size()
                    + " mappings: --output FOLDER writes each into a file of its own, for 'import FOLDER FILES'.");
        }
    }

    private void save(Path file, Guess guess) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!overwrite && Files.exists(file)) {
                throw new Failure("There is a file " + file + " already; --overwrite replaces it.");
            }
            Files.writeString(
                    file,
                    guess.text(),
                    StandardOpenOption.CREATE,
                    overwrite ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            notes.println("Written: " + file);
        } catch (IOException failed) {
            throw new Failure("The mapping " + file + " can't be written: " + failed.getMessage(), failed);
        }
    }
}
