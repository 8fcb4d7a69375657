package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.database.ServerPrograms.Archive;
import io.keepwell.core.database.ServerPrograms.InstalledMariaDb;
import io.keepwell.core.database.ServerPrograms.InstalledMySql;
import io.keepwell.core.database.ServerPrograms.Machine;
import io.keepwell.core.database.ServerPrograms.Surroundings;
import io.keepwell.core.database.ServerPrograms.Version;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerProgramsTest {
    private static final Path MARIADBD = Path.of("/usr/sbin/mariadbd");
    private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");
    private static final Path MYSQLD = Path.of("/usr/sbin/mysqld");
    private static final String MARIADB_11 = "mariadbd  Ver 11.8.2-MariaDB for debian-linux-gnu on aarch64";
    private static final String MYSQL_9 = "/usr/sbin/mysqld  Ver 9.7.0 for Linux on aarch64";

    private static final String LACKS_A_LIBRARY =
            "mariadbd: error while loading shared libraries: libcrypt.so.1: cannot open shared object file\n";

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux",
        "Mac OS X, aarch64, osx",
        "Linux, aarch64, ",
        "Mac OS X, x86_64, ",
        "Windows 11, amd64, ",
        "FreeBSD, amd64, "
    })
    void archive_is_used_where_there_is_one_for_the_system_and_processor(String system, String processor, String folder)
            throws IOException {
        List<String> asked = new ArrayList<>();
        Surroundings around = new Surroundings(
                new Machine(system, processor),
                asked(asked),
                name -> Optional.of(Path.of("/usr/sbin", name)),
                _ -> MARIADB_11);

        ServerPrograms found = ServerPrograms.find(around);

        assertThat(asked).isEqualTo(folder == null ? List.of() : List.of(folder));
        assertThat(found).isInstanceOf(folder == null ? InstalledMariaDb.class : Archive.class);
    }

    @Test
    void archive_that_is_not_on_the_class_path_gives_way_to_what_is_installed() throws IOException {
        Surroundings around = new Surroundings(
                new Machine("Linux", "amd64"), _ -> Optional.empty(), installed(MARIADBD, INSTALLER), _ -> MARIADB_11);

        assertThat(ServerPrograms.find(around)).isEqualTo(new InstalledMariaDb(MARIADBD, INSTALLER));
    }

    @Test
    void archive_whose_server_lacks_a_library_gives_way_to_what_is_installed() throws IOException {
        Surroundings around = new Surroundings(
                new Machine("Linux", "amd64"),
                MariaDbArchive::find,
                installed(MARIADBD, INSTALLER),
                server -> server.equals(MARIADBD) ? MARIADB_11 : LACKS_A_LIBRARY);

        assertThat(ServerPrograms.find(around)).isEqualTo(new InstalledMariaDb(MARIADBD, INSTALLER));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, 'libxcrypt-compat, or Debian''s libcrypt1'",
        "Mac OS X, aarch64, Homebrew's openssl@3 and pcre2"
    })
    void machine_on_which_the_archive_lacks_a_library_is_reported_its_package(
            String system, String processor, String libraries) {
        Surroundings around = new Surroundings(
                new Machine(system, processor),
                _ -> MariaDbArchive.find("linux"),
                _ -> Optional.empty(),
                _ -> LACKS_A_LIBRARY);

        assertThatThrownBy(() -> ServerPrograms.find(around))
                .hasMessageContaining(libraries)
                .hasMessageContaining("install MariaDB 11.4.5 or newer, or MySQL 8.4 or newer")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void servers_that_are_found_and_unfit_are_named_with_the_reason() {
        Machine arm = new Machine("Linux", "aarch64");
        String old = "mariadbd  Ver 10.11.6-MariaDB for Linux";

        assertThatThrownBy(() -> ServerPrograms.find(new Surroundings(
                        arm,
                        _ -> Optional.empty(),
                        installed(MARIADBD, INSTALLER, MYSQLD),
                        server -> server.equals(MARIADBD) ? old : "mysqld  Ver 8.0.44 for Linux")))
                .hasMessageContaining("MariaDB 10.11.6 at /usr/sbin/mariadbd is too old")
                .hasMessageContaining("MySQL 8.0.44 at /usr/sbin/mysqld is too old");
        assertThatThrownBy(() -> ServerPrograms.find(
                        new Surroundings(arm, _ -> Optional.empty(), installed(MARIADBD, INSTALLER, MYSQLD), _ -> old)))
                .hasMessageContaining("(MariaDB 10.11.6 at /usr/sbin/mariadbd is too old)");
        assertThatThrownBy(() -> ServerPrograms.find(
                        new Surroundings(arm, _ -> Optional.empty(), installed(MARIADBD), _ -> MARIADB_11)))
                .hasMessageContaining("MariaDB 11.8.2 at /usr/sbin/mariadbd comes without mariadb-install-db");
        assertThatThrownBy(() ->
                        ServerPrograms.find(new Surroundings(arm, _ -> Optional.empty(), installed(MYSQLD), _ -> "")))
                .hasMessageContaining("/usr/sbin/mysqld doesn't say its version");
    }

    @Test
    void mysql_is_used_where_mariadb_is_missing_too_old_or_without_its_installer() throws IOException {
        Machine arm = new Machine("Linux", "aarch64");
        Map<Path, String> versions = Map.of(MARIADBD, "mariadbd  Ver 10.11.6-MariaDB for Linux", MYSQLD, MYSQL_9);

        assertThat(ServerPrograms.find(new Surroundings(
                        arm, _ -> Optional.empty(), installed(MYSQLD), path -> versions.getOrDefault(path, ""))))
                .isEqualTo(new InstalledMySql(MYSQLD));
        assertThat(ServerPrograms.find(new Surroundings(
                        arm,
                        _ -> Optional.empty(),
                        installed(MARIADBD, INSTALLER, MYSQLD),
                        path -> versions.getOrDefault(path, ""))))
                .isEqualTo(new InstalledMySql(MYSQLD));
        assertThat(ServerPrograms.find(new Surroundings(
                        arm,
                        _ -> Optional.empty(),
                        installed(MARIADBD, MYSQLD),
                        path -> path.equals(MYSQLD) ? MYSQL_9 : MARIADB_11)))
                .isEqualTo(new InstalledMySql(MYSQLD));
    }

    @ParameterizedTest
    @CsvSource({"Linux, the package mariadb-server", "Mac OS X, Homebrew's mariadb"})
    void machine_without_a_server_is_reported_in_one_sentence_what_to_install(String system, String packages) {
        Surroundings around =
                new Surroundings(new Machine(system, "riscv64"), _ -> Optional.empty(), _ -> Optional.empty(), _ -> "");

        assertThatThrownBy(() -> ServerPrograms.find(around))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(system + " on riscv64")
                .hasMessageContaining(packages)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void versions_are_reported_from_what_servers_print() {
        assertThat(Version.of(MARIADB_11)).isEqualTo(new Version(true, 11, 8, 2));
        assertThat(Version.of(MYSQL_9)).isEqualTo(new Version(false, 9, 7, 0));
        assertThat(Version.of("mariadbd  Ver 11.4.4-MariaDB").isMariaDb(11, 4, 5))
                .isFalse();
        assertThat(Version.of("mariadbd  Ver 11.4.5-MariaDB-log").isMariaDb(11, 4, 5))
                .isTrue();
        assertThat(Version.of("mysqld  Ver 8.0.44-0ubuntu0 for Linux").isMySql(8, 4, 0))
                .isFalse();
        assertThat(Version.of("no such file").isMySql(0, 0, 1)).isFalse();
    }

    private static Function<String, Optional<URL>> asked(List<String> asked) {
        return folder -> {
            asked.add(folder);
            return MariaDbArchive.find("linux");
        };
    }

    private static Function<String, Optional<Path>> installed(Path... programs) {
        return name -> List.of(programs).stream()
                .filter(program -> program.endsWith(name))
                .findFirst();
    }
}
