package io.keepwell.deploy.report;

import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.report.Reports;
import io.keepwell.deploy.Failure;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A report's text, as somebody wrote it.
final class ReportDraft {
    private static final int MOST_BYTES = 4 * ReportText.LONGEST;

    private ReportDraft() {}

    /// What somebody made of the newest version in their editor.
    static String edited(ApplicationContext context, ReportId id) {
        String editor = Optional.ofNullable(System.getenv("VISUAL"))
                .or(() -> Optional.ofNullable(System.getenv("EDITOR")))
                .filter(name -> !name.isBlank())
                .orElseThrow(
                        () -> new Failure("Neither VISUAL nor EDITOR says which editor to open. Name a file instead."));
        String before = context.getBean(Reports.class).versions(id, 1).stream()
                .findFirst()
                .map(Reports.Version::text)
                .orElseThrow(() -> new Failure("There is no report '" + id + "'."));
        try {
            Path draft = Files.createTempFile("keepwell-report-", ".yaml");
            try {
                Files.writeString(draft, before);
                int exit = new ProcessBuilder("sh", "-c", editor + " \"$0\"", draft.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
                if (exit != 0) {
                    throw new Failure("The editor ended with " + exit + "; nothing is changed.");
                }
                return Files.readString(draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw new Failure("The report can't be edited: " + failure.getMessage() + ".", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted; nothing is changed.", interrupted);
        }
    }

    /// @param file `-` for standard input
    static String read(String file) {
        try {
            if (file.equals("-")) {
                return new String(System.in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
            Path path = Path.of(file);
            if (Files.size(path) > MOST_BYTES) {
                throw new Failure("Not kept: A report's text has at most " + ReportText.LONGEST + " characters.");
            }
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new Failure("The file " + file + " can't be read: " + unreadable.getMessage() + ".", unreadable);
        }
    }
}
