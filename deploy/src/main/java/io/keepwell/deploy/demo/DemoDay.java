package io.keepwell.deploy.demo;

import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The demo's last day: the day of its first run, so that a later run tells the same story and everything in it is
/// known.
final class DemoDay {
    private static final String FILE = "demo-last-day";

    private DemoDay() {}

    /// @param fresh whether the story starts over
    static LocalDate of(Path data, boolean fresh) {
        Path file = data.resolve(FILE);
        try {
            if (fresh || !Files.exists(file)) {
                Files.createDirectories(data);
                Files.writeString(file, LocalDate.now(ZoneOffset.UTC).toString());
            }
            return LocalDate.parse(Files.readString(file).strip());
        } catch (IOException problem) {
            throw new Failure("The file " + file + " can't be used: " + problem.getMessage(), problem);
        }
    }
}
