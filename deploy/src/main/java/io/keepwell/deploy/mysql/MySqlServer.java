package io.keepwell.deploy.mysql;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.Folders;
import io.keepwell.core.database.MachinePrograms;
import io.keepwell.core.database.PrivateFile;
import io.keepwell.core.database.ServerProcess;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.mysql.MySqlSource.DebianPackages;
import io.keepwell.deploy.mysql.MySqlSource.Docker;
import io.keepwell.deploy.mysql.MySqlSource.OnPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The user's own MySQL: its data in a folder, on the loopback address. Services and tests are its user `keepwell`,
/// who has the documented rights and no others, as in production; `root` is for its own administration. Their passwords
/// are made at random and kept in the folder, readable by its owner only. It goes on running when the command that
/// started it ends.
public final class MySqlServer {
    /// What the buffer pool has unless told otherwise, in megabytes.
    public static final int USUAL_POOL = 512;

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final boolean USER_IS_ROOT = "root".equals(System.getProperty("user.name"));

    /// What a caller asks of the server that is started; one that runs already stays as it is.
    ///
    /// @param port 0 for the port of the last time, or any free one
    /// @param fresh begin with an empty server, stopping the one that runs
    /// @param relaxed commits don't wait for the disk: for tests, whose data nobody misses
    /// @param poolMegabytes of memory for pages of tables and indexes
    public record Wishes(int port, boolean fresh, boolean relaxed, int poolMegabytes) {}

    /// A server that answers.
    ///
    /// @param url of the database `keepwell`, for the user who has the documented rights on it
    /// @param rootUrl of the server, for its administrator
    /// @param started whether this call started it
    /// @param process unless it runs in a container
    public record Running(
            DatabaseUrl url, DatabaseUrl rootUrl, String version, boolean started, Optional<ProcessHandle> process) {}

    private final Path cache;
    private final MySqlFolder folder;
    private final MySqlAccounts accounts;
    /// Empty where it must be a process of this machine.
    private final Optional<MySqlContainer> container;
    private final PrintWriter progress;

    private MySqlServer(Path cache, Path home, Optional<String> container, PrintWriter progress) {
        this.cache = cache;
        this.folder = new MySqlFolder(home);
        this.accounts = new MySqlAccounts(folder);
        this.container = container.map(name -> new MySqlContainer(name, folder));
        this.progress = progress;
    }

    /// The server that `keepwell mysql` starts.
    MySqlServer(Path cache, PrintWriter progress) {
        this(cache, cache.resolve("mysql"), Optional.of("keepwell-mysql"), progress);
    }

    /// Another server than the user's own, as a process of this machine and never in a container.
    ///
    /// @param cache where programs are unpacked
    /// @param home for its data
    public static MySqlServer apart(Path cache, Path home, PrintWriter progress) {
        return new MySqlServer(cache, home, Optional.empty(), progress);
    }

    /// Another server than the user's own, which may run in a container.
    ///
    /// @param cache where programs are unpacked
    /// @param home for its data
    /// @param container what it is called where Docker runs it
    public static MySqlServer beside(Path cache, Path home, String container, PrintWriter progress) {
        return new MySqlServer(cache, home, Optional.of(container), progress);
    }

    /// The server, started unless it runs.
    ///
    /// @throws Failure where this machine has no MySQL, or it doesn't start
    public Running start(Wishes wishes) {
        return folder.alone(() -> {
            if (wishes.fresh()) {
                stopNow();
                eraseData();
            } else {
                Optional<Running> running = running(false);
                if (running.isPresent()) {
                    return running.get();
                }
            }
            return startNow(wishes);
        });
    }

    /// The server, if it runs.
    Optional<Running> find() {
        return Files.isDirectory(folder.path()) ? folder.alone(() -> running(false)) : Optional.empty();
    }

    /// @return whether one ran
    public boolean stop() {
        return Files.isDirectory(folder.path()) && folder.alone(this::stopNow);
    }

    /// Stops it and removes all that it kept.
    public void erase() {
        boolean _ = folder.alone(() -> {
            boolean ran = stopNow();
            eraseData();
            return ran;
        });
    }

    /// Ends its process at once, as a crash does: for trying out what survives.
    public void kill() {
        var _ = folder.alone(() -> {
            Optional<ServerProcess> process = ServerProcess.find(folder.pidFile());
            process.ifPresent(ServerProcess::kill);
            return process.isPresent();
        });
    }

    private Running startNow(Wishes wishes) throws IOException {
        MySqlSource source = MySqlSource.find(cache, container.isPresent(), progress);
        int port = folder.port(wishes.port());
        folder.keepPort(port);
        switch (source) {
            case OnPath onPath -> startProcess(List.of(onPath.mysqld().toString()), List.of(), port, wishes);
            case Docker docker -> startContainer(docker, port, wishes);
            case DebianPackages packages -> startProcess(packages.command("mysqld"), packages.options(), port, wishes);
        }
        Running running = running(true)
                .orElseThrow(() -> new Failure("MySQL stopped again: see %s".formatted(folder.serverLog())));
        progress.println("MySQL %s runs on port %d.".formatted(running.version(), port));
        return running;
    }

