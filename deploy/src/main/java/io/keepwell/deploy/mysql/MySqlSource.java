package io.keepwell.deploy.mysql;

import io.keepwell.core.database.MachinePrograms;
import io.keepwell.deploy.Failure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a real MySQL comes from, in the order in which they are tried.
sealed interface MySqlSource {
    /// A server program that the machine has.
    record OnPath(Path mysqld) implements MySqlSource {
        private static final Pattern VERSION = Pattern.compile("Ver (?<major>[0-9]+)\\.(?<minor>[0-9]+)\\.");

        /// The program that `KEEPWELL_MYSQLD` names (MySQL 8.4 or newer), or `mysqld` on the PATH (9 or
        /// newer).
        static Optional<OnPath> find() {
            String named = System.getenv("KEEPWELL_MYSQLD");
            if (named != null && !named.isBlank()) {
                Path program = Path.of(named).toAbsolutePath();
                if (!Files.isExecutable(program) || !isMySql(versionOf(program), 8, 4)) {
                    throw new Failure("KEEPWELL_MYSQLD names %s, which is no MySQL 8.4 or newer".formatted(named));
                }
                return Optional.of(new OnPath(program));
            }
            return MachinePrograms.find("mysqld")
                    .filter(program -> isMySql(versionOf(program), 9, 0))
                    .map(OnPath::new);
        }

        /// Whether `mysqld --version` tells of a MySQL that is new enough. MariaDB goes under the same name.
        static boolean isMySql(String version, int major, int minor) {
            Matcher numbers = VERSION.matcher(version);
            if (version.contains("MariaDB") || !numbers.find()) {
                return false;
            }
            int itsMajor = Integer.parseInt(numbers.group("major"));
            return itsMajor > major || (itsMajor == major && Integer.parseInt(numbers.group("minor")) >= minor);
        }

        private static String versionOf(Path program) {
            return Programs.ask(null, List.of(program.toString(), "--version"), Duration.ofSeconds(20))
                    .text();
        }
    }

    /// A container of MySQL's own image, where an engine runs and not merely its client is there.
    record Docker(Path program, String image) implements MySqlSource {
        static Optional<Docker> find() {
            String named = System.getenv("KEEPWELL_MYSQL_IMAGE");
            String image = named == null || named.isBlank() ? "mysql:9" : named;
            return MachinePrograms.find("docker")
                    .filter(program -> Programs.ask(null, List.of(program.toString(), "info"), Duration.ofSeconds(20))
                            .isGood())
                    .map(program -> new Docker(program, image));
        }
    }

    /// Debian's packages, unpacked into a folder and not installed.
    record DebianPackages(Path folder) implements MySqlSource {
        static Optional<DebianPackages> find(Path cache, PrintWriter progress) {
            return DebianArchive.unpacked(cache, progress).map(DebianPackages::new);
        }

        /// How to start one of its programs: by the folder's own loader, with the folder's own libraries,
        /// whatever the machine's are.
        List<String> command(String program) {
            Path loader = DebianArchive.loader(folder);
            return List.of(
                    loader.toString(),
                    "--library-path",
                    loader.resolveSibling("").toString(),
                    "--argv0",
                    program,
                    folder.resolve("usr/sbin").resolve(program).toString());
        }

        List<String> options() {
            Path share = folder.resolve("usr/share/mysql");
            return List.of(
                    "--basedir=" + folder.resolve("usr"),
                    "--plugin-dir=" + folder.resolve("usr/lib/mysql/plugin"),
                    "--lc-messages-dir=" + share,
                    "--character-sets-dir=" + share.resolve("charsets"));
        }
    }

    /// The first that this machine has.
    ///
    /// @param cache where packages are unpacked
    /// @param mayBeContainer whether Docker will do
    /// @param progress prints what takes long
    /// @throws Failure when there is none
    static MySqlSource find(Path cache, boolean mayBeContainer, PrintWriter progress) {
        List<MySqlSource> found = new ArrayList<>();
        OnPath.find().ifPresent(found::add);
        if (found.isEmpty() && mayBeContainer) {
            Docker.find().ifPresent(found::add);
        }
        if (found.isEmpty()) {
            DebianPackages.find(cache, progress).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw new Failure("No MySQL 9 was found: install one, name its mysqld in KEEPWELL_MYSQLD, or start Docker");
        }
        return found.getFirst();
    }
}
