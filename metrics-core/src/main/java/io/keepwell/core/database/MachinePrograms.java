package io.keepwell.core.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Programs that are installed on this machine.
public final class MachinePrograms {
    /// Where servers lie and an ordinary user's PATH doesn't look.
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/local/bin",
            "/usr/bin",
            "/bin",
            "/usr/local/sbin",
            "/usr/sbin",
            "/sbin",
            "/usr/libexec",
            "/opt/homebrew/bin");

    private static final int SECONDS = 20;

    private MachinePrograms() {}

    /// A program on the PATH, or in one of the usual places.
    public static Optional<Path> find(String name) {
        String path = System.getenv("PATH");
        List<String> folders = new ArrayList<>(path == null ? List.of() : List.of(path.split(":", -1)));
        folders.addAll(USUAL_PLACES);
        return folders.stream()
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What a server answers to `--version`, whatever the machine's own settings for servers are; what hinders it where
    /// it can't be loaded; empty where it can't be run at all or takes longer than 20 seconds.
    static String version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while %s was asked for its version".formatted(program), e);
        }
    }
}