    private void startProcess(List<String> program, List<String> options, int port, Wishes wishes) throws IOException {
        Path data = folder.data();
        List<String> common = new ArrayList<>(program);
        common.add("--no-defaults");
        common.addAll(options);
        common.addAll(List.of("--secure-file-priv=NULL", "--mysqlx=OFF"));
        if (USER_IS_ROOT) {
            common.add("--user=root");
        }
        if (!Files.isDirectory(data)) {
            initialise(common, data);
        }
        List<String> command = new ArrayList<>();
        MachinePrograms.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(common);
        command.addAll(List.of(
                "--datadir=" + data,
                "--socket=" + Folders.socket(folder.path(), "mysql.sock"),
                "--pid-file=" + folder.pidFile(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--local-infile=ON"));
        command.addAll(settings(wishes));
        // Before the first connection, so that root is never there without a password.
        Path initialisation = folder.path().resolve("initialise.sql");
        PrivateFile.write(
                initialisation,
                accounts.statements().stream().map(sql -> sql + ";\n").collect(Collectors.joining()));
        command.add("--init-file=" + initialisation);
        progress.println("Starting MySQL…");
        Process process = folder.launch(command, "server.log");
        try {
            await(process::isAlive, port);
        } finally {
            Files.delete(initialisation);
        }
    }

    private void startContainer(Docker docker, int port, Wishes wishes) throws IOException {
        MySqlContainer own = container.orElseThrow();
        progress.println("Starting MySQL in Docker (%s)…".formatted(docker.image()));
        own.start(docker, port, settings(wishes), accounts.rootPassword());
        await(() -> own.runs(docker.program().toString()), port);
    }

    private void initialise(List<String> common, Path data) throws IOException {
        progress.println("Setting up an empty MySQL…");
        Path unfinished = folder.path().resolve("data.unfinished");
        Folders.delete(unfinished);
        List<String> command = new ArrayList<>(common);
        command.addAll(List.of("--datadir=" + unfinished, "--initialize-insecure"));
        Process process = folder.launch(command, "install.log");
        try {
            if (process.waitFor() != 0) {
                throw new Failure("MySQL could not be set up: %s".formatted(folder.lastError("install.log")));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while MySQL was being set up", e);
        }
        Files.move(unfinished, data);
    }

    /// Durable unless told otherwise; the rest as a small production server has it.
    private static List<String> settings(Wishes wishes) {
        List<String> settings = new ArrayList<>(List.of(
                "--innodb-buffer-pool-size=" + wishes.poolMegabytes() + "M",
                "--innodb-redo-log-capacity=512M",
                "--max-allowed-packet=64M",
                "--binlog-expire-logs-seconds=86400",
                "--default-time-zone=+00:00"));
        if (wishes.relaxed()) {
            settings.addAll(List.of(
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=OFF",
                    "--performance-schema=OFF",
                    "--sync-binlog=0"));
        }
        return settings;
    }

    private boolean stopNow() throws IOException {
        Optional<ServerProcess> process = ServerProcess.find(folder.pidFile());
        process.ifPresent(ServerProcess::stop);
        boolean wasContainer = container.map(MySqlContainer::stop).orElse(false);
        return process.isPresent() || wasContainer;
    }

    private void eraseData() throws IOException {
        Folders.delete(folder.data());
        container.ifPresent(MySqlContainer::eraseData);
    }

    private Optional<Running> running(boolean started) throws IOException {
        Optional<Integer> port = folder.keptPort();
        if (port.isEmpty() || !isOurs()) {
            return Optional.empty();
        }
        try {
            return Optional.of(running(port.get(), started));
        } catch (SQLException e) {
            throw new Failure("MySQL runs on port %d but does not answer: %s".formatted(port.get(), e.getMessage()), e);
        }
    }

    private Running running(int port, boolean started) throws IOException, SQLException {
        DatabaseUrl url = accounts.made(port);
        try (var connection = DriverManager.getConnection(url.text());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select version()")) {
            rows.next();
            return new Running(
                    url,
                    accounts.rootUrl(port),
                    rows.getString(1),
                    started,
                    ServerProcess.find(folder.pidFile()).map(ServerProcess::handle));
        }
    }

    private boolean isOurs() throws IOException {
        return ServerProcess.find(folder.pidFile()).isPresent()
                || container.flatMap(MySqlContainer::running).isPresent();
    }

    private void await(BooleanSupplier isAlive, int port) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!accounts.answers(port)) {
            if (!isAlive.getAsBoolean()) {
                throw new Failure("MySQL did not start: %s".formatted(folder.lastError("server.log")));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new Failure("MySQL did not answer within %d minutes: see %s"
                        .formatted(START_LIMIT.toMinutes(), folder.serverLog()));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("Interrupted while MySQL was starting", e);
            }
        }
    }
}
