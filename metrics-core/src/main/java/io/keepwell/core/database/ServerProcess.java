package io.keepwell.core.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running database server: one that this JVM started, or one that an earlier Keepwell left running.
public record ServerProcess(ProcessHandle handle) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The server that was told to write its process number to a file, if it runs. A number that meanwhile
    /// belongs to another program is recognised by its command line, which names the file.
    public static Optional<ServerProcess> find(Path pidFile) throws IOException {
        if (!Files.isRegularFile(pidFile)) {
            return Optional.empty();
        }
        String text = Files.readString(pidFile).strip();
        if (!text.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text))
                .filter(process -> commandLine(process).contains(pidFile.toString()))
                .map(ServerProcess::new);
    }

    /// Asks the server to stop, waits for that, and ends it the hard way when it doesn't: its log is replayed
    /// at the next start. A server that has stopped already is fine.
    public void stop() {
        handle.destroy();
        if (!ended()) {
            handle.destroyForcibly();
            if (!ended()) {
                throw new IllegalStateException(
                        "The database server (process %d) can't be stopped".formatted(handle.pid()));
            }
        }
    }

    /// Ends the server at once, as a crash does, and waits until it is gone.
    public void kill() {
        handle.destroyForcibly();
        if (!ended()) {
            throw new IllegalStateException("The database server (process %d) can't be killed".formatted(handle.pid()));
        }
    }

    private boolean ended() {
        try {
            handle.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Can't tell whether process %d ended".formatted(handle.pid()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a database server was stopping", e);
        }
    }

    /// From /proc where there is one: what the JVM tells is cut off on some systems.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException _) {
            return process.info().commandLine().orElse("");
        }
    }
}
