package io.keepwell.deploy.chaos;

import io.keepwell.core.database.CacheFolder;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.EmbeddedDatabase;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.mysql.MySqlServer;
import java.io.PrintWriter;
import java.nio.file.Path;

/// A durable database of the run's own, which can be killed. Not for several threads.
sealed interface ChaosDatabase extends AutoCloseable {
    /// Starts it, or starts it again after a kill, and waits until it answers.
    ///
    /// @return its address, with another port perhaps than the last time
    DatabaseUrl start();

    /// Ends its process at once, as a crash does.
    void kill();

    /// What it is, for people.
    String name();

    @Override
    void close();

    /// A MySQL where one can be had, else the embedded MariaDB.
    ///
    /// @param folder for its data
    static ChaosDatabase best(Path folder, PrintWriter progress) {
        MySql mySql = new MySql(folder, progress);
        try {
            var _ = mySql.start();
            return mySql;
        } catch (Failure unavailable) {
            progress.println("No MySQL: " + unavailable.getMessage());
            mySql.close();
            return new MariaDb(folder);
        }
    }

    /// A real MySQL with durable settings.
    final class MySql implements ChaosDatabase {
        private final MySqlServer server;
        private String version = "";

        MySql(Path folder, PrintWriter progress) {
            this.server = MySqlServer.apart(CacheFolder.path(), folder.resolve("mysql"), progress);
        }

        @Override
        public DatabaseUrl start() {
            MySqlServer.Running running = server.start(new MySqlServer.Wishes(0, false, false, MySqlServer.USUAL_POOL));
            version = running.version();
            return running.url();
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public String name() {
            return "MySQL " + version;
        }

        @Override
        public void close() {
            var _ = server.stop();
        }
    }

    /// The embedded MariaDB with durable settings.
    final class MariaDb implements ChaosDatabase {
        private final Path folder;
        private EmbeddedDatabase server;

        MariaDb(Path folder) {
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
        public void kill() {
            server.kill();
        }

        @Override
        public String name() {
            return "the embedded MariaDB";
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
