package io.keepwell.core.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running database server: one that this JVM started, or one that a Keepwell left behind when it was
/// killed.
record ServerProcess(ProcessHandle handle) {
    static final String PID_FILE = "mariadbd.pid";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The server of a folder, if one runs. A process number that meanwhile belongs to another program is
    /// told apart by its command line, which names the folder.
    static Optional<ServerProcess> find(Path folder) throws IOException {
        Path file = folder.resolve(PID_FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text))
                .filter(process -> serves(process, folder))
                .map(ServerProcess::new);
    }

    /// Asks the server to stop, waits for that, and ends it the hard way when it doesn't: its log is replayed
    /// at the next start. A server that has stopped already is fine.
    void stop() {
        handle.destroy();
        if (!ended()) {
            handle.destroyForcibly();
            if (!ended()) {
                throw new IllegalStateException(
                        "The database server (process %d) can't be stopped".formatted(handle.pid()));
            }
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

    private static boolean serves(ProcessHandle process, Path folder) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains(folder.resolve(PID_FILE).toString());
        } catch (IOException _) {
            return false;
        }
    }
}
