package io.keepwell.deploy.demo;

import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// The demo's last day: the day before its first run, so that a later run tells the same story and everything in it
/// has happened.
final class DemoDay {
    private static final String FILE = "demo-last-day";

    private DemoDay() {}

    /// @param fresh whether the story starts over
    static LocalDate of(Path data, boolean fresh) {
        Path file = data.resolve(FILE);
        try {
            if (fresh || !Files.exists(file)) {
                Files.createDirectories(data);
                Files.writeString(file, LocalDate.now(Era.ZONE).minusDays(1).toString());
            }
            return LocalDate.parse(Files.readString(file).strip());
        } catch (IOException problem) {
            throw new Failure("The file " + file + " can't be used: " + problem.getMessage(), problem);
        }
    }
}
