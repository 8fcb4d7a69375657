package io.keepwell.deploy.mysql;

import io.keepwell.core.database.DatabaseRights;
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
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private static final String DATABASE = "keepwell";
    private static final String CREATE_DATABASE =
            "create database if not exists " + DATABASE + " character set utf8mb4 collate utf8mb4_0900_ai_ci";
    private static final String USER = "keepwell";
    private static final String ROOT = "root";
    /// Schemas of tests, as a pattern.
    private static final String TEST_SCHEMAS = "kw\\_test\\_%";

    private static final int ACCESS_DENIED = 1045;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration DOCKER_LIMIT = Duration.ofMinutes(20);
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
    private final Path home;
    /// What it is called where Docker runs it; empty where it must be a process of this machine.
    private final Optional<String> container;
    private final PrintWriter progress;

    private MySqlServer(Path cache, Path home, Optional<String> container, PrintWriter progress) {
        this.cache = cache;
        this.home = home;
        this.container = container;
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
        return alone(() -> {
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
        return Files.isDirectory(home) ? alone(() -> running(false)) : Optional.empty();
    }

    /// @return whether one ran
    public boolean stop() {
        return Files.isDirectory(home) && alone(this::stopNow);
    }

    /// Stops it and removes all that it kept.
    public void erase() {
        boolean _ = alone(() -> {
            boolean ran = stopNow();
            eraseData();
            return ran;
        });
    }

    /// Ends its process at once, as a crash does: for trying out what survives.
    public void kill() {
        var _ = alone(() -> {
            Optional<ServerProcess> process = ServerProcess.find(pidFile());
            process.ifPresent(ServerProcess::kill);
            return process.isPresent();
        });
    }

    private Running startNow(Wishes wishes) throws IOException {
        MySqlSource source = MySqlSource.find(cache, container.isPresent(), progress);
        int port = port(wishes.port());
        Files.writeString(home.resolve("port"), port + "\n");
        switch (source) {
            case OnPath onPath -> startProcess(List.of(onPath.mysqld().toString()), List.of(), port, wishes);
            case Docker docker -> startContainer(docker, port, wishes);
            case DebianPackages packages -> startProcess(packages.command("mysqld"), packages.options(), port, wishes);
        }
        Running running = running(true)
                .orElseThrow(() -> new Failure("MySQL stopped again: see %s".formatted(home.resolve("server.log"))));
        progress.println("MySQL %s runs on port %d.".formatted(running.version(), port));
        return running;
    }

    private void startProcess(List<String> program, List<String> options, int port, Wishes wishes) throws IOException {
        Path data = home.resolve("data");
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
                "--socket=" + Folders.socket(home, "mysql.sock"),
                "--pid-file=" + pidFile(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--local-infile=ON"));
        command.addAll(settings(wishes));
        // Before the first connection, so that root is never there without a password.
        Path initialisation = home.resolve("initialise.sql");
        PrivateFile.write(
                initialisation, accounts().stream().map(sql -> sql + ";\n").collect(Collectors.joining()));
        command.add("--init-file=" + initialisation);
        progress.println("Starting MySQL…");
        Process process = launch(command, "server.log");
        try {
            await(process::isAlive, port);
        } finally {
            Files.delete(initialisation);
        }
    }

    private void initialise(List<String> common, Path data) throws IOException {
        progress.println("Setting up an empty MySQL…");
        Path unfinished = home.resolve("data.unfinished");
        Folders.delete(unfinished);
        List<String> command = new ArrayList<>(common);
        command.addAll(List.of("--datadir=" + unfinished, "--initialize-insecure"));
        Process process = launch(command, "install.log");
        try {
            if (process.waitFor() != 0) {
                throw new Failure("MySQL could not be set up: %s".formatted(lastError("install.log")));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while MySQL was being set up", e);
        }
        Files.move(unfinished, data);
    }

    private void startContainer(Docker docker, int port, Wishes wishes) throws IOException {
        String program = docker.program().toString();
        Files.writeString(containerMark(), container() + "\n");
        Programs.ask(home, List.of(program, "rm", "--force", container()), DOCKER_LIMIT);
        Path environment = home.resolve("docker.env");
        PrivateFile.write(environment, "MYSQL_ROOT_PASSWORD=%s\nMYSQL_ROOT_HOST=%%\n".formatted(rootPassword()));
        List<String> command = new ArrayList<>(List.of(
                program,
                "run",
                "--detach",
                "--name=" + container(),
                "--publish=127.0.0.1:%d:3306".formatted(port),
                "--volume=%s:/var/lib/mysql".formatted(container()),
                "--env-file=" + environment,
                docker.image(),
                "--mysqlx=OFF",
                "--local-infile=ON"));
        command.addAll(settings(wishes));
        progress.println("Starting MySQL in Docker (%s)…".formatted(docker.image()));
        try {
            Programs.run(home, command, DOCKER_LIMIT);
        } finally {
            Files.delete(environment);
        }
        await(() -> containerRuns(program), port);
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
        Optional<ServerProcess> process = ServerProcess.find(pidFile());
        process.ifPresent(ServerProcess::stop);
        Optional<String> docker = runningContainer();
        docker.ifPresent(program -> Programs.run(home, List.of(program, "rm", "--force", container()), DOCKER_LIMIT));
        return process.isPresent() || docker.isPresent();
    }

    private void eraseData() throws IOException {
        Folders.delete(home.resolve("data"));
        if (Files.exists(containerMark())) {
            MachinePrograms.find("docker")
                    .map(Path::toString)
                    .ifPresent(docker ->
                            Programs.ask(home, List.of(docker, "volume", "rm", "--force", container()), DOCKER_LIMIT));
        }
    }

    private Optional<Running> running(boolean started) throws IOException {
        Optional<Integer> port = keptPort();
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
        DatabaseUrl url = url(port);
        if (isRefused(url)) {
            makeAccounts(port);
        }
        try (var connection = DriverManager.getConnection(url.withDatabase("").text());
                var statement = connection.createStatement()) {
            statement.execute(CREATE_DATABASE);
            try (var rows = statement.executeQuery("select version()")) {
                rows.next();
                return new Running(
                        url,
                        rootUrl(port, rootPassword()),
                        rows.getString(1),
                        started,
                        ServerProcess.find(pidFile()).map(ServerProcess::handle));
            }
        }
    }

    private static boolean isRefused(DatabaseUrl url) throws SQLException {
        try (var _ = DriverManager.getConnection(url.withDatabase("").text())) {
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                return true;
            }
            throw e;
        }
    }

    /// For a container, which takes no statements at its start, and a server of an earlier Keepwell, whose root had no
    /// password.
    private void makeAccounts(int port) throws IOException, SQLException {
        DatabaseUrl root = rootUrl(port, rootPassword());
        try (var connection = DriverManager.getConnection((isRefused(root) ? rootUrl(port, "") : root).text());
                var statement = connection.createStatement()) {
            for (String sql : accounts()) {
                statement.execute(sql);
            }
        }
    }

    /// What makes the accounts what they are in this version, whatever they were before. Root comes last, since it may
    /// be who runs them.
    private List<String> accounts() throws IOException {
        String account = "'" + USER + "'@'%'";
        return List.of(
                CREATE_DATABASE,
                "create user if not exists %s identified by '%s'".formatted(account, password()),
                "alter user %s identified by '%s'".formatted(account, password()),
                "revoke all privileges, grant option from " + account,
                DatabaseRights.MIGRATION.grant(DATABASE, account),
                DatabaseRights.MIGRATION.grant(TEST_SCHEMAS, account),
                "alter user if exists 'root'@'%%' identified by '%s'".formatted(rootPassword()),
                "alter user if exists 'root'@'localhost' identified by '%s'".formatted(rootPassword()));
    }

    private boolean isOurs() throws IOException {
        return ServerProcess.find(pidFile()).isPresent() || runningContainer().isPresent();
    }

    /// The Docker program, if it runs our container. It isn't asked on a machine where it never did.
    private Optional<String> runningContainer() {
        return Files.exists(containerMark())
                ? MachinePrograms.find("docker").map(Path::toString).filter(this::containerRuns)
                : Optional.empty();
    }

    private boolean containerRuns(String docker) {
        Programs.Answer answer = Programs.ask(
                null, List.of(docker, "inspect", "--format={{.State.Running}}", container()), Duration.ofSeconds(20));
        return answer.isGood() && answer.text().strip().equals("true");
    }

    private void await(BooleanSupplier isAlive, int port) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(port)) {
            if (!isAlive.getAsBoolean()) {
                throw new Failure("MySQL did not start: %s".formatted(lastError("server.log")));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new Failure("MySQL did not answer within %d minutes: see %s"
                        .formatted(START_LIMIT.toMinutes(), home.resolve("server.log")));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("Interrupted while MySQL was starting", e);
            }
        }
    }

    /// Also where it refuses the account, which a container doesn't have yet.
    private boolean answers(int port) throws IOException {
        try {
            var _ = isRefused(url(port));
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private DatabaseUrl url(int port) throws IOException {
        return DatabaseUrl.local(port, DATABASE, USER, password());
    }

    private static DatabaseUrl rootUrl(int port, String password) {
        return DatabaseUrl.local(port, "", ROOT, password);
    }

    private String password() throws IOException {
        return PrivateFile.password(home.resolve("password"));
    }

    private String rootPassword() throws IOException {
        return PrivateFile.password(home.resolve("root-password"));
    }

    private String container() {
        return container.orElseThrow(() -> new IllegalStateException("this server is never in a container"));
    }

    private Path containerMark() {
        return home.resolve("container");
    }

    private Path pidFile() {
        return home.resolve("mysqld.pid");
    }

    private Process launch(List<String> command, String log) throws IOException {
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile())
                .start();
    }

    private int port(int wished) throws IOException {
        if (wished != 0) {
            return wished;
        }
        Optional<Integer> kept = keptPort().filter(MySqlServer::isFree);
        if (kept.isPresent()) {
            return kept.get();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Optional<Integer> keptPort() throws IOException {
        Path file = home.resolve("port");
        return Files.isRegularFile(file)
                ? Optional.of(Files.readString(file).strip())
                        .filter(text -> text.matches("[0-9]{1,5}"))
                        .map(Integer::valueOf)
                : Optional.empty();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private String lastError(String log) {
        Path file = home.resolve(log);
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return lines.stream()
                            .filter(line -> line.contains("[ERROR]"))
                            .findFirst()
                            .or(() -> lines.stream().reduce((_, last) -> last))
                            .orElse("it said nothing")
                    + " (all of it: " + file + ")";
        } catch (IOException e) {
            return "it left no log (%s)".formatted(e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /// One command at a time: a second one waits, and then finds what the first has done.
    private <T> T alone(Work<T> work) {
        try {
            Files.createDirectories(home);
            try (FileChannel channel = FileChannel.open(
                            home.resolve("keepwell.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            throw new Failure("MySQL's folder %s can't be used: %s".formatted(home, e.getMessage()), e);
        }
    }
}
