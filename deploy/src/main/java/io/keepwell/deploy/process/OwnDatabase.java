package io.keepwell.deploy.process;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.EmbeddedDatabase;
import io.keepwell.core.database.Folders;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.mysql.MySqlServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// A durable database of a run's own, which can be killed. Not for several threads.
public sealed interface OwnDatabase extends AutoCloseable {
    /// Starts it, or starts it again after a kill, and waits until it answers.
    ///
    /// @return its address, with another port perhaps than the last time, for a user who has the documented rights
    DatabaseUrl start();

    /// Its address for its administrator, since it was started.
    DatabaseUrl rootUrl();

    /// Ends its process at once, as a crash does.
    void kill();

    /// Its process, where it runs as one of this machine.
    Optional<ProcessHandle> process();

    /// What it is, for people.
    String name();

    /// Stops it; its data stay.
    @Override
    void close();

    /// Stops it and removes its data.
    void erase();

    /// A MySQL where one can be had, else the embedded MariaDB.
    ///
    /// @param mySql the server to try
    /// @param poolMegabytes the least that the MySQL's buffer pool will ever have
    /// @param folder for the data of the embedded one
    static OwnDatabase best(MySqlServer mySql, int poolMegabytes, Path folder, PrintWriter progress) {
        MySql database = new MySql(mySql, poolMegabytes);
        try {
            var _ = database.start();
            return database;
        } catch (Failure unavailable) {
            progress.println("No MySQL (" + unavailable.getMessage() + "): the embedded MariaDB is taken instead.");
            database.erase();
            return new MariaDb(folder);
        }
    }

    /// A real MySQL with durable settings.
    final class MySql implements OwnDatabase {
        private final MySqlServer server;
        private final int poolMegabytes;
        private Optional<ProcessHandle> process = Optional.empty();
        private String version = "";
        private Optional<DatabaseUrl> rootUrl = Optional.empty();

        MySql(MySqlServer server, int poolMegabytes) {
            this.server = server;
            this.poolMegabytes = poolMegabytes;
        }

        @Override
        public DatabaseUrl start() {
            MySqlServer.Running running = server.start(new MySqlServer.Wishes(0, false, false, poolMegabytes));
            version = running.version();
            process = running.process();
            rootUrl = Optional.of(running.rootUrl());
            return running.url();
        }

        @Override
        public DatabaseUrl rootUrl() {
            return rootUrl.orElseThrow();
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public Optional<ProcessHandle> process() {
            return process;
        }

        @Override
        public String name() {
            return "MySQL " + version;
        }

        @Override
        public void close() {
            var _ = server.stop();
        }

        @Override
        public void erase() {
            server.erase();
        }
    }

    /// The embedded MariaDB with durable settings.
    final class MariaDb implements OwnDatabase {
        private final Path folder;
        private EmbeddedDatabase server;

        /// @param folder for its data
        public MariaDb(Path folder) {
            this.folder = folder.resolve("mariadb");
            this.server = EmbeddedDatabase.start(this.folder, 0);
        }

        @Override
        public DatabaseUrl start() {
            server.close();
            server = EmbeddedDatabase.start(folder, server.port());
            return DatabaseUrl.parse(server.jdbcUrl());
        }

        @Override
        public DatabaseUrl rootUrl() {
            return DatabaseUrl.parse(server.rootUrl());
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public Optional<ProcessHandle> process() {
            return Optional.of(server.process());
        }

        @Override
        public String name() {
            return "the embedded MariaDB";
        }

        @Override
        public void close() {
            server.close();
        }

        @Override
        public void erase() {
            server.close();
            try {
                Folders.delete(folder);
            } catch (IOException problem) {
                throw new UncheckedIOException(folder + " can't be removed", problem);
            }
        }
    }
}
