package io.keepwell.deploy.mysql;

import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs other programs of this machine.
final class Programs {
    /// What a program answered, standard error included.
    record Answer(int exitCode, String text) {
        boolean isGood() {
            return exitCode == 0;
        }
    }

    private Programs() {}

    /// Runs a program to its end.
    ///
    /// @throws Failure when it fails, with the last line it said
    static String run(Path folder, List<String> command, Duration limit) {
        Answer answer = ask(folder, command, limit);
        if (!answer.isGood()) {
            throw new Failure(
                    "%s failed: %s".formatted(Path.of(command.getFirst()).getFileName(), lastLine(answer)));
        }
        return answer.text();
    }

    /// Runs a program to its end, whatever that is.
    static Answer ask(@Nullable Path folder, List<String> command, Duration limit) {
        try {
            Path output = Files.createTempFile("keepwell-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                if (folder != null) {
                    builder.directory(folder.toFile());
                }
                builder.environment().put("LC_ALL", "C");
                builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
                int exitCode = exitCode(builder.start(), command, limit);
                return new Answer(exitCode, Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new Failure("%s can't be run: %s".formatted(command.getFirst(), e.getMessage()), e);
        }
    }

    private static int exitCode(Process process, List<String> command, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new Failure("%s did not end within %d seconds".formatted(command.getFirst(), limit.toSeconds()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while %s was running".formatted(command.getFirst()), e);
        }
    }

    private static String lastLine(Answer answer) {
        return answer.text()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("exit code " + answer.exitCode());
    }
}
