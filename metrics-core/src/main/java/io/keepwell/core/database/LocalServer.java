package io.keepwell.core.database;

import io.keepwell.core.database.EmbeddedDatabase.Durability;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lays out a data folder for a MariaDB or MySQL and starts its server there. A path may hold a space, and a server
/// that dies while it starts is distinguished from one that takes its time.
final class LocalServer {
    static final String PID_FILE = "mariadbd.pid";

    private static final String MAKER_FILE = "made-by";
    private static final boolean USER_IS_ROOT = "root".equals(System.getProperty("user.name"));
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 50;
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private final Path home;
    private final ServerPrograms programs;

    LocalServer(Path home, ServerPrograms programs) {
        this.home = home;
        this.programs = programs;
    }

    /// Makes the system tables, unless they are there.
    ///
    /// @throws IllegalStateException where they are there by another maker's server, or can't be made
    void install() throws IOException {
        Path data = home.resolve("data");
        if (Files.isDirectory(data)) {
            requireSameMaker();
            return;
        }
        Path unfinished = home.resolve("data.unfinished");
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        switch (programs) {
            case ServerPrograms.Archive(Path unpacked) -> bootstrap(unpacked.resolve("share"), unfinished);
            case ServerPrograms.InstalledMariaDb(Path _, Path installer) ->
                install(asRoot(new ArrayList<>(List.of(
                        installer.toString(),
                        "--no-defaults",
                        "--datadir=" + unfinished,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"))));
            case ServerPrograms.InstalledMySql _ -> {
                List<String> command = command(unfinished);
                command.add("--initialize-insecure");
                install(command);
            }
        }
        Files.writeString(home.resolve(MAKER_FILE), programs.maker() + "\n");
        Files.move(unfinished, data);
    }

    private void requireSameMaker() throws IOException {
        Path file = home.resolve(MAKER_FILE);
        String maker = Files.exists(file) ? Files.readString(file).strip() : "MariaDB";
        if (!maker.equals(programs.maker())) {
            throw new IllegalStateException(
                    "The database in %s was made by %s, and this machine now has %s: bring back the former, or begin with an empty folder"
                            .formatted(home, maker, programs.maker()));
        }
    }

    private void install(List<String> command) throws IOException {
        Process process = launch(
                command, "install.log", Redirect.from(Path.of("/dev/null").toFile()));
        requireSuccess(process);
    }

    private void bootstrap(Path share, Path unfinished) throws IOException {
        List<String> command = command(unfinished);
        command.addAll(List.of("--bootstrap", "--log-warnings=0", "--innodb-flush-log-at-trx-commit=0"));
        Process process = launch(command, "install.log", Redirect.PIPE);
        try (OutputStream statements = new BufferedOutputStream(process.getOutputStream())) {
            statements.write("create database mysql;\nuse mysql;\nset @auth_root_socket='root';\n"
                    .getBytes(StandardCharsets.UTF_8));
            for (String file : SYSTEM_TABLES) {
                Files.copy(share.resolve(file), statements);
            }
        } catch (IOException e) {
            throw new IllegalStateException(problem("could not be set up", "install.log"), e);
        }
        requireSuccess(process);
    }

    private void requireSuccess(Process installation) {
        if (exitCode(installation) != 0) {
            throw new IllegalStateException(problem("could not be set up", "install.log"));
        }
    }

    /// Starts the server and waits until the address answers.
    ServerProcess start(int port, Durability durability, Path initialisation, DatabaseUrl url) throws IOException {
        List<String> command = command(home.resolve("data"));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + Folders.socket(home, "mariadb.sock"),
                "--pid-file=" + home.resolve(PID_FILE),
                "--init-file=" + initialisation,
                "--skip-name-resolve",
                "--local-infile=ON",
                "--max-allowed-packet=64M",
                "--max-connections=200",
                // As long as the longest list of duplicates, so that a bulk load needn't be cut.
                "--max-error-count=4096",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--innodb-buffer-pool-size=256M"));
        if (programs.maker().equals("MariaDB")) {
            command.add("--skip-ssl");
        }
        command.addAll(
                switch (durability) {
                    case DURABLE -> List.of("--innodb-flush-log-at-trx-commit=1");
                    case RELAXED -> List.of("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF");
                });
        Process process =
                launch(command, "server.log", Redirect.from(Path.of("/dev/null").toFile()));
        ServerProcess server = new ServerProcess(process.toHandle());
        try {
            awaitAnswer(process, url);
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
        return server;
    }

    private List<String> command(Path data) {
        return asRoot(programs.command(data));
    }

    /// Servers refuse to run as root unless reported that this is meant.
    private static List<String> asRoot(List<String> command) {
        if (USER_IS_ROOT) {
            command.add("--user=root");
        }
        return command;
    }

    /// With a folder of its own for temporary files: a server that starts removes those of others from a shared one.
    private Process launch(List<String> command, String log, Redirect input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("TMPDIR", Files.createDirectories(home.resolve("tmp")).toString());
        return builder.directory(home.toFile())
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile())
                .start();
    }

    private void awaitAnswer(Process process, DatabaseUrl url) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException(problem("did not start", "server.log"));
            }
            try (Connection _ = DriverManager.getConnection(url.text())) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(problem("does not answer", "server.log"), e);
                }
            }
            pause();
        }
    }

    private String problem(String what, String log) {
        Path file = home.resolve(log);
        return "The embedded database %s: %s (all of it: %s)".formatted(what, lastError(file), file);
    }

    private static String lastError(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return lines.stream()
                    .filter(line -> line.contains("[ERROR]") && !line.endsWith("Aborting"))
                    .reduce((_, last) -> last)
                    .map(line -> line.substring(line.indexOf("[ERROR]") + "[ERROR]".length())
                            .strip())
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        } catch (IOException _) {
            return "it left no log";
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded database was being set up", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded database was starting", e);
        }
    }
}
